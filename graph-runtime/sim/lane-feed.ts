import type { Program } from "../compiler/program.ts";
import { type Diagnostic, errorDiagnostic } from "../core/diagnostic.ts";
import type { Engine } from "../engine/engine.ts";
import type { EngineSetup } from "../engine/engine-setup.ts";
import { fieldsRead } from "../engine/read-slots.ts";
import { type BarColumns, sliceBars } from "../market/bars.ts";
import { areSound } from "../market/check-bars.ts";
import type { OutsideSignal } from "../market/outside-signal.ts";
import { fillBlock, fillLane, type Stretch } from "./historical-feed.ts";
import { laneNames } from "./lane-names.ts";
import type { LaneData } from "./run-backtest.ts";
import { signalFeed } from "./signal-feed.ts";
import { mergeTimelines } from "./timeline.ts";

export type FeedInput = {
  readonly program: Program;
  /** The instruments that are traded. */
  readonly lanes: readonly LaneData[];
  /** Those that nodes look at only, by the symbols that the strategy knows them by. */
  readonly references?: readonly LaneData[];
  /** What came in from outside while the bars were made, for strategies that listen to it. */
  readonly signals?: readonly OutsideSignal[];
};

/** The history of a run on one axis of time, and how an engine is given it. */
export type LaneFeed = {
  readonly time: Float64Array;
  readonly setup: Pick<EngineSetup, "instruments" | "names" | "references" | "calendars" | "finer">;
  /** True where every instrument has a bar at each of its instants. */
  readonly isWhole: boolean;
  /** Puts the bars `from` up to `to` into the engine's columns, every column of them. */
  readonly fill: (engine: Engine, from: number, to: number) => void;
  /** The same lane by lane, no more than what its kernels read, once that which belongs to none is there. */
  readonly fillAround: (engine: Engine, from: number, to: number) => void;
  readonly fillLane: (engine: Engine, lane: number, from: number, to: number) => void;
  /** Tells whether a lane's bars of those instants are sound, or those that are looked at only; for feeds that are whole. */
  readonly isLaneSound: (lane: number, from: number, to: number) => boolean;
  readonly isAroundSound: (from: number, to: number) => boolean;
};

/** Merges traded and looked-at instruments into one axis of time; what is looked at counts only while something is traded. */
export function openLaneFeed({ program, lanes, references = [], signals = [] }: FeedInput): LaneFeed {
  const names = laneNames(
    program.required.universe,
    lanes.map(({ instrument }) => instrument.symbol),
  );
  const wanted = references.filter(({ instrument }) => !names.includes(instrument.symbol));
  const traded = lanes.map(({ bars }) => bars);
  const looked = wanted.map(({ bars }) => clip(bars, traded));
  const timeline = mergeTimelines([...traded, ...looked]);
  const fillSignals = signalFeed({ program, names, lanes, signals, timeline });
  const fields = fieldsRead(program);
  const stretchOf = (index: number, from: number, to: number): Stretch => ({
    places: timeline.places[index] ?? null,
    from,
    to,
  });
  const fillAround = (engine: Engine, from: number, to: number): void => {
    looked.forEach((bars, index) => {
      fillBlock(engine.portfolio!.references[index]!, bars, stretchOf(traded.length + index, from, to));
    });
    fillSignals(engine.lanes, from, to);
  };
  return {
    time: timeline.time,
    setup: {
      instruments: lanes.map(({ instrument }) => instrument),
      names,
      references: wanted.map(({ instrument }) => instrument.symbol),
      calendars: lanes.map(({ actions, conversion }) => ({ events: actions ?? [], rates: conversion ?? null })),
      finer: lanes.map(({ finer }) => finer ?? null),
    },
    isWhole: timeline.places.every((places) => places === null),
    fill: (engine, from, to) => {
      traded.forEach((bars, lane) => {
        fillBlock(engine.lanes[lane]!.market, bars, stretchOf(lane, from, to));
      });
      fillAround(engine, from, to);
    },
    fillAround,
    fillLane: (engine, lane, from, to) => {
      fillLane(engine.lanes[lane]!, traded[lane]!, stretchOf(lane, from, to), fields);
    },
    isLaneSound: (lane, from, to) => areSound(traded[lane]!, from, to),
    isAroundSound: (from, to) => looked.every((bars) => areSound(bars, from, to)),
  };
}

/** Says which instruments the strategy names and nobody brings. */
export function missingInstruments({ program, lanes, references = [] }: FeedInput): Diagnostic[] {
  const names = laneNames(
    program.required.universe,
    lanes.map(({ instrument }) => instrument.symbol),
  );
  const known = [...names, ...references.map(({ instrument }) => instrument.symbol)];
  const needed = new Set([...program.foreign.map(({ symbol }) => symbol), ...program.required.references]);
  return [...needed]
    .filter((symbol) => !known.includes(symbol))
    .map((symbol) =>
      errorDiagnostic(
        "run.missing-instrument",
        `The strategy looks at ${symbol}, and there is no data for it: choose a dataset of ${symbol}, or name another instrument in the node.`,
        { expected: symbol, received: known.join(", ") },
      ),
    );
}

/** Cuts bars to the time from the first traded bar to the last one. */
function clip(bars: BarColumns, traded: readonly BarColumns[]): BarColumns {
  let start = Number.POSITIVE_INFINITY;
  let end = Number.NEGATIVE_INFINITY;
  for (const { time } of traded) {
    start = Math.min(start, time[0] ?? start);
    end = Math.max(end, time[time.length - 1] ?? end);
  }
  let from = 0;
  while (from < bars.time.length && bars.time[from]! < start) from++;
  let to = bars.time.length;
  while (to > from && bars.time[to - 1]! > end) to--;
  return from === 0 && to === bars.time.length ? bars : sliceBars(bars, from, to);
}

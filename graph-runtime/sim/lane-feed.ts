import type { Program } from "../compiler/program.ts";
import { type Diagnostic, errorDiagnostic } from "../core/diagnostic.ts";
import type { Engine } from "../engine/engine.ts";
import type { EngineSetup } from "../engine/engine-setup.ts";
import { type BarColumns, sliceBars } from "../market/bars.ts";
import { areSound } from "../market/check-bars.ts";
import type { OutsideSignal } from "../market/outside-signal.ts";
import { fillBlock } from "./historical-feed.ts";
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
  /** Puts the bars `from` up to `to` into the engine's columns. */
  readonly fill: (engine: Engine, from: number, to: number) => void;
  /** Tells whether all bars of those instants are sound, where every instrument has a bar at each of them. */
  readonly isSound: (from: number, to: number) => boolean;
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
  return {
    time: timeline.time,
    setup: {
      instruments: lanes.map(({ instrument }) => instrument),
      names,
      references: wanted.map(({ instrument }) => instrument.symbol),
      calendars: lanes.map(({ actions, conversion }) => ({ events: actions ?? [], rates: conversion ?? null })),
      finer: lanes.map(({ finer }) => finer ?? null),
    },
    fill: (engine, from, to) => {
      traded.forEach((bars, lane) => {
        fillBlock(engine.lanes[lane]!.market, bars, timeline, lane, from, to);
      });
      looked.forEach((bars, index) => {
        fillBlock(engine.portfolio!.references[index]!, bars, timeline, traded.length + index, from, to);
      });
      fillSignals(engine.lanes, from, to);
    },
    isSound: (from, to) => [...traded, ...looked].every((bars) => areSound(bars, from, to)),
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

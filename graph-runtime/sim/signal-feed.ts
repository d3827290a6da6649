import type { Program } from "../compiler/program.ts";
import type { Lane } from "../engine/lane.ts";
import { silenceSignals } from "../engine/outside-signals.ts";
import type { OutsideSignal } from "../market/outside-signal.ts";
import { timeframeMilliseconds } from "../market/timeframe.ts";
import type { LaneData } from "./run-backtest.ts";
import type { Timeline } from "./timeline.ts";

type SignalTask = {
  readonly program: Program;
  readonly names: readonly string[];
  readonly lanes: readonly LaneData[];
  readonly signals: readonly OutsideSignal[];
  readonly timeline: Timeline;
};

type Placed = { readonly at: number; readonly lane: number; readonly plan: number; readonly value: number };

/** Returns what puts recorded signals into the columns of a block: each at the first bar that closes after it came in. */
export function signalFeed(task: SignalTask): (lanes: readonly Lane[], from: number, to: number) => void {
  const { program } = task;
  const placed = program.outside.length === 0 ? [] : place(task);
  if (placed.length === 0) return () => undefined;
  return (lanes, from, to) => {
    silenceSignals(lanes, program);
    for (const { at, lane, plan, value } of placed) {
      if (at < from || at >= to) continue;
      const { received, value: column } = program.outside[plan]!;
      const { slots } = lanes[lane]!;
      slots[received]![at - from] = 1;
      slots[column]![at - from] = value;
    }
  };
}

/** In the order in which they came, so that of two before one bar the later one counts. */
function place({ program, names, lanes, signals, timeline }: SignalTask): Placed[] {
  const length = timeframeMilliseconds(program.settings.timeframe);
  const inOrder = [...signals].sort((a, b) => a.time - b.time);
  const axis = timeline.time;
  // where bars come closer together than they should last, the next one ends a bar
  const endOf = (at: number): number => Math.min(axis[at]! + length, axis[at + 1] ?? Number.POSITIVE_INFINITY);
  return lanes.flatMap(({ instrument }, lane) => {
    const places = timeline.places[lane] ?? null;
    const hasBar = (at: number): boolean => places === null || places[at]! >= 0;
    const placed: Placed[] = [];
    let at = 0;
    for (const { time, name, symbol, value } of inOrder) {
      const plan = program.outside.findIndex((one) => one.name === name);
      const isMeant = symbol === null || symbol === names[lane] || symbol === instrument.symbol;
      if (plan < 0 || !isMeant || time < axis[0]!) continue;
      while (at < axis.length && !(hasBar(at) && endOf(at) > time)) at++;
      if (at < axis.length) placed.push({ at, lane, plan, value: value ?? Number.NaN });
    }
    return placed;
  });
}

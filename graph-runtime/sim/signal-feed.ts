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
  return lanes.flatMap(({ instrument }, lane) => {
    const places = timeline.places[lane] ?? null;
    const hasBar = (at: number): boolean => places === null || places[at]! >= 0;
    const placed: Placed[] = [];
    let at = 0;
    for (const { time, name, symbol, value } of inOrder) {
      const plan = program.outside.findIndex((one) => one.name === name);
      const isMeant = symbol === null || symbol === names[lane] || symbol === instrument.symbol;
      if (plan < 0 || !isMeant || time < timeline.time[0]!) continue;
      while (at < timeline.time.length && !(hasBar(at) && timeline.time[at]! + length > time)) at++;
      if (at < timeline.time.length) placed.push({ at, lane, plan, value: value ?? Number.NaN });
    }
    return placed;
  });
}

import type { Program } from "../compiler/program.ts";
import { Engine } from "../engine/engine.ts";
import { ColumnLog } from "../engine/run-log.ts";
import type { Settings } from "../graph/settings.ts";
import type { OutsideSignal } from "../market/outside-signal.ts";
import { openLaneFeed } from "./lane-feed.ts";
import { clockOf } from "./port-reader.ts";
import type { LaneData } from "./run-backtest.ts";
import { simulatedVenue } from "./simulated-venue.ts";

export type TraceInput = {
  readonly program: Program;
  readonly lanes: readonly LaneData[];
  readonly references?: readonly LaneData[];
  readonly signals?: readonly OutsideSignal[];
  readonly overrides?: Partial<Settings>;
  /** "node.port" each; the program must have been compiled to keep them. */
  readonly ports: readonly string[];
  readonly blockSize?: number;
};

export type TraceColumn = {
  readonly port: string;
  readonly lane: number;
  /** One value per bar; NaN is unknown. */
  readonly values: Float64Array;
};

export type Trace = { readonly time: Float64Array; readonly columns: readonly TraceColumn[] };

/** Runs a program and returns what its ports held on every bar. Ports of the decision stage are computed on every bar. */
export function traceRun(input: TraceInput): Trace {
  const { program, lanes, overrides, ports, blockSize = 1_024 } = input;
  const settings = { ...program.settings, ...overrides };
  const feed = openLaneFeed(input);
  const total = feed.time.length;
  const size = Math.max(1, Math.min(blockSize, total));
  const engine = new Engine({
    ...feed.setup,
    program,
    settings,
    venue: simulatedVenue(settings),
    blockSize: size,
    decideAlways: true,
    log: new ColumnLog(),
  });
  const columns = lanes.flatMap((_, lane) =>
    ports.map((port) => ({ port, lane, values: new Float64Array(total).fill(Number.NaN) })),
  );
  const decided = program.nodes
    .filter((node) => node.stage === "decision")
    .flatMap((node) => Object.values(node.outputs));
  const equity = new Float64Array(size);
  const exposure = new Float64Array(size);
  for (let from = 0; from < total; from += size) {
    const to = Math.min(total, from + size);
    feed.fill(engine, from, to);
    for (const lane of engine.lanes) {
      // bars that this instrument does not have decide nothing, and leave no value of the block before
      for (const slot of decided) lane.slots[slot]!.fill(Number.NaN);
      for (const column of Object.values(lane.account)) column.fill(Number.NaN);
    }
    engine.runBlock(to - from, equity, exposure);
    for (const { port, lane, values } of columns) {
      const slot = program.ports.get(port)!;
      const column = engine.lanes[lane]!.slots[slot]!;
      const clock = clockOf(program, slot);
      if (clock === 0) values.set(column.subarray(0, to - from), from);
      else spread(column, engine.lanes[lane]!.closed[clock]!, values.subarray(0, to), from);
    }
  }
  return { time: feed.time, columns };
}

/** Shows on each base bar the last bar of a longer timeframe that has closed. */
function spread(column: Float64Array, closed: Float64Array, values: Float64Array, from: number): void {
  for (let i = from; i < values.length; i++) {
    const count = closed[i - from]!;
    values[i] = count > 0 ? column[count - 1]! : from === 0 ? Number.NaN : values[from - 1]!;
  }
}

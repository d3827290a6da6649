import type { Program } from "../compiler/program.ts";
import { Engine } from "../engine/engine.ts";
import { StepLog } from "../engine/run-log.ts";
import type { FillRecord } from "../market/fill.ts";
import type { OrderRecord } from "../market/order.ts";
import { openLaneFeed } from "./lane-feed.ts";
import { PortReader } from "./port-reader.ts";
import { type OrderReading, type PortValues, readOrders } from "./read-orders.ts";
import type { LaneData, RunSettings } from "./run-backtest.ts";
import { simulatedVenue } from "./simulated-venue.ts";

export type WhyAnswer = {
  readonly bar: number;
  readonly time: number;
  readonly values: PortValues;
  readonly orders: readonly OrderReading[];
  readonly position: number;
  readonly equity: number;
  readonly created: readonly OrderRecord[];
  readonly fills: readonly FillRecord[];
};

export type WhyInput = {
  readonly program: Program;
  readonly lanes: readonly LaneData[];
  readonly references?: readonly LaneData[];
  readonly bar: number;
  readonly lane?: number;
  readonly overrides?: Partial<RunSettings>;
};

const BLOCK = 1_024;

/** Re-runs a program up to a bar and tells the value of every port there, and why each order node acted or not. */
export function why(input: WhyInput): WhyAnswer | null {
  const { program, lanes, bar, lane = 0 } = input;
  const settings = { ...program.settings, ...input.overrides };
  const feed = openLaneFeed(input);
  if (bar < 0 || bar >= feed.time.length || !lanes[lane]) return null;
  const blockSize = Math.min(BLOCK, bar + 1);
  const venue = simulatedVenue(settings);
  const log = new StepLog();
  const engine = new Engine({ ...feed.setup, program, settings, venue, blockSize, decideAlways: true, log });
  const reader = new PortReader(program, lanes.length);
  const equity = new Float64Array(blockSize);
  const exposure = new Float64Array(blockSize);
  const read = new Float64Array(reader.ports.length);
  for (let from = 0; from <= bar; from += blockSize) {
    const to = Math.min(bar + 1, from + blockSize);
    feed.fill(engine, from, to);
    reader.clear(engine);
    engine.runBlock(to - from, equity, exposure);
    reader.read(engine, lane, to - from - 1, read);
    reader.keep(engine, to - from);
  }
  const values = namedValues(reader.ports, read);
  return {
    bar,
    time: feed.time[bar]!,
    values,
    orders: readOrders(program, engine.lanes[lane]!.reports, values),
    position: engine.ledger.quantity[lane]!,
    equity: engine.equity,
    created: log.orders.filter((order) => order.createdBar === bar && order.lane === lane),
    fills: log.fills.filter((fill) => fill.bar === bar && fill.lane === lane),
  };
}

export function namedValues(ports: readonly string[], read: Float64Array): PortValues {
  const values: Record<string, number | null> = {};
  ports.forEach((port, index) => {
    const value = read[index]!;
    values[port] = Number.isNaN(value) ? null : value;
  });
  return values;
}

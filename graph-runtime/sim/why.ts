import type { Program } from "../compiler/program.ts";
import { Engine } from "../engine/engine.ts";
import { StepLog } from "../engine/run-log.ts";
import type { FillRecord } from "../market/fill.ts";
import type { OrderRecord } from "../market/order.ts";
import { REPORT_CODES, type ReportCode } from "../nodes/report-code.ts";
import { openLaneFeed } from "./lane-feed.ts";
import type { LaneData, RunSettings } from "./run-backtest.ts";
import { simulatedVenue } from "./simulated-venue.ts";

/** What one order node did at the bar, and the first input that held it back. */
export type OrderReading = {
  readonly nodeId: string;
  readonly code: ReportCode;
  readonly reason: string;
  /** The node and port nearest to the market whose value kept the order from firing, walking back from the order. */
  readonly heldBackBy: { readonly nodeId: string; readonly portId: string } | null;
};

export type WhyAnswer = {
  readonly bar: number;
  readonly time: number;
  /** Value of every port, "node.port"; null where unknown. */
  readonly values: Readonly<Record<string, number | null>>;
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
  const equity = new Float64Array(blockSize);
  const exposure = new Float64Array(blockSize);
  let at = 0;
  for (let from = 0; from <= bar; from += blockSize) {
    const to = Math.min(bar + 1, from + blockSize);
    feed.fill(engine, from, to);
    engine.runBlock(to - from, equity, exposure);
    at = to - from - 1;
  }
  const values = readPorts(engine, program, lane, at);
  return {
    bar,
    time: feed.time[bar]!,
    values,
    orders: readOrders(engine, program, lane, values),
    position: engine.ledger.quantity[lane]!,
    equity: engine.equity,
    created: log.orders.filter((order) => order.createdBar === bar && order.lane === lane),
    fills: log.fills.filter((fill) => fill.bar === bar && fill.lane === lane),
  };
}

type Values = Readonly<Record<string, number | null>>;

function readPorts(engine: Engine, program: Program, lane: number, at: number): Record<string, number | null> {
  const { slots } = engine.lanes[lane]!;
  const values: Record<string, number | null> = {};
  for (const [port, slot] of program.ports) {
    const value = slots[slot]![at]!;
    values[port] = Number.isNaN(value) ? null : value;
  }
  return values;
}

function readOrders(engine: Engine, program: Program, lane: number, values: Values): OrderReading[] {
  return program.orders.map((index, rank) => {
    const node = program.nodes[index]!;
    const code = engine.lanes[lane]!.reports[rank]!;
    const waits = code === "trigger-false" || code === "trigger-unknown";
    const trigger = node.definition.triggers![0];
    return {
      nodeId: node.id,
      code,
      reason: REPORT_CODES[code],
      heldBackBy: waits && trigger !== undefined ? findBlocker(program, node.id, trigger, values) : null,
    };
  });
}

/** Walks back from an input along conditions that are not true, to the first one that is fed by plain values. */
function findBlocker(program: Program, nodeId: string, port: string, values: Values): OrderReading["heldBackBy"] {
  const { edges } = program.document;
  const types = (id: string, output: string): string | undefined => {
    const kind = program.nodes.find((node) => node.id === id);
    return kind?.definition.outputs[output]?.type;
  };
  let at = { node: nodeId, port };
  let found: OrderReading["heldBackBy"] = null;
  for (let depth = 0; depth < edges.length + 1; depth++) {
    const source = edges.find((edge) => edge.to.node === at.node && edge.to.port === at.port)?.from;
    if (!source || values[`${source.node}.${source.port}`] === 1) break;
    found = { nodeId: source.node, portId: source.port };
    const next = edges.find((edge) => {
      if (edge.to.node !== source.node) return false;
      const type = types(edge.from.node, edge.from.port);
      return (type === "boolean" || type === "event") && values[`${edge.from.node}.${edge.from.port}`] !== 1;
    });
    if (!next) break;
    at = next.to;
  }
  return found;
}

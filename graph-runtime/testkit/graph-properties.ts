import type { Program, ProgramNode } from "../compiler/program.ts";
import { sliceBars } from "../market/bars.ts";
import { type LaneData, runBacktest } from "../sim/run-backtest.ts";
import { type Trace, traceRun } from "../sim/trace-run.ts";
import { seededNumbers } from "./node-series.ts";

export type PropertyTask = {
  readonly program: Program;
  readonly lanes: readonly LaneData[];
  /** Bars per block of the shorter run; the longer one takes another size. */
  readonly blockSize: number;
};

const TOLERANCE = 1e-9;
const SHAKE = 1e-12;

const cut = (lanes: readonly LaneData[], from: number, to: number): LaneData[] =>
  lanes.map((lane) => ({ ...lane, bars: sliceBars(lane.bars, from, to) }));

/** Every port that is computed from the market alone. */
function signalPorts(program: Program): string[] {
  return program.nodes
    .filter((node) => node.stage === "signal")
    .flatMap((node) => Object.keys(node.outputs).map((port) => `${node.id}.${port}`))
    .filter((port) => program.ports.has(port));
}

/** Says where the outputs over the first `count` bars are not the first `count` outputs over all bars; null nowhere. */
export function futureChangesPast({ program, lanes, blockSize }: PropertyTask, count: number): string | null {
  const ports = signalPorts(program);
  const whole = traceRun({ program, lanes, ports, blockSize: 1_024 });
  const part = traceRun({ program, lanes: cut(lanes, 0, count), ports, blockSize });
  for (const [rank, { port, lane, values }] of part.columns.entries()) {
    const expected = whole.columns[rank]!.values;
    for (let i = 0; i < count; i++)
      if (!Object.is(values[i]!, expected[i]!))
        return `${port} of lane ${lane} at bar ${i} is ${values[i]} over ${count} bars and ${expected[i]} over all`;
  }
  const long = runBacktest({ program, lanes });
  const short = runBacktest({ program, lanes: cut(lanes, 0, count), blockSize });
  for (let i = 0; i < count; i++)
    if (!Object.is(short.equity[i]!, long.equity[i]!))
      return `equity at bar ${i} is ${short.equity[i]} over ${count} bars and ${long.equity[i]} over all`;
  return null;
}

export type LaterStart = { readonly problem: string | null; readonly compared: number };

/** The same bars with prices off by about 1e-12 of themselves. What reacts to that by more is ill-conditioned there. */
function shake(lanes: readonly LaneData[], seed: number): LaneData[] {
  const next = seededNumbers(seed);
  return lanes.map((lane) => {
    const { open, high, low, close, ...rest } = lane.bars;
    const factors = open.map(() => 1 + (next() - 0.5) * 2 * SHAKE);
    const moved = (column: Float64Array): Float64Array => column.map((value, i) => value * factors[i]!);
    return { ...lane, bars: { ...rest, open: moved(open), high: moved(high), low: moved(low), close: moved(close) } };
  });
}

/**
 * Starts `start` bars later, and says where a node that is warm and has settled differs by more than 1e-9 of its size. Nodes with
 * memory for ever, nodes that wait for something, and what is made of them, are left out; `compared` counts the others. Where the
 * last digits of the prices decide (a tie of a comparison, a spread of nothing but rounding), the difference may be as large as they make it.
 */
export function laterStartDiffers({ program, lanes, blockSize }: PropertyTask, start: number): LaterStart {
  const ports = signalPorts(program);
  const length = lanes[0]!.bars.time.length;
  const whole = traceRun({ program, lanes, ports, blockSize: 1_024 });
  const late = traceRun({ program, lanes: cut(lanes, start, length), ports, blockSize });
  const shaken = [77, 78, 79].map((seed) => traceRun({ program, lanes: shake(lanes, seed), ports, blockSize: 1_024 }));
  const stepped = steppedSlots(program, whole);
  const waiting = new Set<number>();
  /** How many nodes that settle only to 1e-9 a value has come through: each may add as much. */
  const settled = new Map<number, number>();
  let compared = 0;
  for (const node of program.nodes) {
    if (node.stage !== "signal") continue;
    const slots = Object.values(node.outputs);
    const feeding = Object.values(node.inputs);
    const calm = node.warmup + node.settle;
    const isLeftOut =
      node.definition.unknownWhile !== undefined ||
      calm > length - start ||
      (Object.keys(node.state).length > 0 && feeding.some((slot) => stepped.has(slot))) ||
      feeding.some((slot) => waiting.has(slot));
    if (isLeftOut) {
      for (const slot of slots) waiting.add(slot);
      continue;
    }
    const depth = Math.max(0, ...feeding.map((slot) => settled.get(slot) ?? 0)) + 1;
    for (const slot of slots) settled.set(slot, depth);
    const found = compareNode(node, { whole, late, shaken, start, calm, tolerance: depth * TOLERANCE });
    if (found.problem !== null) return { problem: found.problem, compared };
    // a gap in a value shifts what is counted over its known bars
    if (found.hasGap) for (const slot of slots) waiting.add(slot);
    compared++;
  }
  return { problem: null, compared };
}

/** Numbers that often stand still: over them a spread is nothing but rounding, which has memory for ever. */
function steppedSlots(program: Program, { columns }: Trace): ReadonlySet<number> {
  const stepped = new Set<number>();
  // a trace repeats the values of longer bars, which move all the same
  const longer = new Set(program.nodes.filter(({ clock }) => clock > 0).map(({ id }) => id));
  for (const { port, values } of columns) {
    if (longer.has(port.slice(0, port.lastIndexOf(".")))) continue;
    let still = 0;
    for (let i = 1; i < values.length; i++) if (values[i] === values[i - 1]) still++;
    if (5 * still > values.length) stepped.add(program.ports.get(port)!);
  }
  return stepped;
}

type Comparison = {
  readonly whole: Trace;
  readonly late: Trace;
  readonly shaken: readonly Trace[];
  readonly start: number;
  readonly calm: number;
  readonly tolerance: number;
};

function compareNode(node: ProgramNode, { whole, late, shaken, start, calm, tolerance }: Comparison) {
  let hasGap = false;
  for (const port of Object.keys(node.outputs)) {
    const isCondition = node.definition.outputs[port]!.type !== "number";
    for (const [rank, column] of whole.columns.entries()) {
      if (column.port !== `${node.id}.${port}`) continue;
      const { values } = column;
      const later = late.columns[rank]!.values;
      const touched = shaken.map((trace) => trace.columns[rank]!.values);
      let scale = 0;
      for (const value of values) if (Math.abs(value) > scale) scale = Math.abs(value);
      for (let i = start + calm; i < values.length; i++) {
        const expected = values[i]!;
        const found = later[i - start]!;
        if (Number.isNaN(expected) || Number.isNaN(found)) hasGap = true;
        if (Object.is(expected, found) || (Number.isNaN(expected) && Number.isNaN(found))) continue;
        const moved = Math.max(...touched.map((column) => Math.abs(column[i]! - expected)));
        // the shake turns what it makes known or unknown, and every condition that it turns, into something not to be compared
        if (Number.isNaN(moved) || (isCondition && moved > 0)) continue;
        if (!isCondition && Math.abs(expected - found) <= tolerance * Math.max(scale, moved / SHAKE)) continue;
        const problem = `${node.definition.kind} ${JSON.stringify(node.params)}: ${port} at bar ${i} is ${found} when started ${start} bars later, was ${expected} (warm after ${calm})`;
        return { problem, hasGap };
      }
    }
  }
  return { problem: null, hasGap };
}

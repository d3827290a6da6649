import { HOUR } from "../core/time.ts";
import { BAR_FIELDS } from "../market/bars.ts";
import { shareInstrument } from "../market/instrument.ts";
import { ACCOUNT_FIELDS, type Kernel, type NodeDefinition } from "../nodes/define-node.ts";
import { type NodeSeries, runNode } from "../nodes/run-node.ts";
import type { ConformanceCard } from "./conformance.ts";
import { firstDifference, forEachSet, lengthFor } from "./conformance-behaviour.ts";
import { awkwardSeries, genericSeries } from "./node-series.ts";
import { type ParameterSet, parameterSets } from "./parameter-sets.ts";

type Columns = Record<string, Float64Array>;
type Context = Parameters<NonNullable<NodeDefinition["compile"]>>[0];
const columns = (names: readonly string[], make: (name: string) => Float64Array): Columns =>
  Object.fromEntries(names.map((name) => [name, make(name)]));

/** Blocks in turn: long ones, single bars, and what lies between. */
const BLOCKS = [256, 1, 1, 7, 64, 1, 300];

function checkMirror(definition: NodeDefinition): string | null {
  const { mirror } = definition;
  if (!mirror) return null;
  const [one, other] = mirror.inputs;
  return forEachSet(definition, ({ params }) => {
    for (const series of seriesOf(definition, params)) {
      const straight = runNode(definition, { params, series });
      const turned = { ...series, [one]: series[other]!, [other]: series[one]! };
      const mirrored = runNode(definition, { params: mirror.params(params), series: turned });
      const problem = firstDifference(straight, mirrored, series[one]!.length);
      if (problem) return `it is another node the other way round: ${problem}`;
    }
    return null;
  });
}

/** Two nodes that run together must do what they do alone, down to the state that they leave. */
function checkPair(definition: NodeDefinition): string | null {
  if (!definition.pair) return null;
  let pairs = 0;
  for (const one of parameterSets(definition)) {
    for (const other of parameterSets(definition)) {
      for (const series of seriesOf(definition, one.params)) {
        const apart = place(definition, series, [one, other]);
        const together = place(definition, series, [one, other]);
        const both = definition.pair(together[0]!, together[1]!);
        if (both === null) continue;
        pairs++;
        const kernels = apart.map((context) => definition.compile!(context));
        const problem = runBoth({ apart, kernels, together, both }, series);
        if (problem) return `${problem} (${one.title} with ${other.title})`;
      }
    }
  }
  return pairs > 0 ? null : "no two nodes of it run together";
}

/** Ordinary values, awkward ones, and ordinary ones of which some are unknown. */
function seriesOf(definition: NodeDefinition, params: ParameterSet["params"]): NodeSeries[] {
  const length = 2 * lengthFor(definition, params);
  const holed: Columns = {};
  for (const [name, column] of Object.entries(genericSeries(definition, length, 31))) {
    const gone = name === "time" ? -1 : 17 + name.length;
    holed[name] = column.map((value, i) => (i % 97 === gone || i === 0 ? Number.NaN : value));
  }
  return [genericSeries(definition, length), awkwardSeries(definition, length), holed];
}

function place(definition: NodeDefinition, series: NodeSeries, sets: readonly ParameterSet[]): Context[] {
  const length = Object.values(series)[0]!.length;
  const blank = (): Float64Array => new Float64Array(length).fill(Number.NaN);
  return sets.map(({ params }) => ({
    params,
    inputs: columns(Object.keys(definition.inputs), (name) => series[name]!),
    outputs: columns(Object.keys(definition.outputs), blank),
    connected: Object.fromEntries(Object.keys(definition.inputs).map((name) => [name, true])),
    state: Object.fromEntries(
      Object.entries(definition.state?.(params) ?? {}).map(([name, cells]) => [name, new Float64Array(cells)]),
    ),
    market: columns(BAR_FIELDS, (name) => series[name]!) as never,
    account: columns(ACCOUNT_FIELDS, blank) as never,
    instrument: shareInstrument("TEST"),
    barLength: HOUR,
    closed: Float64Array.from({ length }, (_, i) => i + 1),
    emit: () => true,
    report: () => undefined,
  }));
}

type Trial = {
  readonly apart: readonly Context[];
  readonly kernels: readonly Kernel[];
  readonly together: readonly Context[];
  readonly both: Kernel;
};

function runBoth({ apart, kernels, together, both }: Trial, series: NodeSeries): string | null {
  const length = Object.values(series)[0]!.length;
  for (let from = 0, turn = 0; from < length; turn++) {
    const to = Math.min(length, from + BLOCKS[turn % BLOCKS.length]!);
    for (const kernel of kernels) kernel(from, to);
    both(from, to);
    for (const [index, context] of apart.entries()) {
      const paired = together[index]!;
      const problem =
        differs(context.outputs, paired.outputs, from, to) ??
        differs(context.state as Columns, paired.state as Columns);
      if (problem) return `together with another it is not what it is alone: ${problem} after bar ${to - 1}`;
    }
    from = to;
  }
  return null;
}

function differs(expected: Columns, found: Columns, from = 0, to = Number.POSITIVE_INFINITY): string | null {
  for (const [name, column] of Object.entries(expected))
    for (let i = from; i < Math.min(to, column.length); i++)
      if (!Object.is(column[i], found[name]![i])) return `${name} at ${i} is ${found[name]![i]}, was ${column[i]}`;
  return null;
}

export const sharingCards: readonly ConformanceCard[] = [
  { name: "the other way round it is the same node", check: checkMirror },
  { name: "together with another it is what it is alone", check: checkPair },
];

import type { NodeDefinition } from "../nodes/define-node.ts";
import type { NodeSeries } from "../nodes/run-node.ts";
import { NOT_WRITTEN, type NodeRun, runNode } from "../nodes/run-node.ts";
import type { ConformanceCard } from "./conformance.ts";
import { awkwardSeries, genericSeries, sliceSeries } from "./node-series.ts";
import { type ParameterSet, parameterSets } from "./parameter-sets.ts";

const LENGTH = 420;

/** Says where two runs differ by a single bit, `shift` bars apart; null when nowhere. */
export function firstDifference(a: NodeRun, b: NodeRun, count: number, shift = 0): string | null {
  for (const [port, column] of Object.entries(a.outputs)) {
    const other = b.outputs[port]!;
    for (let i = 0; i < count; i++) {
      const left = column[i + shift]!;
      if (!Object.is(left, other[i]!)) return `${port} at bar ${i + shift} is ${other[i]}, was ${left}`;
    }
  }
  const fires = a.fires.filter((bar) => bar >= shift && bar < shift + count).map((bar) => bar - shift);
  const others = b.fires.filter((bar) => bar < count);
  return fires.join() === others.join() ? null : "it acts on other bars";
}

/** Runs a check for each parameter set and says with which one it fails. */
export function forEachSet(definition: NodeDefinition, check: (set: ParameterSet) => string | null): string | null {
  for (const set of parameterSets(definition)) {
    const problem = check(set);
    if (problem) return `${problem} (${set.title})`;
  }
  return null;
}

/** Bars that show a kind at work: its warm-up and a few hundred more. */
export function lengthFor(definition: NodeDefinition, params: ParameterSet["params"]): number {
  return LENGTH + definition.warmup(params);
}

function checkWritten(definition: NodeDefinition): string | null {
  return forEachSet(definition, ({ params }) => {
    const length = lengthFor(definition, params);
    for (const series of [genericSeries(definition, length), awkwardSeries(definition, length)]) {
      const { outputs, spoiled } = runNode(definition, { params, series });
      if (spoiled.length > 0) return `it writes into its input ${spoiled.join(", ")}`;
      for (const [port, column] of Object.entries(outputs)) {
        const { type } = definition.outputs[port]!;
        // an instrument is known when the strategy is compiled, and no column
        const problem = type === "instrument" ? null : checkValues(port, column, type);
        if (problem) return problem;
      }
    }
    return null;
  });
}

function checkValues(port: string, column: Float64Array, type: string): string | null {
  const isCondition = type === "boolean" || type === "event" || type === "universe";
  for (let i = 0; i < column.length; i++) {
    const value = column[i]!;
    if (value === NOT_WRITTEN) return `${port} is not written at bar ${i}`;
    if (Math.abs(value) === Number.POSITIVE_INFINITY) return `${port} is infinite at bar ${i}, not unknown`;
    if (isCondition && value !== 0 && value !== 1 && !Number.isNaN(value)) return `${port} is ${value} at bar ${i}`;
  }
  return null;
}

function checkCausal(definition: NodeDefinition): string | null {
  return forEachSet(definition, ({ params }) => {
    const length = lengthFor(definition, params);
    const series = genericSeries(definition, length);
    const whole = runNode(definition, { params, series });
    for (const count of [1, 2, 13, length >> 1, length - 1]) {
      const prefix = runNode(definition, { params, series: sliceSeries(series, 0, count) });
      const problem = firstDifference(whole, prefix, count);
      if (problem) return `the future changes the past: with ${count} bars ${problem}`;
    }
    return null;
  });
}

function checkBlocks(definition: NodeDefinition): string | null {
  return forEachSet(definition, ({ params }) => {
    const length = lengthFor(definition, params);
    for (const series of [genericSeries(definition, length), withHoles(genericSeries(definition, length, 3))]) {
      const whole = runNode(definition, { params, series });
      for (const blockSize of [1, 7, 64]) {
        const problem = firstDifference(whole, runNode(definition, { params, series }, { blockSize }), length);
        if (problem) return `in blocks of ${blockSize} ${problem}`;
      }
    }
    return null;
  });
}

function checkSnapshot(definition: NodeDefinition): string | null {
  return forEachSet(definition, ({ params }) => {
    const length = lengthFor(definition, params);
    const series = withHoles(genericSeries(definition, length, 5));
    const whole = runNode(definition, { params, series });
    const warmup = definition.warmup(params);
    for (const cut of [1, 2, warmup >> 1, warmup, warmup + 1, warmup + 57, length - 5]) {
      const before = runNode(definition, { params, series: sliceSeries(series, 0, cut) });
      const rest = sliceSeries(series, cut, length);
      const after = runNode(definition, { params, series: rest }, { state: before.state.slice() });
      const problem = firstDifference(whole, after, length - cut, cut);
      if (problem) return `restored at bar ${cut}, ${problem}`;
    }
    return null;
  });
}

/** Makes single values and whole bars unknown here and there. */
export function withHoles(series: NodeSeries): NodeSeries {
  const holed: Record<string, Float64Array> = {};
  Object.entries(series).forEach(([name, column], index) => {
    holed[name] = column.slice();
    if (name === "time") return;
    for (let i = 0; i < column.length; i++)
      if (i % 41 === 17 || i % 53 === (index * 7) % 53) holed[name]![i] = Number.NaN;
  });
  return holed;
}

export const behaviourCards: readonly ConformanceCard[] = [
  { name: "every output is written on every bar, finite or unknown", check: checkWritten },
  { name: "the future never changes the past", check: checkCausal },
  { name: "any block size gives the same bits", check: checkBlocks },
  { name: "a snapshot restored at any bar changes nothing", check: checkSnapshot },
];

import type { NodeDefinition } from "../nodes/define-node.ts";
import { isInputShown } from "../nodes/input-shown.ts";
import type { NodeSeries } from "../nodes/run-node.ts";
import { runNode } from "../nodes/run-node.ts";
import type { ConformanceCard } from "./conformance.ts";
import { forEachSet, lengthFor } from "./conformance-behaviour.ts";
import { genericSeries, sliceSeries } from "./node-series.ts";

const TOLERANCE = 1e-9;
const MOST_BARS = 30_000;

type Outputs = Readonly<Record<string, Float64Array>>;
const hasState = (definition: NodeDefinition): boolean =>
  definition.state !== undefined && Object.keys(definition.outputs).length > 0;
const unknownPorts = (outputs: Outputs, bar: number): string[] =>
  Object.keys(outputs).filter((port) => Number.isNaN(outputs[port]![bar]!));

function checkWarmup(definition: NodeDefinition): string | null {
  return forEachSet(definition, ({ params }) => {
    const warmup = definition.warmup(params);
    if (!Number.isInteger(warmup) || warmup < 0) return `warm-up is ${warmup}`;
    if (definition.account || definition.triggers) return null;
    const length = warmup + 300;
    const { outputs } = runNode(definition, { params, series: genericSeries(definition, length) });
    for (let i = 0; i < warmup; i++)
      if (unknownPorts(outputs, i).length === 0) return `warm-up is ${warmup}, but all is known at bar ${i}`;
    if (definition.unknownWhile) return null;
    for (let i = warmup; i < length; i++) {
      const unknown = unknownPorts(outputs, i);
      if (unknown.length > 0) return `warm-up is ${warmup}, but ${unknown.join(", ")} is unknown at bar ${i}`;
    }
    return null;
  });
}

function checkSettle(definition: NodeDefinition): string | null {
  return forEachSet(definition, ({ params }) => {
    const settle = definition.settle?.(params) ?? 0;
    if (settle === Number.POSITIVE_INFINITY || definition.account) return null;
    if (!Number.isInteger(settle) || settle < 0) return `settle is ${settle}`;
    const calm = definition.warmup(params) + settle;
    const length = calm + 400;
    if (length > MOST_BARS) return `warm-up and settle come to ${calm} bars, more than a live start can load`;
    const series = genericSeries(definition, length);
    const whole = runNode(definition, { params, series }).outputs;
    // an even and an odd start, since some kinds tell even bars from odd ones
    for (const start of [24, 97]) {
      const late = runNode(definition, { params, series: sliceSeries(series, start, length) }).outputs;
      const problem = compareLate(whole, late, { start, calm, mayBeUnknown: definition.unknownWhile !== undefined });
      if (problem) return `started ${start} bars later, ${problem}`;
    }
    return null;
  });
}

type LateStart = { readonly start: number; readonly calm: number; readonly mayBeUnknown: boolean };

function compareLate(whole: Outputs, late: Outputs, { start, calm, mayBeUnknown }: LateStart): string | null {
  for (const [port, column] of Object.entries(whole)) {
    const scale = column.reduce((most, value) => (Number.isNaN(value) ? most : Math.max(most, Math.abs(value))), 0);
    for (let i = start + calm; i < column.length; i++) {
      const expected = column[i]!;
      const found = late[port]![i - start]!;
      if (Number.isNaN(found) && (mayBeUnknown || Number.isNaN(expected))) continue;
      if (!(Math.abs(found - expected) <= TOLERANCE * scale)) return `${port} at bar ${i} is ${found}, was ${expected}`;
    }
  }
  return null;
}

/** Unknown values must leave no trace: as if the bar had not been there. */
function checkSkip(definition: NodeDefinition): string | null {
  if (!hasState(definition) || Object.keys(definition.inputs).length === 0) return null;
  return forEachSet(definition, ({ params }) => {
    const names = Object.keys(definition.inputs).filter((name) => isInputShown(definition.inputs[name]!, params));
    const length = lengthFor(definition, params);
    const series = genericSeries(definition, length, 23);
    const expected = runNode(definition, { params, series }).outputs;
    for (const gone of [names, ...names.map((name) => [name])]) {
      const { spread, places, holes } = insertHoles(series, gone);
      const found = runNode(definition, { params, series: spread }).outputs;
      for (const [port, column] of Object.entries(found)) {
        const loud = holes.find((bar) => !Number.isNaN(column[bar]!));
        if (loud !== undefined) return `${port} is known at bar ${loud}, where ${gone.join(", ")} is unknown`;
        const bar = places.findIndex((place, i) => !Object.is(column[place], expected[port]![i]));
        if (bar >= 0) return `an unknown ${gone.join(", ")} leaves a trace in ${port} at bar ${bar}`;
      }
    }
    return null;
  });
}

/** A bar that an instrument does not have has no time, and leaves no trace in what reads the clock alone. */
function checkTimeless(definition: NodeDefinition): string | null {
  if (!definition.compile || Object.keys(definition.inputs).length > 0) return null;
  return forEachSet(definition, ({ params }) => {
    const series = genericSeries(definition, lengthFor(definition, params), 29);
    const expected = runNode(definition, { params, series }).outputs;
    const { spread, places, holes } = insertHoles(series, ["time"]);
    const found = runNode(definition, { params, series: spread }).outputs;
    for (const [port, column] of Object.entries(found)) {
      const loud = holes.find((bar) => !Number.isNaN(column[bar]!));
      if (loud !== undefined) return `${port} is known at bar ${loud}, which has no time`;
      const bar = places.findIndex((place, i) => !Object.is(column[place], expected[port]![i]));
      if (bar >= 0) return `a bar without a time leaves a trace in ${port} at bar ${bar}`;
    }
    return null;
  });
}

/** Puts a bar with unknown values after every twelfth bar; `places` says where each old bar is now. */
function insertHoles(
  series: NodeSeries,
  gone: readonly string[],
): { spread: NodeSeries; places: readonly number[]; holes: readonly number[] } {
  const length = Object.values(series)[0]!.length;
  const places: number[] = [];
  const holes: number[] = [];
  let at = 0;
  for (let i = 0; i < length; i++) {
    places.push(at++);
    if (i % 12 === 3 || i < 2) holes.push(at++);
  }
  const spread: Record<string, Float64Array> = {};
  for (const [name, column] of Object.entries(series)) {
    const wide = new Float64Array(at);
    places.forEach((place, i) => {
      wide[place] = column[i]!;
    });
    for (const hole of holes) wide[hole] = gone.includes(name) ? Number.NaN : wide[hole - 1]!;
    spread[name] = wide;
  }
  return { spread, places, holes };
}

export const memoryCards: readonly ConformanceCard[] = [
  { name: "the warm-up is exact", check: checkWarmup },
  { name: "a later start agrees after warm-up and settle", check: checkSettle },
  { name: "an unknown value is skipped without a trace", check: checkSkip },
  { name: "a bar without a time is passed over", check: checkTimeless },
];

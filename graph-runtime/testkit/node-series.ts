import { HOUR } from "../core/time.ts";
import { BAR_FIELDS, type BarField } from "../market/bars.ts";
import type { NodeDefinition } from "../nodes/define-node.ts";
import type { NodeSeries } from "../nodes/run-node.ts";
import { syntheticBars } from "./synthetic-bars.ts";

/** Returns a seeded generator of numbers from 0 up to but not including 1. */
export function seededNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 0) / 4_294_967_296;
  };
}

export function isBarField(name: string): name is BarField {
  return (BAR_FIELDS as readonly string[]).includes(name);
}

/**
 * Returns columns that fit a kind by the names and types of its ports alone: ports named after bar columns carry one bar,
 * other numbers walk about 100, conditions and events start true and change often.
 */
export function genericSeries(definition: NodeDefinition, length: number, seed = 7): NodeSeries {
  const bars = syntheticBars({ seed, length, step: HOUR, start: 1_704_067_200_000 });
  const series: Record<string, Float64Array> = { ...bars };
  Object.entries(definition.inputs).forEach(([name, { type }], index) => {
    if (isBarField(name) || type === "instrument") return;
    if (type === "number" || type === "size") series[name] = walk(length, seed + 100 + index);
    else if (type === "weights") series[name] = walk(length, seed + 300 + index).map((value) => value / 1_000);
    else series[name] = conditions(length, seed + 200 + index, type === "event" ? 0.25 : 0.5);
  });
  return series;
}

function walk(length: number, seed: number): Float64Array {
  const next = seededNumbers(seed);
  const column = new Float64Array(length);
  let value = 100;
  for (let i = 0; i < length; i++) {
    value *= 1 + (next() + next() - 1) * 0.03;
    // pulled back to 100, so that two walks keep meeting
    value += (100 - value) * 0.05;
    column[i] = value;
  }
  return column;
}

function conditions(length: number, seed: number, share: number): Float64Array {
  const next = seededNumbers(seed);
  const column = new Float64Array(length);
  for (let i = 0; i < length; i++) column[i] = i === 0 || next() < share ? 1 : 0;
  return column;
}

/** Returns the rows of every column from index `from` up to but not including `to`. */
export function sliceSeries(series: NodeSeries, from: number, to: number): NodeSeries {
  return Object.fromEntries(Object.entries(series).map(([name, column]) => [name, column.slice(from, to)]));
}

/** Returns columns of awkward values: constant, zero, negative, huge, tiny and repeated, still consistent as bars. */
export function awkwardSeries(definition: NodeDefinition, length: number): NodeSeries {
  const series: Record<string, Float64Array> = { ...genericSeries(definition, length, 11) };
  const levels = [0, 0, 0, 100, 100, 100, -5, 1e-12, 1e12, 0, 3, 3, 2, 2, 1, 0, -1, -1, 1e6, 1e-6];
  for (const name of Object.keys(series)) {
    const type = definition.inputs[name]?.type ?? "number";
    if (name === "time" || type === "boolean" || type === "event" || type === "universe") continue;
    const column = new Float64Array(length);
    for (let i = 0; i < length; i++) {
      const level = levels[Math.floor(i / 9) % levels.length]!;
      const lift = name === "high" ? 1 : name === "low" ? -1 : 0;
      column[i] = i % 27 < 18 ? level : level + lift * (i % 3);
    }
    series[name] = column;
  }
  return series;
}

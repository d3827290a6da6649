import { plateauScores } from "@/graph-runtime/analytics/robustness/plateau.ts";
import { type ColumnBundle, columnOf } from "@/graph-runtime/core/column-bundle.ts";
import type { SweepMetric } from "./metrics.ts";

type Value = number | string | boolean;
export type SweepAxis = { readonly key: string; readonly values: readonly Value[] };

/** The figures of a sweep's points, as columns. */
export type SweepGrid = {
  readonly axes: readonly (SweepAxis & { readonly label: string })[];
  readonly points: number;
  placeOf(point: number, axis: number): number;
  /** NaN where the point was not run, or the figure means nothing. */
  figure(point: number, metric: SweepMetric): number;
  readonly cells: Uint16Array;
};

export function readSweep(bundle: ColumnBundle, labels: Readonly<Record<string, string>>): SweepGrid {
  const { axes, metrics } = bundle.meta as { readonly axes: readonly SweepAxis[]; readonly metrics: readonly string[] };
  const cells = Uint16Array.from(columnOf(bundle, "cells"));
  const states = columnOf(bundle, "states");
  const figures = columnOf(bundle, "figures");
  return {
    axes: axes.map((axis) => ({ ...axis, label: labels[axis.key] ?? axis.key })),
    points: states.length,
    cells,
    placeOf: (point, axis) => cells[point * axes.length + axis] ?? 0,
    figure: (point, metric) => figures[point * metrics.length + metrics.indexOf(metric)] ?? Number.NaN,
  };
}

/** Returns one figure of every point. */
export function columnOfMetric(grid: SweepGrid, metric: SweepMetric): Float64Array {
  return Float64Array.from({ length: grid.points }, (_, point) => grid.figure(point, metric));
}

/** Returns how well each point's neighbours do along with it. */
export function plateausOf(grid: SweepGrid, values: Float64Array): Float64Array {
  return plateauScores({ lengths: grid.axes.map((axis) => axis.values.length), cells: grid.cells, values });
}

export type HeatCell = { readonly point: number; readonly value: number };

/**
 * Returns the best point at each place of two axes, whatever the other knobs are there: row by row, null where there is none.
 */
export function heatCells(
  grid: SweepGrid,
  values: Float64Array,
  { x, y, better }: { readonly x: number; readonly y: number; readonly better: "most" | "least" },
): (HeatCell | null)[][] {
  const width = grid.axes[x]?.values.length ?? 0;
  const height = y === x ? 1 : (grid.axes[y]?.values.length ?? 0);
  const cells: (HeatCell | null)[][] = Array.from({ length: height }, () => Array.from({ length: width }, () => null));
  for (let point = 0; point < grid.points; point++) {
    const value = values[point] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    const row = cells[y === x ? 0 : grid.placeOf(point, y)];
    const column = grid.placeOf(point, x);
    const known = row?.[column];
    const isBetter = !known || (better === "most" ? value > known.value : value < known.value);
    if (row && isBetter) row[column] = { point, value };
  }
  return cells;
}

/** Returns the points in order of a figure, the best first; those without it are left out. */
export function ranked(values: Float64Array, better: "most" | "least", count: number): number[] {
  const points = Array.from({ length: values.length }, (_, point) => point).filter(
    (point) => !Number.isNaN(values[point]),
  );
  const sign = better === "most" ? -1 : 1;
  return points.sort((one, other) => sign * ((values[one] ?? 0) - (values[other] ?? 0)) || one - other).slice(0, count);
}

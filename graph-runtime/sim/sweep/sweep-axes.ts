import { RandomStream } from "../../core/random.ts";
import type { SweepPoint } from "./sweep-point.ts";

type Value = number | string | boolean;

/** A knob and the values that it takes, in order. */
export type SweepAxis = { readonly key: string; readonly values: readonly Value[] };

/** Values from one end to the other, both included where the steps meet the second. */
export type AxisRange = { readonly from: number; readonly to: number; readonly step: number };

/** Returns how many values a range has; nothing is made yet, so that a billion can be counted and refused. */
export function rangeLength({ from, to, step }: AxisRange): number {
  // A hair of tolerance: 0.1 does not divide 0.3 exactly.
  return to < from || !(step > 0) ? 0 : Math.floor((to - from) / step + 1e-9) + 1;
}

/** Returns the values of a range; decimals are those of its bounds, not of the sums of floating point. */
export function rangeValues(range: AxisRange): number[] {
  const digits = Math.max(decimalsOf(range.from), decimalsOf(range.step));
  return Array.from({ length: rangeLength(range) }, (_, index) =>
    Number((range.from + index * range.step).toFixed(digits)),
  );
}

/** Returns how many points a grid has. */
export function gridSize(axes: readonly SweepAxis[]): number {
  return axes.reduce((product, { values }) => product * values.length, 1);
}

/** Writes the place of a grid's point on each axis; the last axis moves fastest. */
export function cellOf(axes: readonly SweepAxis[], point: number, into: Uint16Array): void {
  let rest = point;
  for (let axis = axes.length - 1; axis >= 0; axis--) {
    const { length } = axes[axis]!.values;
    into[axis] = rest % length;
    rest = Math.floor(rest / length);
  }
}

/** Returns the places of every point of a grid, one row for each. */
export function gridCells(axes: readonly SweepAxis[]): Uint16Array<ArrayBuffer> {
  const cells = new Uint16Array(gridSize(axes) * axes.length);
  for (let point = 0; point * axes.length < cells.length; point++)
    cellOf(axes, point, cells.subarray(point * axes.length, (point + 1) * axes.length));
  return cells;
}

/** Returns the places of points drawn at random, each once; fewer than asked for where the grid has no more. */
export function randomCells(axes: readonly SweepAxis[], samples: number, seed: number): Uint16Array<ArrayBuffer> {
  const size = gridSize(axes);
  if (samples >= size) return gridCells(axes);
  const random = new RandomStream(seed);
  const rows: number[] = [];
  const seen = new Set<string>();
  const draw = new Int32Array(1);
  // Draws that hit a known point again are made anew; below half of the grid that happens seldom.
  for (let tries = 0; seen.size < samples && tries < samples * 20; tries++) {
    const row = axes.map(({ values }) => {
      random.indices(draw, values.length);
      return draw[0]!;
    });
    const key = row.join();
    if (seen.has(key)) continue;
    seen.add(key);
    rows.push(...row);
  }
  return Uint16Array.from(rows);
}

/** Returns the values that a point gives the knobs. */
export function pointOf(axes: readonly SweepAxis[], cells: Uint16Array, point: number): SweepPoint {
  const values: Record<string, Value> = {};
  axes.forEach(({ key, values: known }, axis) => {
    values[key] = known[cells[point * axes.length + axis]!]!;
  });
  return values;
}

function decimalsOf(value: number): number {
  const [, exponent = "0"] = String(value).split("e-");
  return Math.min(15, (String(value).split(/[.e]/)[1]?.replace("-", "").length ?? 0) + Number(exponent));
}

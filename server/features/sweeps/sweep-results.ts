import { type ColumnBundle, decodeBundle, encodeBundle } from "@/graph-runtime/core/column-bundle.ts";
import type { SweepAxis } from "@/graph-runtime/sim/sweep/sweep-axes.ts";
import { type SweepMetric, type SweepPlan, sweepMetrics } from "./dto.ts";

/** What became of a point. */
export const pointStates = { waiting: 0, done: 1, refused: 2 } as const;

/** The columns of a sweep; memory that threads share while it runs. */
export type SweepResults = {
  /** One row of places on the axes for each point. */
  readonly cells: Uint16Array;
  readonly states: Uint8Array;
  /** One row of figures for each point, in the order of sweepMetrics; NaN where one means nothing. */
  readonly figures: Float64Array;
};

export const metricCount = sweepMetrics.length;

/** Returns results of so many points, none of them run, in memory that threads share. */
export function emptyResults(cells: Uint16Array, axes: number): SweepResults {
  const points = axes === 0 ? 0 : cells.length / axes;
  const shared = <Kind>(bytes: number, of: (buffer: SharedArrayBuffer) => Kind): Kind =>
    of(new SharedArrayBuffer(bytes));
  const places = shared(cells.byteLength, (buffer) => new Uint16Array(buffer));
  places.set(cells);
  const figures = shared(points * metricCount * 8, (buffer) => new Float64Array(buffer));
  figures.fill(Number.NaN);
  return { cells: places, states: shared(points, (buffer) => new Uint8Array(buffer)), figures };
}

export function figureOf({ figures }: Pick<SweepResults, "figures">, point: number, metric: SweepMetric): number {
  return figures[point * metricCount + sweepMetrics.indexOf(metric)]!;
}

/** Returns the best point that keeps the constraints, or null while there is none; of equals the first. */
export function bestPoint(
  results: SweepResults,
  { objective, constraints }: Pick<SweepPlan, "objective" | "constraints">,
): number | null {
  const sign = objective.direction === "most" ? 1 : -1;
  let best: number | null = null;
  let height = Number.NEGATIVE_INFINITY;
  for (let point = 0; point < results.states.length; point++) {
    if (results.states[point] !== pointStates.done) continue;
    const value = sign * figureOf(results, point, objective.metric);
    if (!(value > height)) continue;
    const keeps = constraints.every(({ metric, least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY }) => {
      const figure = figureOf(results, point, metric);
      return figure >= least && figure <= most;
    });
    if (!keeps) continue;
    best = point;
    height = value;
  }
  return best;
}

/** Returns how many points have been run, and how many of them the strategy does not allow. */
export function countStates(states: Uint8Array): { readonly done: number; readonly refused: number } {
  let [done, refused] = [0, 0];
  for (const state of states) {
    if (state === pointStates.done) done++;
    else if (state === pointStates.refused) refused++;
  }
  return { done, refused };
}

/** Returns the variance of the points' Sharpe ratios, per period and not per year; null below two of them. */
export function sharpeVariance(results: SweepResults, periodsPerYear: number): number | null {
  const values: number[] = [];
  for (let point = 0; point < results.states.length; point++) {
    const value = figureOf(results, point, "sharpe") / Math.sqrt(periodsPerYear);
    if (results.states[point] === pointStates.done && Number.isFinite(value)) values.push(value);
  }
  if (values.length < 2) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}

/** Returns results as they are stored and sent. */
export function encodeResults(
  { cells, states, figures }: SweepResults,
  axes: readonly SweepAxis[],
): Uint8Array<ArrayBuffer> {
  const bundle: ColumnBundle = { meta: { axes, metrics: sweepMetrics }, columns: { cells, states, figures } };
  return encodeBundle(bundle);
}

/** Takes over what an interrupted attempt had run; nothing where it was of another plan. */
export function resumeResults(results: SweepResults, stored: Uint8Array): void {
  const { cells, states, figures } = decodeBundle(stored).columns;
  const isSame =
    cells?.length === results.cells.length && cells.every((place, index) => place === results.cells[index]);
  if (!isSame || states === undefined || figures === undefined) return;
  results.states.set(states);
  results.figures.set(figures);
}

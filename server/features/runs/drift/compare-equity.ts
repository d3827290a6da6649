/** How two curves over the same bars differ; null where that cannot be said. */
export type EquityComparison = {
  readonly correlation: number | null;
  readonly difference: number | null;
  /** Standard deviation of the difference of returns from bar to bar. */
  readonly trackingError: number | null;
};

/** Compares the equity of a run with that of its backtest, bar by bar. */
export function compareEquity(run: readonly number[], twin: readonly number[]): EquityComparison {
  const ours = returnsOf(run);
  const theirs = returnsOf(twin);
  const last = run.length - 1;
  const difference = last < 0 ? null : (run[last] ?? Number.NaN) - (twin[last] ?? Number.NaN);
  if (ours.length < 2) return { correlation: null, difference, trackingError: null };
  const off = ours.map((value, index) => value - (theirs[index] ?? Number.NaN));
  const [a, b] = [spread(ours), spread(theirs)];
  const together = sum(a.from.map((value, index) => value * (b.from[index] ?? 0)));
  const scale = Math.sqrt(a.squares * b.squares);
  return {
    correlation: scale > 0 ? Math.max(-1, Math.min(1, together / scale)) : null,
    difference,
    trackingError: Math.sqrt(spread(off).squares / (off.length - 1)),
  };
}

function returnsOf(values: readonly number[]): number[] {
  return values.slice(1).map((value, index) => value / (values[index] ?? Number.NaN) - 1);
}

function spread(values: readonly number[]): { readonly from: readonly number[]; readonly squares: number } {
  const mean = sum(values) / values.length;
  const from = values.map((value) => value - mean);
  return { from, squares: sum(from.map((value) => value * value)) };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

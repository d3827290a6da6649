/** Takes the next known value and returns the result on that bar, unknown (NaN) while it warms up. */
export type Step = (value: number) => number;

/** A rolling computation over one series. Its memory is nothing but `cells` numbers, all zero at the start. */
export type Rolling = {
  readonly cells: number;
  /** Values before the first result. */
  readonly lookback: number;
  /** Further values until a different start matters less than 1e-9. */
  readonly settle: number;
  readonly start: (cells: Float64Array) => Step;
  /** Given where it is an exponential average: its last two cells are the values seen, up to the length, and the mean. */
  readonly exponential?: { readonly length: number; readonly factor: number };
  /** Given where it is the plain mean of so many values, as pushMean finds it. */
  readonly plain?: number;
  /** The same over a stretch of known values at once, for computations that gain by it; both columns may be the same one. */
  readonly kernel?: (
    cells: Float64Array,
    source: Float64Array,
    out: Float64Array,
  ) => (from: number, to: number) => void;
};

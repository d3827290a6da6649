/** Rolling figures at each session end; NaN until the window is full or where the figure means nothing. */
export type RollingColumns = {
  /** Sessions in the window. */
  readonly window: number;
  /** Open time of each session's last bar. */
  readonly time: Float64Array;
  readonly sharpe: Float64Array;
  readonly volatility: Float64Array;
  /** null without a benchmark. */
  readonly beta: Float64Array | null;
};

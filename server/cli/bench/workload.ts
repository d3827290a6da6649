/** What one run of a workload did. */
export type WorkloadRun = {
  readonly fingerprint: string;
  /** Bars of the base timeframe that were simulated, over all lanes and backtests. */
  readonly bars: number;
  readonly backtests?: number;
  /** Steps of a live run. */
  readonly steps?: number;
};

/** A benchmark job with fixed seeds. `prepare` builds the data, which is not timed; what it returns is. */
export type Workload = {
  readonly id: string;
  readonly title: string;
  readonly prepare: () => () => WorkloadRun;
};

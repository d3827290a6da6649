import type { ComputeInput, ComputeOutcome, ComputeProgress } from "@/server/features/backtests/compute-backtest.ts";

/** What a thread is given for one backtest. `cancelled` holds one Int32: 1 means stop at the next report of progress. */
export type BacktestThreadData = { readonly input: ComputeInput; readonly cancelled: SharedArrayBuffer };

export type BacktestThreadMessage =
  | { readonly kind: "progress"; readonly progress: ComputeProgress }
  | { readonly kind: "outcome"; readonly outcome: ComputeOutcome };

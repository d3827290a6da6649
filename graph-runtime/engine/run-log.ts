import type { FillRecord } from "../market/fill.ts";
import type { OrderRecord } from "../market/order.ts";

/** What a run leaves behind; the driver reads it, and a live driver empties it after each step. */
export type RunLog = {
  readonly orders: OrderRecord[];
  readonly fills: FillRecord[];
  /** Orders whose record changed since the log was last emptied; null in a backtest, where nobody asks. */
  readonly changed: Set<OrderRecord> | null;
  ambiguousBars: number;
};

export function emptyLog(tracksChanges: boolean): RunLog {
  return { orders: [], fills: [], changed: tracksChanges ? new Set() : null, ambiguousBars: 0 };
}

import type { FillRecord } from "../market/fill.ts";
import type { OrderRecord } from "../market/order.ts";

/** What a run leaves behind; the driver reads it, and a live driver empties it after each step. */
export type RunLog = {
  readonly orders: OrderRecord[];
  readonly fills: FillRecord[];
  /** Orders whose record changed since the log was last emptied. */
  readonly changed: Set<OrderRecord>;
  ambiguousBars: number;
};

export function emptyLog(): RunLog {
  return { orders: [], fills: [], changed: new Set(), ambiguousBars: 0 };
}

import { createFingerprint } from "../core/hash/fingerprint.ts";
import type { FillLog } from "../market/fill-log.ts";
import type { OrderLog } from "../market/order-log.ts";

type Outcome = {
  readonly orders: OrderLog;
  readonly fills: FillLog;
  readonly equity: Float64Array;
};

/** Returns the fingerprint of a run: equal orders, fills and equity give equal digits on every machine. */
export function runFingerprint({ orders, fills, equity }: Outcome): string {
  const print = createFingerprint();
  print.text("orders");
  for (const rows of orders.cells()) print.column(rows);
  print.text("fills");
  print.column(fills.cells);
  print.text("equity");
  print.column(equity);
  return print.digest();
}

import { createFingerprint } from "../core/hash/fingerprint.ts";
import type { FillRecord } from "../market/fill.ts";
import type { OrderRecord } from "../market/order.ts";

const STATUS_CODES: Record<OrderRecord["status"], number> = {
  created: 0,
  submitted: 1,
  working: 2,
  "partially-filled": 3,
  filled: 4,
  cancelling: 5,
  cancelled: 6,
  rejected: 7,
  denied: 8,
  expired: 9,
  unknown: 10,
};

const TYPE_CODES: Record<OrderRecord["type"], number> = {
  market: 0,
  limit: 1,
  stop: 2,
  "stop-limit": 3,
  "trailing-stop": 4,
  "market-if-touched": 5,
  "limit-if-touched": 6,
};

type Outcome = {
  readonly orders: readonly OrderRecord[];
  readonly fills: readonly FillRecord[];
  readonly equity: Float64Array;
};

/** Returns the fingerprint of a run: equal orders, fills and equity give equal digits on every machine. */
export function runFingerprint({ orders, fills, equity }: Outcome): string {
  const print = createFingerprint();
  const row = new Float64Array(10);
  print.text("orders");
  for (const order of orders) {
    row[0] = order.id;
    row[1] = order.lane;
    row[2] = order.side === "buy" ? 1 : -1;
    row[3] = TYPE_CODES[order.type];
    row[4] = order.createdBar;
    row[5] = order.quantity;
    row[6] = order.limitPrice ?? Number.NaN;
    row[7] = order.stopPrice ?? Number.NaN;
    row[8] = STATUS_CODES[order.status];
    row[9] = order.filledQuantity;
    print.column(row);
  }
  print.text("fills");
  for (const fill of fills) {
    row[0] = fill.orderId;
    row[1] = fill.bar;
    row[2] = fill.time;
    row[3] = fill.price;
    row[4] = fill.quantity;
    row[5] = fill.fee;
    print.column(row, 0, 6);
  }
  print.text("equity");
  print.column(equity);
  return print.digest();
}

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

const ORDER_CELLS = 10;
const FILL_CELLS = 6;

/** Returns the fingerprint of a run: equal orders, fills and equity give equal digits on every machine. */
export function runFingerprint({ orders, fills, equity }: Outcome): string {
  const print = createFingerprint();
  print.text("orders");
  print.column(orderColumn(orders));
  print.text("fills");
  print.column(fillColumn(fills));
  print.text("equity");
  print.column(equity);
  return print.digest();
}

function orderColumn(orders: readonly OrderRecord[]): Float64Array {
  const cells = new Float64Array(orders.length * ORDER_CELLS);
  let at = 0;
  for (const order of orders) {
    cells[at] = order.id;
    cells[at + 1] = order.lane;
    cells[at + 2] = order.side === "buy" ? 1 : -1;
    cells[at + 3] = TYPE_CODES[order.type];
    cells[at + 4] = order.createdBar;
    cells[at + 5] = order.quantity;
    cells[at + 6] = order.limitPrice ?? Number.NaN;
    cells[at + 7] = order.stopPrice ?? Number.NaN;
    cells[at + 8] = STATUS_CODES[order.status];
    cells[at + 9] = order.filledQuantity;
    at += ORDER_CELLS;
  }
  return cells;
}

function fillColumn(fills: readonly FillRecord[]): Float64Array {
  const cells = new Float64Array(fills.length * FILL_CELLS);
  let at = 0;
  for (const fill of fills) {
    cells[at] = fill.orderId;
    cells[at + 1] = fill.bar;
    cells[at + 2] = fill.time;
    cells[at + 3] = fill.price;
    cells[at + 4] = fill.quantity;
    cells[at + 5] = fill.fee;
    at += FILL_CELLS;
  }
  return cells;
}

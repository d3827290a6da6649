import type { BacktestResult } from "../../sim/run-backtest.ts";
import type { OracleResult } from "./run-oracle.ts";

/** Relative difference that summing in another order may leave in money. */
const DUST = 1e-9;

/** Returns the first thing on which engine and reference disagree, or null. */
export function firstDifference(engine: BacktestResult, oracle: OracleResult): string | null {
  const count = Math.max(engine.fills.length, oracle.fills.length);
  for (let i = 0; i < count; i++) {
    const mine = engine.fills[i];
    const theirs = oracle.fills[i];
    const left =
      mine && `order ${mine.orderId} lane ${mine.lane} bar ${mine.bar} ${mine.side} ${mine.quantity} at ${mine.price}`;
    const right =
      theirs &&
      `order ${theirs.id} lane ${theirs.lane} bar ${theirs.bar} ${theirs.sign > 0 ? "buy" : "sell"} ${theirs.quantity} at ${theirs.price}`;
    if (left !== right) return `fill ${i}: engine ${left ?? "none"}, reference ${right ?? "none"}`;
    if (!isNear(mine!.fee, theirs!.fee)) return `fee of fill ${i}: engine ${mine!.fee}, reference ${theirs!.fee}`;
  }
  if (engine.orders.length !== oracle.orders)
    return `orders: engine ${engine.orders.length}, reference ${oracle.orders}`;
  for (const order of engine.orders) {
    const end = oracle.ends.get(order.id) ?? "working";
    const mine = order.status === "partially-filled" ? "working" : order.status;
    if (mine !== end) return `end of order ${order.id}: engine ${mine} (${order.deniedReason}), reference ${end}`;
  }
  const updates = engine.updates.map(({ orderId, refused }) => `${orderId} ${refused === null ? "done" : "refused"}`);
  if (updates.join() !== oracle.updates.join())
    return `changes: engine ${updates.join()}, reference ${oracle.updates.join()}`;
  for (const [i, equity] of oracle.equity.entries())
    if (!isNear(engine.equity[i]!, equity))
      return `equity at bar ${i}: engine ${engine.equity[i]}, reference ${equity}`;
  if (engine.ambiguousBars !== oracle.ambiguous)
    return `ambiguous bars: engine ${engine.ambiguousBars}, reference ${oracle.ambiguous}`;
  return null;
}

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= DUST * Math.max(1, Math.abs(a), Math.abs(b));
}

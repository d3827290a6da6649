import { directionOfTouch, isMarketNow, restsAtLimit } from "../../engine/order-levels.ts";
import type { BarValues, LaneBook } from "../../engine/ports.ts";
import type { WorkingOrder } from "../../engine/working-order.ts";

/** Slack around a level, so that a touch by rounding is not missed. */
const SLACK = 1e-9;

/** Returns false where every path through the bar is known to give the same fills. */
export function dependsOnPath(book: LaneBook, bar: BarValues): boolean {
  let reachable = 0;
  for (const order of book.orders) {
    if (order.activeFrom > book.bar) continue;
    const acts = isMarketNow(order, order.triggered);
    const reached = !acts && isReachable(order, bar);
    const opens = acts || gapsIn(order, bar);
    // what an entry brings along lives on the rest of the path; an order with two prices needs them in order
    if (order.attachments.length > 0 && (opens || reached)) return true;
    const hasTwoPrices = order.record.limitPrice !== null && order.record.stopPrice !== null;
    if (hasTwoPrices && !order.triggered && (opens || reached)) return true;
    if (reached) reachable++;
  }
  return reachable > 1;
}

function levelOf(order: WorkingOrder): number {
  const { limitPrice, stopPrice } = order.record;
  return (restsAtLimit(order, order.triggered) ? limitPrice : stopPrice) ?? Number.NaN;
}

function isReachable(order: WorkingOrder, bar: BarValues): boolean {
  const level = levelOf(order);
  const slack = SLACK * Math.abs(level);
  return level >= bar.low - slack && level <= bar.high + slack;
}

/** The open lies at or beyond the level, so the order acts there. */
function gapsIn(order: WorkingOrder, bar: BarValues): boolean {
  return directionOfTouch(order, order.triggered) * (bar.open - levelOf(order)) >= 0;
}

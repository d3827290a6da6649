import type { OrderRecord } from "../../market/order.ts";

/** Finds the first protective stop of a trade. */
export type StopFinder = (trade: {
  readonly lane: number;
  readonly sign: 1 | -1;
  readonly entryOrderId: number;
  readonly entryPrice: number;
  /** Last bar at which the stop may have been placed. */
  readonly untilBar: number;
}) => number | null;

/**
 * Returns a finder of initial stop prices. The initial stop of a trade is the first stop order against it that was created
 * with its entry order or after, and whose price lies on the losing side of the entry price.
 */
export function initialStops(orders: readonly OrderRecord[]): StopFinder {
  const stops = new Map<number, OrderRecord[]>();
  for (const order of orders) {
    if (order.type !== "stop" || order.role !== "exit" || order.stopPrice === null) continue;
    const list = stops.get(order.lane);
    if (list) list.push(order);
    else stops.set(order.lane, [order]);
  }
  if (stops.size === 0) return () => null;
  const byId = new Map(orders.map((order) => [order.id, order]));
  return ({ lane, sign, entryOrderId, entryPrice, untilBar }) => {
    const list = stops.get(lane);
    const from = byId.get(entryOrderId)?.createdBar;
    if (list === undefined || from === undefined) return null;
    for (let i = firstFrom(list, from); i < list.length; i++) {
      const order = list[i] as OrderRecord;
      if (order.createdBar > untilBar) return null;
      const stop = order.stopPrice;
      if (stop === null || order.side !== (sign > 0 ? "sell" : "buy")) continue;
      if (sign * (entryPrice - stop) > 0) return stop;
    }
    return null;
  };
}

/** Index of the first order created at or after a bar; orders are in order of creation. */
function firstFrom(orders: readonly OrderRecord[], bar: number): number {
  let low = 0;
  let high = orders.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((orders[middle] as OrderRecord).createdBar < bar) low = middle + 1;
    else high = middle;
  }
  return low;
}

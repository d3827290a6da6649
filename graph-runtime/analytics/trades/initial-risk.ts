import type { OrderLog } from "../../market/order-log.ts";

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
export function initialStops(orders: OrderLog): StopFinder {
  const stops = new Map<number, number[]>();
  for (let row = 0; row < orders.count; row++) {
    if (!orders.isStop(row) || orders.isEntry(row) || Number.isNaN(orders.stopPrice(row))) continue;
    const lane = orders.lane(row);
    const list = stops.get(lane);
    if (list) list.push(row);
    else stops.set(lane, [row]);
  }
  if (stops.size === 0) return () => null;
  return ({ lane, sign, entryOrderId, entryPrice, untilBar }) => {
    const list = stops.get(lane);
    const entry = orders.rowOf(entryOrderId);
    if (list === undefined || entry < 0) return null;
    for (let i = firstFrom(orders, list, orders.createdBar(entry)); i < list.length; i++) {
      const row = list[i] as number;
      if (orders.createdBar(row) > untilBar) return null;
      if (orders.sign(row) === sign) continue;
      const stop = orders.firstStopPrice(row);
      if (sign * (entryPrice - stop) > 0) return stop;
    }
    return null;
  };
}

/** Index of the first order created at or after a bar; orders are in order of creation. */
function firstFrom(orders: OrderLog, rows: readonly number[], bar: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (orders.createdBar(rows[middle] as number) < bar) low = middle + 1;
    else high = middle;
  }
  return low;
}

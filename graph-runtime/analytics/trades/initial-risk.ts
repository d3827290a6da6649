import type { OrderLog } from "../../market/order-log.ts";

/** Finds the orders that protected a trade or took its profit. */
export type ExitFinder = (trade: {
  readonly lane: number;
  readonly sign: 1 | -1;
  readonly entryOrderId: number;
  readonly entryPrice: number;
  /** Last bar at which the order may have been placed. */
  readonly untilBar: number;
}) => number | null;

/** Which of the exit orders are meant, and at which price they stood at first. */
type Wanted = {
  readonly isOne: (row: number) => boolean;
  readonly priceOf: (row: number) => number;
  /** 1 where its price lies on the winning side of the entry, -1 on the losing one. */
  readonly side: 1 | -1;
};

/**
 * Returns a finder of the row of a trade's initial stop: the first stop order against it that was created with its entry order or
 * after, and whose price lies on the losing side of the entry price.
 */
export function initialStops(orders: OrderLog): ExitFinder {
  return finderOf(orders, {
    isOne: (row) => orders.isStop(row) && !Number.isNaN(orders.stopPrice(row)),
    priceOf: (row) => orders.firstStopPrice(row),
    side: -1,
  });
}

/** Returns a finder of the row of a trade's first target: a limit order against it on the winning side of the entry price. */
export function initialTargets(orders: OrderLog): ExitFinder {
  return finderOf(orders, {
    isOne: (row) => !orders.isStop(row) && !Number.isNaN(orders.limitPrice(row)),
    priceOf: (row) => orders.limitPrice(row),
    side: 1,
  });
}

function finderOf(orders: OrderLog, { isOne, priceOf, side }: Wanted): ExitFinder {
  const byLane = new Map<number, number[]>();
  for (let row = 0; row < orders.count; row++) {
    if (orders.isEntry(row) || !isOne(row)) continue;
    const lane = orders.lane(row);
    const list = byLane.get(lane);
    if (list) list.push(row);
    else byLane.set(lane, [row]);
  }
  if (byLane.size === 0) return () => null;
  return ({ lane, sign, entryOrderId, entryPrice, untilBar }) => {
    const list = byLane.get(lane);
    const entry = orders.rowOf(entryOrderId);
    if (list === undefined || entry < 0) return null;
    for (let i = firstFrom(orders, list, orders.createdBar(entry)); i < list.length; i++) {
      const row = list[i] as number;
      if (orders.createdBar(row) > untilBar) return null;
      if (orders.sign(row) === sign) continue;
      if (side * sign * (priceOf(row) - entryPrice) > 0) return row;
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

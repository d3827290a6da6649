import type { OrderLog } from "../../market/order-log.ts";

export type ExitSearch = {
  readonly lane: number;
  readonly sign: 1 | -1;
  readonly entryOrderId: number;
  readonly entryPrice: number;
  /** Last bar at which the order may have been placed. */
  readonly untilBar: number;
};

/** Finds the orders that protected a trade or took its profit. Trades of a lane are best asked for in order. */
export class ExitFinder {
  readonly #orders: OrderLog;
  /** Rows of each lane's exit orders that wait for a price, in order of creation. */
  readonly #rows: readonly (readonly number[] | undefined)[];
  /** Where the last search began, and of which lane. */
  #lane = -1;
  #at = 0;

  constructor(orders: OrderLog) {
    const rows: number[][] = [];
    for (const row of orders.pricedExits()) {
      const lane = orders.lane(row);
      const list = rows[lane];
      if (list) list.push(row);
      else rows[lane] = [row];
    }
    this.#orders = orders;
    this.#rows = rows;
  }

  /**
   * Returns the row of a trade's initial stop: the first stop order against it that was created with its entry order or after, and whose
   * price lies on the losing side of the entry price; null where there is none.
   */
  stopOf(trade: ExitSearch): number | null {
    return this.#first(trade, true);
  }

  /** Returns the row of a trade's first target: a limit order against it on the winning side of the entry price. */
  targetOf(trade: ExitSearch): number | null {
    return this.#first(trade, false);
  }

  #first({ lane, sign, entryOrderId, entryPrice, untilBar }: ExitSearch, isStop: boolean): number | null {
    const orders = this.#orders;
    const rows = this.#rows[lane];
    if (rows === undefined) return null;
    const entry = orders.rowOf(entryOrderId);
    if (entry < 0) return null;
    for (let i = this.#firstFrom(rows, lane, orders.createdBar(entry)); i < rows.length; i++) {
      const row = rows[i] as number;
      if (orders.createdBar(row) > untilBar) return null;
      if (orders.sign(row) === sign || orders.isStop(row) !== isStop) continue;
      // a price that is unknown lies on neither side
      const price = isStop ? orders.firstStopPrice(row) : orders.limitPrice(row);
      if ((isStop ? -sign : sign) * (price - entryPrice) > 0) return row;
    }
    return null;
  }

  /** Index of a lane's first order created at or after a bar: not far from the one before where trades come in order. */
  #firstFrom(rows: readonly number[], lane: number, bar: number): number {
    const orders = this.#orders;
    let at = lane === this.#lane ? this.#at : 0;
    while (at > 0 && orders.createdBar(rows[at - 1] as number) >= bar) at--;
    while (at < rows.length && orders.createdBar(rows[at] as number) < bar) at++;
    this.#lane = lane;
    this.#at = at;
    return at;
  }
}

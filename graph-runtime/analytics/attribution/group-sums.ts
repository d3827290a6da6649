import type { TradeTable } from "../trades/trade-table.ts";
import type { AttributionRow } from "./attribution-table.ts";

const WIDTH = 4;

/** Sums of trades by group number: count, wins, profit and fees of each group side by side in one column. */
export class GroupSums {
  #sums: Float64Array;

  constructor(groups: number) {
    this.#sums = new Float64Array(groups * WIDTH);
  }

  add(group: number, { columns }: TradeTable, row: number): void {
    const at = group * WIDTH;
    if (at >= this.#sums.length) {
      const larger = new Float64Array(Math.max(at + WIDTH, this.#sums.length * 2));
      larger.set(this.#sums);
      this.#sums = larger;
    }
    const sums = this.#sums;
    const profit = columns.profit[row] as number;
    sums[at] = (sums[at] as number) + 1;
    if (profit > 0) sums[at + 1] = (sums[at + 1] as number) + 1;
    sums[at + 2] = (sums[at + 2] as number) + profit;
    sums[at + 3] = (sums[at + 3] as number) + (columns.fees[row] as number);
  }

  /** Returns one row for each group that has trades; keys by group number. */
  rows(keys: readonly string[]): AttributionRow[] {
    return keys.flatMap((key, group) => {
      const [trades = 0, wins = 0, profit = 0, fees = 0] = this.#sums.subarray(group * WIDTH, group * WIDTH + WIDTH);
      if (trades === 0) return [];
      return [{ key, trades, profit, fees, winRate: wins / trades, averageProfit: profit / trades }];
    });
  }
}

import type { FillRecord } from "../../market/fill.ts";
import { NUMBER_COLUMNS, type NumberColumn } from "./trade-columns.ts";

/**
 * The trade list as columns: closed trades in order of entry, then the open ones. Statistics read the columns; objects are
 * made of them only for those who ask (`tradeObjects`).
 */
export class TradeTable {
  count = 0;
  closedCount = 0;
  readonly columns: Record<NumberColumn, Float64Array>;
  /** First and last fill of each trade. */
  entryFills: FillRecord[] = [];
  lastFills: FillRecord[] = [];

  constructor(capacity: number) {
    const columns: Partial<Record<NumberColumn, Float64Array>> = {};
    for (const name of NUMBER_COLUMNS) columns[name] = new Float64Array(capacity);
    this.columns = columns as Record<NumberColumn, Float64Array>;
  }

  /** Puts closed trades in order of entry, then lane, and the open ones behind them. */
  sort(): void {
    const { open, entryBar, lane } = this.columns;
    const order = Array.from({ length: this.count }, (_, i) => i);
    order.sort(
      (a, b) =>
        (open[a] as number) - (open[b] as number) ||
        (entryBar[a] as number) - (entryBar[b] as number) ||
        (lane[a] as number) - (lane[b] as number) ||
        a - b,
    );
    for (const name of NUMBER_COLUMNS) {
      const sorted = Float64Array.from(order, (i) => this.columns[name][i] as number);
      this.columns[name].set(sorted);
    }
    this.entryFills = order.map((i) => this.entryFills[i] as FillRecord);
    this.lastFills = order.map((i) => this.lastFills[i] as FillRecord);
  }
}

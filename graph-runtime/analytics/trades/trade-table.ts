import { NUMBER_COLUMNS, type NumberColumn, TEXT_COLUMNS, type TextColumn } from "./trade-columns.ts";

/**
 * The trade list as columns: closed trades in order of entry, then the open ones. Statistics read the columns; objects are
 * made of them only for those who ask (`tradeObjects`).
 */
export class TradeTable {
  count = 0;
  closedCount = 0;
  readonly columns: Record<NumberColumn, Float64Array>;
  #capacity: number;
  /** Of the first and of the last fill of each trade. */
  readonly texts: Record<TextColumn, string[]> = { entryReason: [], entryNodeId: [], lastReason: [], lastNodeId: [] };

  constructor(capacity: number) {
    const columns: Partial<Record<NumberColumn, Float64Array>> = {};
    for (const name of NUMBER_COLUMNS) columns[name] = new Float64Array(capacity);
    this.columns = columns as Record<NumberColumn, Float64Array>;
    this.#capacity = capacity;
  }

  /** Returns the index of a new row. */
  addRow(): number {
    if (this.count === this.#capacity) {
      this.#capacity *= 2;
      for (const name of NUMBER_COLUMNS) {
        const larger = new Float64Array(this.#capacity);
        larger.set(this.columns[name]);
        this.columns[name] = larger;
      }
    }
    return this.count++;
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
    for (const name of TEXT_COLUMNS) {
      const unsorted = this.texts[name];
      this.texts[name] = order.map((i) => unsorted[i] as string);
    }
  }
}

import { NUMBER_COLUMNS, type NumberColumn, TEXT_COLUMNS, type TextColumn } from "./trade-columns.ts";

/** Trades as columns, wherever they come from. */
export interface TradeRows {
  readonly count: number;
  readonly closedCount: number;
  readonly columns: Readonly<Record<NumberColumn, ArrayLike<number>>>;
  text(column: TextColumn, row: number): string;
}

/**
 * The trade list as columns: closed trades in order of entry, then the open ones. Statistics read the columns; objects are
 * made of them only for those who ask (`tradeObjects`).
 */
export class TradeTable implements TradeRows {
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

  text(column: TextColumn, row: number): string {
    return this.texts[column][row] as string;
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

  /** Puts closed trades in order of entry, then lane, and the open ones behind them. Rows come lane by lane. */
  sort(): void {
    const order = this.#order();
    const unsorted = new Float64Array(this.count);
    for (const name of NUMBER_COLUMNS) {
      const column = this.columns[name];
      unsorted.set(column.subarray(0, this.count));
      for (let i = 0; i < order.length; i++) column[i] = unsorted[order[i] as number] as number;
    }
    for (const name of TEXT_COLUMNS) {
      const texts = this.texts[name];
      this.texts[name] = Array.from(order, (row) => texts[row] as string);
    }
  }

  /** Counts the trades that begin at each bar, so that each row's place is known without comparing; equal ones keep their order. */
  #order(): Int32Array {
    const { open, entryBar } = this.columns;
    const { count } = this;
    let bars = 0;
    for (let row = 0; row < count; row++) bars = Math.max(bars, (entryBar[row] as number) + 1);
    const starts = new Int32Array(2 * bars + 1);
    const keyOf = (row: number): number => (open[row] as number) * bars + (entryBar[row] as number);
    for (let row = 0; row < count; row++) starts[keyOf(row) + 1]!++;
    for (let key = 0; key < 2 * bars; key++) starts[key + 1]! += starts[key] as number;
    const order = new Int32Array(count);
    for (let row = 0; row < count; row++) order[starts[keyOf(row)]!++] = row;
    return order;
  }
}

import type { BarColumns } from "@/graph-runtime/market/bars.ts";
import { BAR_FIELDS } from "@/graph-runtime/market/bars.ts";
import type { RowTally } from "@/graph-runtime/market/quality/quality-report.ts";
import { sharedBars } from "../store/shared-bars.ts";

const mostListed = 1_000;
const blockBits = 16;
const blockRows = 1 << blockBits;
/** Columns of a block: the six of a bar, and the line. */
const width = 7;
const LINE = 6;
/** Where a price lies beside high or low by less than this share, rounding put it there. */
const rounding = 1e-9;

export type RowRules = { readonly duplicates: "refuse" | "keep-first" | "keep-last" };

/** Takes rows in the order of the file, keeps the good ones and remembers why the others are bad. */
export class RowGate {
  readonly #blocks: Float64Array[] = [];
  readonly #listed: { line: number; reason: string }[] = [];
  #count = 0;
  #read = 0;
  #bad = 0;
  #repaired = 0;
  #lastTime = Number.NEGATIVE_INFINITY;
  #isSorted = true;
  #isFalling = true;

  get good(): number {
    return this.#count;
  }

  /** Counts a row that could not even be read. */
  refuse(line: number, reason: string): void {
    this.#read++;
    this.#note(line, reason);
  }

  #note(line: number, reason: string): void {
    this.#bad++;
    if (this.#listed.length < mostListed) this.#listed.push({ line, reason });
  }

  /** Takes one row: time, open, high, low, close, volume as numbers, NaN where a cell is none. */
  take(line: number, time: number, open: number, high: number, low: number, close: number, volume: number): void {
    this.#read++;
    const top = Math.max(open, close);
    const bottom = Math.min(open, close);
    if (high < top && high >= top * (1 - rounding)) {
      high = top;
      this.#repaired++;
    }
    if (low > bottom && low <= bottom * (1 + rounding)) {
      low = bottom;
      this.#repaired++;
    }
    if (
      !(
        low > 0 &&
        low <= bottom &&
        high >= top &&
        high < Number.POSITIVE_INFINITY &&
        volume >= 0 &&
        volume < Number.POSITIVE_INFINITY &&
        !Number.isNaN(time)
      )
    ) {
      this.#note(line, reasonOf(time, open, high, low, close, volume));
      return;
    }
    if (time <= this.#lastTime) this.#isSorted = false;
    else if (this.#count > 0) this.#isFalling = false;
    this.#lastTime = time;
    const place = this.#count % blockRows;
    if (place === 0) this.#blocks.push(new Float64Array(blockRows * width));
    const block = this.#blocks.at(-1)!;
    const at = place * width;
    block[at] = time;
    block[at + 1] = open;
    block[at + 2] = high;
    block[at + 3] = low;
    block[at + 4] = close;
    block[at + 5] = volume;
    block[at + LINE] = line;
    this.#count++;
  }

  /** Returns the good rows in order of time, each time once, and what happened to the others; the rows are gone then. */
  finish({ duplicates }: RowRules): { readonly bars: BarColumns; readonly rows: RowTally } {
    const order = this.#order();
    /** The rows that stay, by rank. */
    const stays = new Int32Array(this.#count);
    let repeated = 0;
    let count = 0;
    for (let rank = 0; rank < this.#count; rank++) {
      const row = order === null ? rank : order[rank]!;
      const before = count === 0 ? -1 : stays[count - 1]!;
      if (before < 0 || this.#cell(row, 0) !== this.#cell(before, 0)) {
        stays[count++] = row;
      } else if (this.#isSame(row, before)) repeated++;
      else if (duplicates === "refuse") {
        const reason = `the row of line ${this.#cell(before, LINE)} has the same time and other values: choose which one to keep`;
        this.#note(this.#cell(row, LINE), reason);
      } else {
        repeated++;
        if (duplicates === "keep-last") stays[count - 1] = row;
      }
    }
    const rows: RowTally = {
      read: this.#read,
      repeated,
      reordered: order === null || this.#isFalling ? 0 : countMoved(order),
      repaired: this.#repaired,
      bad: this.#bad,
      listed: this.#listed.toSorted((a, b) => a.line - b.line),
    };
    const bars = this.#columns(stays.subarray(0, count));
    // Rows of millions weigh more than their columns: they are not kept beside them.
    this.#blocks.length = 0;
    return { bars, rows };
  }

  /** The rows by time; null where they stand so already. Rows of one time keep the order of the file. */
  #order(): Int32Array | null {
    if (this.#isSorted) return null;
    const order = Int32Array.from({ length: this.#count }, (_, i) => i);
    const time = Float64Array.from({ length: this.#count }, (_, i) => this.#cell(i, 0));
    return order.sort((a, b) => time[a]! - time[b]! || a - b);
  }

  #cell(row: number, column: number): number {
    return this.#blocks[row >>> blockBits]![(row & (blockRows - 1)) * width + column]!;
  }

  #isSame(a: number, b: number): boolean {
    for (let column = 1; column < 6; column++) if (this.#cell(a, column) !== this.#cell(b, column)) return false;
    return true;
  }

  #columns(stays: Int32Array): BarColumns {
    const bars = sharedBars(stays.length);
    for (const [column, field] of BAR_FIELDS.entries()) {
      const target = bars[field];
      for (let i = 0; i < stays.length; i++) target[i] = this.#cell(stays[i]!, column);
    }
    return bars;
  }
}

function countMoved(order: Int32Array): number {
  let moved = 0;
  let highest = -1;
  for (let i = 0; i < order.length; i++) {
    if (order[i]! < highest) moved++;
    else highest = order[i]!;
  }
  return moved;
}

function reasonOf(time: number, open: number, high: number, low: number, close: number, volume: number): string {
  if (Number.isNaN(time)) return "the time cannot be read: check its format";
  for (const [name, price] of Object.entries({ open, high, low, close })) {
    if (!Number.isFinite(price)) return `${name} must be a number above zero, found an empty cell or text`;
    if (price <= 0) return `${name} must be a number above zero, was ${price}`;
  }
  if (high < low) return `high ${high} is below low ${low}`;
  if (high < Math.max(open, close))
    return `high must be the highest price, was ${high} with open ${open}, close ${close}`;
  if (low > Math.min(open, close)) return `low must be the lowest price, was ${low} with open ${open}, close ${close}`;
  return Number.isNaN(volume)
    ? "volume must be a number of zero or more, found an empty cell or text"
    : `volume must be zero or more, was ${volume}`;
}

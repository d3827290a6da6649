import { doubled } from "../core/doubled.ts";
import { TextTable } from "../core/text-table.ts";
import type { FillRecord } from "./fill.ts";

/** Doubles of a fill: order id, bar, time, price, quantity, fee. */
const CELLS = 6;
/** Whole numbers of a fill: lane, sign, role, node, reason. */
const TAGS = 5;
const FIRST_CAPACITY = 64;

/**
 * The fills of a run, in order, as rows of typed arrays: a run may have a hundred thousand of them, and an object for each
 * costs more than the run. `records` makes the objects for those who want them.
 */
export class FillLog {
  count = 0;
  #cells = new Float64Array(FIRST_CAPACITY * CELLS);
  #tags = new Int32Array(FIRST_CAPACITY * TAGS);
  readonly #texts = new TextTable();

  static from(records: readonly FillRecord[]): FillLog {
    const log = new FillLog();
    for (const record of records) log.add(record);
    return log;
  }

  add(fill: FillRecord): void {
    const row = this.count++;
    if (row * CELLS === this.#cells.length) this.#grow();
    const cells = this.#cells;
    const tags = this.#tags;
    const at = row * 6;
    cells[at] = fill.orderId;
    cells[at + 1] = fill.bar;
    cells[at + 2] = fill.time;
    cells[at + 3] = fill.price;
    cells[at + 4] = fill.quantity;
    cells[at + 5] = fill.fee;
    const tag = row * 5;
    tags[tag] = fill.lane;
    tags[tag + 1] = fill.side === "buy" ? 1 : -1;
    tags[tag + 2] = fill.role === "entry" ? 1 : 0;
    tags[tag + 3] = this.#texts.codeOf(fill.nodeId);
    tags[tag + 4] = this.#texts.codeOf(fill.reason);
  }

  /** The rows as they lie, for the fingerprint. */
  get cells(): Float64Array {
    return this.#cells.subarray(0, this.count * CELLS);
  }

  orderId(row: number): number {
    return this.#cells[row * 6] as number;
  }

  /** Index of the bar in the run. */
  bar(row: number): number {
    return this.#cells[row * 6 + 1] as number;
  }

  /** Open time of that bar, epoch milliseconds UTC. */
  time(row: number): number {
    return this.#cells[row * 6 + 2] as number;
  }

  price(row: number): number {
    return this.#cells[row * 6 + 3] as number;
  }

  quantity(row: number): number {
    return this.#cells[row * 6 + 4] as number;
  }

  fee(row: number): number {
    return this.#cells[row * 6 + 5] as number;
  }

  lane(row: number): number {
    return this.#tags[row * 5] as number;
  }

  /** Returns +1 for a buy, -1 for a sale. */
  sign(row: number): 1 | -1 {
    return this.#tags[row * 5 + 1] === 1 ? 1 : -1;
  }

  nodeId(row: number): string {
    return this.#texts.textOf(this.#tags[row * 5 + 3] as number);
  }

  reason(row: number): string {
    return this.#texts.textOf(this.#tags[row * 5 + 4] as number);
  }

  /** Forgets the fills and keeps the memory. */
  clear(): void {
    this.count = 0;
  }

  record(row: number): FillRecord {
    return {
      orderId: this.orderId(row),
      lane: this.lane(row),
      side: this.sign(row) > 0 ? "buy" : "sell",
      role: this.#tags[row * 5 + 2] === 1 ? "entry" : "exit",
      nodeId: this.nodeId(row),
      reason: this.reason(row),
      bar: this.bar(row),
      time: this.time(row),
      price: this.price(row),
      quantity: this.quantity(row),
      fee: this.fee(row),
    };
  }

  records(): FillRecord[] {
    return Array.from({ length: this.count }, (_, row) => this.record(row));
  }

  #grow(): void {
    this.#cells = doubled(this.#cells);
    this.#tags = doubled(this.#tags);
  }
}

import { doubled } from "../core/doubled.ts";
import { TextTable } from "../core/text-table.ts";
import type { Denial } from "./denial.ts";
import { ORDER_STATUSES, ORDER_TYPES, type OrderRecord, type OrderStatus } from "./order.ts";

/** Doubles of an order that the fingerprint reads: id, lane, sign, type, created bar, quantity, limit, stop, status, filled. */
const CELLS = 10;
/** The rest of it: sequence, ordinal, created time, group, average price, fee, role, node, reason, reason of denial, first stop. */
const MORE = 11;
const FIRST_CAPACITY = 64;

const TYPE_CODES = codesOf(ORDER_TYPES);
const STATUS_CODES = codesOf(ORDER_STATUSES);
const DENIED = STATUS_CODES.denied;
const WORKING = STATUS_CODES.working;
const FILLED = STATUS_CODES.filled;
/** In place of the code of a reason; codes below it are reasons not yet in words. */
const NOT_DENIED = -1;
const STOP = TYPE_CODES.stop;

/**
 * The orders of a run as rows of typed arrays, in order of their ids, which count from 0. The engine keeps an object only for
 * an order that still works; `records` makes the others anew for those who want them.
 */
export class OrderLog {
  count = 0;
  #cells = new Float64Array(FIRST_CAPACITY * CELLS);
  #more = new Float64Array(FIRST_CAPACITY * MORE);
  readonly #texts = new TextTable();
  readonly #denials: (() => string)[] = [];

  static from(records: readonly OrderRecord[]): OrderLog {
    const log = new OrderLog();
    for (const record of records) log.add(record);
    return log;
  }

  /** Adds an order; why it was denied may be given in a form that is put into words when it is read. */
  add(order: OrderRecord, denial: Denial | null = null): void {
    const row = this.count++;
    if (row * CELLS === this.#cells.length) this.#grow();
    const cells = this.#cells;
    const at = row * 10;
    cells[at] = order.id;
    cells[at + 1] = order.lane;
    cells[at + 2] = order.side === "buy" ? 1 : -1;
    cells[at + 3] = TYPE_CODES[order.type];
    cells[at + 4] = order.createdBar;
    const more = this.#more;
    const side = row * 11;
    more[side] = order.sequence;
    more[side + 1] = order.ordinal;
    more[side + 2] = order.createdTime;
    more[side + 3] = order.group ?? Number.NaN;
    more[side + 6] = order.role === "entry" ? 1 : 0;
    more[side + 7] = this.#texts.codeOf(order.nodeId);
    more[side + 8] = this.#texts.codeOf(order.reason);
    this.#write(row, order);
    if (typeof denial === "function") {
      more[side + 9] = -2 - this.#denials.length;
      this.#denials.push(denial);
    } else if (denial !== null) more[side + 9] = this.#texts.codeOf(denial);
  }

  /** Takes over what has changed of an order since it was added. */
  update(order: OrderRecord): void {
    if (order.id >= 0 && order.id < this.count) this.#write(order.id, order);
  }

  /** The rows as they lie, for the fingerprint. */
  get cells(): Float64Array {
    return this.#cells.subarray(0, this.count * CELLS);
  }

  id(row: number): number {
    return this.#cells[row * 10] as number;
  }

  /** Returns the row of an order, -1 where there is none. */
  rowOf(id: number): number {
    if (id < this.count && this.id(id) === id) return id;
    for (let row = 0; row < this.count; row++) if (this.id(row) === id) return row;
    return -1;
  }

  lane(row: number): number {
    return this.#cells[row * 10 + 1] as number;
  }

  /** Returns +1 for an order that buys, -1 for one that sells. */
  sign(row: number): 1 | -1 {
    return this.#cells[row * 10 + 2] === 1 ? 1 : -1;
  }

  isStop(row: number): boolean {
    return this.#cells[row * 10 + 3] === STOP;
  }

  createdBar(row: number): number {
    return this.#cells[row * 10 + 4] as number;
  }

  /** NaN where it has none. */
  limitPrice(row: number): number {
    return this.#cells[row * 10 + 6] as number;
  }

  /** NaN where it has none. */
  stopPrice(row: number): number {
    return this.#cells[row * 10 + 7] as number;
  }

  /** Where a stop stood before it moved; NaN where there is none. */
  firstStopPrice(row: number): number {
    const first = this.#more[row * 11 + 10] as number;
    return Number.isNaN(first) ? this.stopPrice(row) : first;
  }

  isDenied(row: number): boolean {
    return this.#cells[row * 10 + 8] === DENIED;
  }

  deniedRows(): number[] {
    const rows: number[] = [];
    for (let row = 0; row < this.count; row++) if (this.isDenied(row)) rows.push(row);
    return rows;
  }

  filledQuantity(row: number): number {
    return this.#cells[row * 10 + 9] as number;
  }

  /** NaN where it belongs to none. */
  group(row: number): number {
    return this.#more[row * 11 + 3] as number;
  }

  averagePrice(row: number): number {
    return this.#more[row * 11 + 4] as number;
  }

  isEntry(row: number): boolean {
    return this.#more[row * 11 + 6] === 1;
  }

  deniedReason(row: number): string | null {
    const code = this.#more[row * 11 + 9] as number;
    if (code === NOT_DENIED) return null;
    return code < 0 ? (this.#denials[-2 - code] as () => string)() : this.#texts.textOf(code);
  }

  /** Forgets the orders and keeps the memory. */
  clear(): void {
    this.count = 0;
    this.#denials.length = 0;
  }

  record(row: number): OrderRecord {
    const at = row * 10;
    const cells = this.#cells;
    const more = this.#more;
    const side = row * 11;
    return {
      id: this.id(row),
      sequence: more[side] as number,
      ordinal: more[side + 1] as number,
      lane: this.lane(row),
      side: this.sign(row) > 0 ? "buy" : "sell",
      type: ORDER_TYPES[cells[at + 3] as number] as OrderRecord["type"],
      role: this.isEntry(row) ? "entry" : "exit",
      nodeId: this.#texts.textOf(more[side + 7] as number),
      reason: this.#texts.textOf(more[side + 8] as number),
      createdBar: this.createdBar(row),
      createdTime: more[side + 2] as number,
      group: known(more[side + 3] as number),
      quantity: cells[at + 5] as number,
      limitPrice: known(cells[at + 6] as number),
      stopPrice: known(cells[at + 7] as number),
      firstStopPrice: known(more[side + 10] as number),
      status: ORDER_STATUSES[cells[at + 8] as number] as OrderStatus,
      filledQuantity: this.filledQuantity(row),
      averagePrice: this.averagePrice(row),
      feePaid: more[side + 5] as number,
      deniedReason: this.deniedReason(row),
    };
  }

  records(): OrderRecord[] {
    return Array.from({ length: this.count }, (_, row) => this.record(row));
  }

  #write(row: number, order: OrderRecord): void {
    const cells = this.#cells;
    const more = this.#more;
    const at = row * 10;
    const side = row * 11;
    cells[at + 5] = order.quantity;
    cells[at + 6] = order.limitPrice ?? Number.NaN;
    cells[at + 7] = order.stopPrice ?? Number.NaN;
    cells[at + 8] = codeOfStatus(order.status);
    cells[at + 9] = order.filledQuantity;
    more[side + 4] = order.averagePrice;
    more[side + 5] = order.feePaid;
    more[side + 9] = order.deniedReason === null ? NOT_DENIED : this.#texts.codeOf(order.deniedReason);
    more[side + 10] = order.firstStopPrice ?? Number.NaN;
  }

  #grow(): void {
    this.#cells = doubled(this.#cells);
    this.#more = doubled(this.#more);
  }
}

function codesOf<T extends string>(names: readonly T[]): Readonly<Record<T, number>> {
  const codes: Partial<Record<T, number>> = {};
  names.forEach((name, code) => {
    codes[name] = code;
  });
  return codes as Record<T, number>;
}

/** The two that nearly every order passes are compared first: looking a name up in a table is slow. */
function codeOfStatus(status: OrderStatus): number {
  return status === "working" ? WORKING : status === "filled" ? FILLED : STATUS_CODES[status];
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

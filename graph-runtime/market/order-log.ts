import { TextTable } from "../core/text-table.ts";
import type { Denial } from "./denial.ts";
import { DenialTable } from "./denial-table.ts";
import { ORDER_STATUSES, ORDER_TYPES, type OrderRecord, type OrderStatus } from "./order.ts";

/** Doubles of an order that the fingerprint reads: id, lane, sign, type, created bar, quantity, limit, stop, status, filled. */
const CELLS = 10;
/** The rest of it: sequence, ordinal, created time, group, average price, fee, role, node, reason, reason of denial, first stop. */
const MORE = 11;
/** Rows of one block of memory: a log grows by blocks, so that no row is ever copied. */
const BLOCK = 1_024;
const BLOCK_BITS = 10;
const WITHIN = BLOCK - 1;

const TYPE_CODES = codesOf(ORDER_TYPES);
const STATUS_CODES = codesOf(ORDER_STATUSES);
const DENIED = STATUS_CODES.denied;
const WORKING = STATUS_CODES.working;
const FILLED = STATUS_CODES.filled;
/** In place of the code of a reason; codes below it are of reasons not yet in words. */
const NOT_DENIED = -1;
const MARKET = TYPE_CODES.market;
const STOP = TYPE_CODES.stop;

/**
 * The orders of a run as rows of typed arrays, in order of their ids, which count from 0. The engine keeps an object only for
 * an order that still works; `records` makes the others anew for those who want them.
 */
export class OrderLog {
  count = 0;
  readonly #cells: Float64Array[] = [];
  readonly #more: Float64Array[] = [];
  readonly #texts = new TextTable();
  readonly #denials = new DenialTable();

  static from(records: readonly OrderRecord[]): OrderLog {
    const log = new OrderLog();
    for (const record of records) log.add(record);
    return log;
  }

  /** Adds an order; why it was denied may be given in a form that is put into words when it is read. */
  add(order: OrderRecord, denial: Denial | null = null): void {
    const row = this.count++;
    if (row >> BLOCK_BITS === this.#cells.length) this.#grow();
    const cells = this.#cells[row >> BLOCK_BITS]!;
    const at = (row & WITHIN) * 10;
    cells[at] = order.id;
    cells[at + 1] = order.lane;
    cells[at + 2] = order.side === "buy" ? 1 : -1;
    cells[at + 3] = order.type === "market" ? MARKET : TYPE_CODES[order.type];
    cells[at + 4] = order.createdBar;
    const more = this.#more[row >> BLOCK_BITS]!;
    const side = (row & WITHIN) * 11;
    more[side] = order.sequence;
    more[side + 1] = order.ordinal;
    more[side + 2] = order.createdTime;
    more[side + 3] = order.group ?? Number.NaN;
    more[side + 6] = order.role === "entry" ? 1 : 0;
    more[side + 7] = this.#texts.codeOf(order.nodeId);
    more[side + 8] = this.#texts.codeOf(order.reason);
    this.#write(row, order);
    if (denial === null) return;
    more[side + 9] = typeof denial === "string" ? this.#texts.codeOf(denial) : this.#denials.codeOf(denial);
  }

  /** Takes over what has changed of an order since it was added. */
  update(order: OrderRecord): void {
    if (order.id >= 0 && order.id < this.count) this.#write(order.id, order);
  }

  /** Returns the rows in blocks as they lie, for the fingerprint. */
  cells(): Float64Array[] {
    return this.#cells.map((block, index) => block.subarray(0, Math.max(0, this.count - index * BLOCK) * CELLS));
  }

  #cell(row: number, index: number): number {
    return this.#cells[row >> BLOCK_BITS]![(row & WITHIN) * 10 + index] as number;
  }

  #side(row: number, index: number): number {
    return this.#more[row >> BLOCK_BITS]![(row & WITHIN) * 11 + index] as number;
  }

  id(row: number): number {
    return this.#cell(row, 0);
  }

  /** Returns the row of an order, -1 where there is none. */
  rowOf(id: number): number {
    if (id < this.count && this.id(id) === id) return id;
    for (let row = 0; row < this.count; row++) if (this.id(row) === id) return row;
    return -1;
  }

  lane(row: number): number {
    return this.#cell(row, 1);
  }

  /** Returns +1 for an order that buys, -1 for one that sells. */
  sign(row: number): 1 | -1 {
    return this.#cell(row, 2) === 1 ? 1 : -1;
  }

  isStop(row: number): boolean {
    return this.#cell(row, 3) === STOP;
  }

  createdBar(row: number): number {
    return this.#cell(row, 4);
  }

  /** NaN where it has none. */
  limitPrice(row: number): number {
    return this.#cell(row, 6);
  }

  /** NaN where it has none. */
  stopPrice(row: number): number {
    return this.#cell(row, 7);
  }

  /** Where a stop stood before it moved; NaN where there is none. */
  firstStopPrice(row: number): number {
    const first = this.#side(row, 10);
    return Number.isNaN(first) ? this.stopPrice(row) : first;
  }

  isDenied(row: number): boolean {
    return this.#cell(row, 8) === DENIED;
  }

  /** Returns the rows of exit orders that wait for a price. */
  pricedExits(): number[] {
    const rows: number[] = [];
    for (let block = 0; block * BLOCK < this.count; block++) {
      const cells = this.#cells[block]!;
      const more = this.#more[block]!;
      const count = Math.min(BLOCK, this.count - block * BLOCK);
      for (let at = 0; at < count; at++) {
        if (more[at * 11 + 6] === 1) continue;
        const hasPrice = !(Number.isNaN(cells[at * 10 + 6]!) && Number.isNaN(cells[at * 10 + 7]!));
        if (hasPrice) rows.push(block * BLOCK + at);
      }
    }
    return rows;
  }

  deniedRows(): number[] {
    const rows: number[] = [];
    for (let row = 0; row < this.count; row++) if (this.isDenied(row)) rows.push(row);
    return rows;
  }

  filledQuantity(row: number): number {
    return this.#cell(row, 9);
  }

  /** NaN where it belongs to none. */
  group(row: number): number {
    return this.#side(row, 3);
  }

  averagePrice(row: number): number {
    return this.#side(row, 4);
  }

  isEntry(row: number): boolean {
    return this.#side(row, 6) === 1;
  }

  deniedReason(row: number): string | null {
    const code = this.#side(row, 9);
    if (code === NOT_DENIED) return null;
    return code < 0 ? this.#denials.textOf(code) : this.#texts.textOf(code);
  }

  /** Forgets the orders and keeps the memory. */
  clear(): void {
    this.count = 0;
    this.#denials.clear();
  }

  record(row: number): OrderRecord {
    return {
      id: this.id(row),
      sequence: this.#side(row, 0),
      ordinal: this.#side(row, 1),
      lane: this.lane(row),
      side: this.sign(row) > 0 ? "buy" : "sell",
      type: ORDER_TYPES[this.#cell(row, 3)] as OrderRecord["type"],
      role: this.isEntry(row) ? "entry" : "exit",
      nodeId: this.#texts.textOf(this.#side(row, 7)),
      reason: this.#texts.textOf(this.#side(row, 8)),
      createdBar: this.createdBar(row),
      createdTime: this.#side(row, 2),
      group: known(this.#side(row, 3)),
      quantity: this.#cell(row, 5),
      limitPrice: known(this.#cell(row, 6)),
      stopPrice: known(this.#cell(row, 7)),
      firstStopPrice: known(this.#side(row, 10)),
      status: ORDER_STATUSES[this.#cell(row, 8)] as OrderStatus,
      filledQuantity: this.filledQuantity(row),
      averagePrice: this.averagePrice(row),
      feePaid: this.#side(row, 5),
      deniedReason: this.deniedReason(row),
    };
  }

  records(): OrderRecord[] {
    return Array.from({ length: this.count }, (_, row) => this.record(row));
  }

  #write(row: number, order: OrderRecord): void {
    const cells = this.#cells[row >> BLOCK_BITS]!;
    const more = this.#more[row >> BLOCK_BITS]!;
    const at = (row & WITHIN) * 10;
    const side = (row & WITHIN) * 11;
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
    this.#cells.push(new Float64Array(BLOCK * CELLS));
    this.#more.push(new Float64Array(BLOCK * MORE));
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

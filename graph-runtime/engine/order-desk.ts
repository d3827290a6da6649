import type { ProgramNode } from "../compiler/program.ts";
import type { Settings } from "../graph/settings.ts";
import type { Instrument } from "../market/instrument.ts";
import type { OrderIntent, SizeRequest } from "../nodes/order-intent.ts";
import type { Ledger } from "./ledger.ts";
import type { Venue } from "./ports.ts";
import type { RunLog } from "./run-log.ts";
import { sizeOrder } from "./size-order.ts";
import { type Attachment, advance, signOf, type WorkingOrder } from "./working-order.ts";
import { sizingView, type Wish, writeOrder } from "./write-order.ts";

export type DeskMoment = {
  readonly lane: number;
  readonly bar: number;
  readonly time: number;
  readonly sequence: number;
  readonly close: number;
  readonly equity: number;
};

export type DeskSetup = {
  readonly ledger: Ledger;
  readonly venue: Venue;
  readonly settings: Settings;
  readonly instruments: readonly Instrument[];
  readonly log: RunLog;
};

const NO_TERMS = { timeInForce: "gtc", goodTill: null, oco: null } as const;

/** Turns intents into orders, books them, and keeps the working orders of every lane. */
export class OrderDesk {
  /** Working orders per lane, in order of activation, then id. */
  readonly working: WorkingOrder[][];
  nextId = 0;
  #ordinal = 0;
  #sequence = -1;
  readonly #setup: DeskSetup;

  constructor(setup: DeskSetup) {
    this.#setup = setup;
    this.working = setup.instruments.map(() => []);
  }

  /** Returns the signed units of the lane's working orders that the strategy itself sent. */
  pending(lane: number): number {
    let total = 0;
    for (const order of this.working[lane]!) {
      if (!order.protective)
        total += signOf(order) * Math.max(order.record.quantity - order.record.filledQuantity, Number.MIN_VALUE);
    }
    return total;
  }

  accept(node: ProgramNode, intent: OrderIntent, moment: DeskMoment, attachments: readonly Attachment[]): void {
    if (intent.action === "cancel-entries") {
      for (const order of [...this.working[moment.lane]!]) if (order.record.role === "entry") this.cancel(order);
      return;
    }
    const held = this.#setup.ledger.quantity[moment.lane]!;
    const { style, reason, size, timeInForce = "gtc", goodTill = null, oco = null } = intent;
    const terms = { node: node.id, style, timeInForce, goodTill, oco };
    if (intent.action === "exit") {
      const side = held > 0 ? "sell" : "buy";
      this.#send({ ...terms, side, role: "exit", size, reason, attachments: [], reversing: 0 }, moment);
      return;
    }
    const reversing = intent.reverse && held * intent.direction < 0 ? Math.abs(held) : 0;
    const side = intent.direction > 0 ? "buy" : "sell";
    if (reversing > 0) {
      const all: SizeRequest = { unit: "units", amount: reversing };
      this.#send({ ...terms, side, role: "exit", size: all, reason: "reverse", attachments: [], reversing: 0 }, moment);
    }
    this.#send({ ...terms, side, role: "entry", size, reason, attachments, reversing }, moment);
  }

  /** Sends a market order that closes the lane's position, whatever the graph says. */
  flatten(moment: DeskMoment, reason: string): void {
    for (const order of [...this.working[moment.lane]!]) this.cancel(order);
    this.reduce(moment, Math.abs(this.#setup.ledger.quantity[moment.lane]!), { node: "command", reason });
  }

  /** Sends a market order that closes some units of the lane's position. */
  reduce(
    moment: DeskMoment,
    units: number,
    { node, reason }: { readonly node: string; readonly reason: string },
  ): void {
    const held = this.#setup.ledger.quantity[moment.lane]!;
    if (held === 0) return;
    const size: SizeRequest = { unit: "units", amount: units };
    const side = held > 0 ? "sell" : "buy";
    const plain = { ...NO_TERMS, style: { type: "market" }, attachments: [], reversing: 0 } as const;
    this.#send({ ...plain, node, side, role: "exit", size, reason }, moment);
  }

  cancel(order: WorkingOrder): void {
    this.end(order, "confirm-cancel");
  }

  /** Takes an order off the book for good. */
  end(order: WorkingOrder, event: "confirm-cancel" | "expire"): void {
    this.remove(order);
    advance(order, event);
    this.#setup.log.changed.add(order.record);
  }

  remove(order: WorkingOrder): void {
    const orders = this.working[order.record.lane]!;
    const at = orders.indexOf(order);
    if (at >= 0) orders.splice(at, 1);
  }

  /** Books an order that has been checked, and gives it its place in the run. */
  book(order: WorkingOrder, sequence: number): void {
    const { record } = order;
    if (sequence !== this.#sequence) {
      this.#sequence = sequence;
      this.#ordinal = 0;
    }
    record.id = this.nextId++;
    record.sequence = sequence;
    record.ordinal = this.#ordinal++;
    this.#setup.log.orders.push(record);
    this.#setup.log.changed.add(record);
    if (record.status === "denied") return;
    advance(order, "submit");
    advance(order, "accept");
    this.working[record.lane]!.push(order);
  }

  /** Returns the units of an order that is sized at its fill. */
  quantityAt(order: WorkingOrder, price: number, moment: Pick<DeskMoment, "lane" | "equity" | "time">): number {
    if (!order.sizeAtFill) return order.record.quantity - order.record.filledQuantity;
    return sizeOrder(order.sizeAtFill, sizingView(this.#setup, { ...moment, price, stopDistance: null })).quantity;
  }

  #send(wish: Wish, moment: DeskMoment): void {
    this.book(writeOrder(wish, moment, { ...this.#setup, working: this.working }), moment.sequence);
  }
}

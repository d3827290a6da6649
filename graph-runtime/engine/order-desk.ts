import type { ProgramNode } from "../compiler/program.ts";
import { ceilToTick, floorToTick } from "../core/rounding.ts";
import type { Settings } from "../graph/settings.ts";
import type { Instrument } from "../market/instrument.ts";
import type { OrderRecord, OrderRole, Side } from "../market/order.ts";
import type { OrderIntent, OrderStyle, SizeRequest } from "../nodes/order-intent.ts";
import type { Ledger } from "./ledger.ts";
import type { Venue } from "./ports.ts";
import type { RunLog } from "./run-log.ts";
import { type SizingView, sizeOrder } from "./size-order.ts";
import { type Attachment, advance, signOf, type WorkingOrder } from "./working-order.ts";

export type DeskMoment = {
  readonly lane: number;
  readonly bar: number;
  readonly time: number;
  readonly sequence: number;
  readonly close: number;
  readonly equity: number;
};

type Wish = {
  readonly node: string;
  readonly side: Side;
  readonly role: OrderRole;
  readonly size: SizeRequest;
  readonly style: OrderStyle;
  readonly reason: string;
  readonly attachments: readonly Attachment[];
  /** Units that an opposite position frees first. */
  readonly reversing: number;
};

export type DeskSetup = {
  readonly ledger: Ledger;
  readonly venue: Venue;
  readonly settings: Settings;
  readonly instruments: readonly Instrument[];
  readonly log: RunLog;
};

/** Turns intents into orders: size, checks, booking; and keeps the working orders of every lane. */
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

  get isIdle(): boolean {
    for (const orders of this.working) if (orders.length > 0) return false;
    return true;
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
    const held = this.#setup.ledger.quantity[moment.lane]!;
    const reason = intent.reason;
    if (intent.action === "cancel-entries") {
      for (const order of [...this.working[moment.lane]!]) if (order.record.role === "entry") this.cancel(order);
      return;
    }
    if (intent.action === "exit") {
      const side = held > 0 ? "sell" : "buy";
      this.#send(
        {
          node: node.id,
          side,
          role: "exit",
          size: intent.size,
          style: intent.style,
          reason,
          attachments: [],
          reversing: 0,
        },
        moment,
      );
      return;
    }
    const reversing = intent.reverse && held * intent.direction < 0 ? Math.abs(held) : 0;
    const side = intent.direction > 0 ? "buy" : "sell";
    if (reversing > 0) {
      const size: SizeRequest = { unit: "units", amount: reversing };
      this.#send(
        {
          node: node.id,
          side,
          role: "exit",
          size,
          style: intent.style,
          reason: "reverse",
          attachments: [],
          reversing: 0,
        },
        moment,
      );
    }
    this.#send(
      { node: node.id, side, role: "entry", size: intent.size, style: intent.style, reason, attachments, reversing },
      moment,
    );
  }

  /** Sends a market order that closes the lane's position, whatever the graph says. */
  flatten(moment: DeskMoment, reason: string): void {
    for (const order of [...this.working[moment.lane]!]) this.cancel(order);
    const held = this.#setup.ledger.quantity[moment.lane]!;
    if (held === 0) return;
    const size: SizeRequest = { unit: "units", amount: Math.abs(held) };
    const side = held > 0 ? "sell" : "buy";
    this.#send(
      { node: "command", side, role: "exit", size, style: { type: "market" }, reason, attachments: [], reversing: 0 },
      moment,
    );
  }

  cancel(order: WorkingOrder): void {
    this.remove(order);
    advance(order, "confirm-cancel");
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
  quantityAt(order: WorkingOrder, price: number, equity: number): number {
    if (!order.sizeAtFill) return order.record.quantity - order.record.filledQuantity;
    return sizeOrder(order.sizeAtFill, this.#view(order.record.lane, price, equity, null)).quantity;
  }

  #send(wish: Wish, moment: DeskMoment): void {
    const { settings, instruments, ledger } = this.#setup;
    const instrument = instruments[moment.lane]!;
    const { limitPrice, stopPrice } = roundedPrices(wish, instrument);
    const price = limitPrice ?? stopPrice ?? moment.close;
    const atFill = settings.execution.sizeAt === "fill" && wish.size.unit === "equity-percent";
    const missing = wish.attachments.find((attachment) => !(attachment.distance > 0));
    const stop = wish.attachments.find((attachment) => attachment.role === "stop");
    const stopDistance = stop ? (stop.unit === "percent" ? (price * stop.distance) / 100 : stop.distance) : null;
    const view = this.#view(moment.lane, price, moment.equity, stopDistance);
    const sized = atFill ? { quantity: 0 } : sizeOrder(wish.size, view);
    let quantity = sized.quantity;
    let denied: string | null = "reason" in sized ? sized.reason : null;
    if (missing) denied = `the distance of its ${missing.role} is unknown, and it may not enter unprotected`;
    if (denied === null && wish.role === "entry" && !atFill) {
      const room = this.#buyingPower(wish, moment, price);
      const needed = quantity * price * instrument.multiplier + view.feeOf(quantity);
      if (needed > room + 1e-9 * moment.equity) {
        const shrunk =
          settings.execution.beyondBuyingPower === "shrink"
            ? sizeOrder({ unit: "value", amount: room * 0.999 }, view)
            : null;
        if (shrunk && shrunk.quantity > 0) quantity = shrunk.quantity;
        else denied = `it needs ${needed.toFixed(2)} and the buying power is ${Math.max(0, room).toFixed(2)}`;
      }
    }
    if (wish.role === "exit") quantity = Math.min(quantity, Math.abs(ledger.quantity[moment.lane]!));
    const sameClose = settings.execution.fill === "same-close" && wish.style.type === "market";
    const record: OrderRecord = {
      id: -1,
      sequence: moment.sequence,
      ordinal: -1,
      lane: moment.lane,
      side: wish.side,
      type: wish.style.type,
      role: wish.role,
      nodeId: wish.node,
      reason: wish.reason,
      createdBar: moment.bar,
      createdTime: moment.time,
      group: null,
      quantity,
      limitPrice,
      stopPrice,
      status: denied === null ? "created" : "denied",
      filledQuantity: 0,
      averagePrice: 0,
      feePaid: 0,
      deniedReason: denied,
    };
    const order: WorkingOrder = {
      record,
      activeFrom: sameClose ? moment.bar : moment.bar + 1,
      reduceOnly: wish.role === "exit",
      protective: false,
      sizeAtFill: atFill ? wish.size : null,
      attachments: wish.attachments,
    };
    this.book(order, moment.sequence);
  }

  #view(lane: number, price: number, equity: number, stopDistance: number | null): SizingView {
    const { ledger, venue, settings, instruments } = this.#setup;
    const instrument = instruments[lane]!;
    return {
      instrument,
      price,
      equity,
      held: ledger.quantity[lane]!,
      stopDistance,
      cashBufferPercent: settings.execution.cashBufferPercent,
      feeOf: (quantity) => venue.fee({ price, quantity, multiplier: instrument.multiplier, paid: 0, filled: 0 }),
    };
  }

  /** Returns the money that new entries may use, after positions and working entries. */
  #buyingPower(wish: Wish, moment: DeskMoment, price: number): number {
    const { ledger, settings, instruments } = this.#setup;
    const { multiplier } = instruments[moment.lane]!;
    const freed = wish.reversing * price * multiplier;
    let reserved = 0;
    this.working.forEach((orders, lane) => {
      for (const { record } of orders) {
        if (record.role !== "entry") continue;
        const level = record.limitPrice ?? record.stopPrice ?? ledger.mark[lane]!;
        reserved += (record.quantity - record.filledQuantity) * level * instruments[lane]!.multiplier;
      }
    });
    if (settings.execution.account === "cash") {
      if (wish.side === "sell") return 0;
      return ledger.cash - reserved;
    }
    return moment.equity * settings.execution.leverage - ledger.grossValue() + freed - reserved;
  }
}

function roundedPrices(wish: Wish, instrument: Instrument): { limitPrice: number | null; stopPrice: number | null } {
  const { style, side } = wish;
  if (style.type === "market") return { limitPrice: null, stopPrice: null };
  const roundsDown = (style.type === "limit") === (side === "buy");
  const price = roundsDown
    ? floorToTick(style.price, instrument.tickSize)
    : ceilToTick(style.price, instrument.tickSize);
  return style.type === "limit" ? { limitPrice: price, stopPrice: null } : { limitPrice: null, stopPrice: price };
}

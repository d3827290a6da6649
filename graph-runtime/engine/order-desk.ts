import type { ProgramNode } from "../compiler/program.ts";
import type { Settings } from "../graph/settings.ts";
import { RULED_BROKERS } from "../market/broker-rules.ts";
import type { Instrument } from "../market/instrument.ts";
import type {
  AlertIntent,
  NodeIntent,
  OrderIntent,
  RebalanceIntent,
  SizeRequest,
  TimeInForce,
} from "../nodes/order-intent.ts";
import { ALERTS_ONLY, AWAITS_APPROVAL } from "../risk/outside-limits.ts";
import { type Amendment, amendProtective } from "./amend-protective.ts";
import { inLotsOf } from "./broker-form.ts";
import { capSlippage } from "./cap-slippage.ts";
import { changeOrders } from "./change-orders.ts";
import type { EntryAttachments } from "./entry-attachments.ts";
import { HeldEntries, type HeldKey } from "./held-entries.ts";
import type { Ledger } from "./ledger.ts";
import { nextStatus } from "./order-state.ts";
import type { Venue } from "./ports.ts";
import { type RebalanceMoment, rebalanceLegs } from "./rebalance-legs.ts";
import type { RiskDesk } from "./risk-desk.ts";
import { MOST_ALERTS, type RunLog } from "./run-log.ts";
import { scaleIntent } from "./scale-intent.ts";
import { sizeOrder } from "./size-order.ts";
import { Sizing } from "./sizing.ts";
import { NO_ATTACHMENTS, SpareOrders } from "./spare-orders.ts";
import { targetChange } from "./target-change.ts";
import { type Attachment, advance, signOf, type WorkingOrder } from "./working-order.ts";
import { type Desk, type Wish, writeOrder } from "./write-order.ts";

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
  readonly risk: RiskDesk;
  readonly attached: EntryAttachments;
};

type Asked = Pick<Wish, "style" | "size" | "reason"> & {
  readonly timeInForce?: TimeInForce;
  readonly goodTill?: number;
  readonly oco?: string;
};
type Part = Pick<Wish, "side" | "role"> &
  Partial<Pick<Wish, "size" | "reason" | "attachments" | "reversing" | "room" | "isForced">>;

/** The simulated venue takes every order at once: two moves of the table in one. */
const ACCEPTED = nextStatus(nextStatus("created", "submit")!, "accept")!;

/** Writes one order's wish out in full: copies by spread were the costliest part of a backtest. */
function wishOf(node: string, asked: Asked, part: Part): Wish {
  return {
    node,
    side: part.side,
    role: part.role,
    size: part.size ?? asked.size,
    style: asked.style,
    timeInForce: asked.timeInForce ?? "gtc",
    goodTill: asked.goodTill ?? null,
    oco: asked.oco ?? null,
    reason: part.reason ?? asked.reason,
    attachments: part.attachments ?? NO_ATTACHMENTS,
    reversing: part.reversing ?? 0,
    room: part.room ?? null,
    isForced: part.isForced ?? false,
  };
}

type Pending = { units: number; entries: number; exits: number };
type TargetIntent = Extract<OrderIntent, { action: "target" }>;
/** What holds for every entry at that moment. */
type EntryTerms = { readonly attachments: readonly Attachment[]; readonly entriesPaused: boolean };

/** Turns intents into orders, books them, and keeps the working orders of every lane. */
export class OrderDesk {
  /** Working orders per lane, in order of activation, then id. */
  readonly working: WorkingOrder[][];
  /** The entries among them, over all lanes: they reserve buying power. */
  readonly entries: WorkingOrder[] = [];
  /** Why a lane trades no more, null while it does. */
  readonly ended: (string | null)[];
  /** Entries that wait for the word of whoever runs the strategy. */
  readonly held = new HeldEntries();
  nextId = 0;
  readonly #pending: Pending = { units: 0, entries: 0, exits: 0 };
  #ordinal = 0;
  #sequence = -1;
  readonly #setup: DeskSetup;
  readonly #desk: Desk;
  readonly #spare = new SpareOrders();

  constructor(setup: DeskSetup) {
    this.#setup = setup;
    this.working = setup.instruments.map(() => []);
    this.ended = setup.instruments.map(() => null);
    const { broker: rules } = setup.settings.execution;
    const broker = rules === undefined ? null : RULED_BROKERS[rules];
    const instruments = broker === null ? setup.instruments : setup.instruments.map((one) => inLotsOf(broker, one));
    const books = { ...setup, instruments };
    this.#desk = {
      ...books,
      broker,
      sizing: new Sizing(books),
      entries: this.entries,
      spare: this.#spare,
      verdict: { quantity: 0, denied: null },
      ended: this.ended,
    };
  }

  /** Forgets every order. */
  reset(): void {
    for (const orders of this.working) orders.length = 0;
    this.entries.length = 0;
    this.ended.fill(null);
    this.held.restore([]);
    this.nextId = 0;
    this.#ordinal = 0;
    this.#sequence = -1;
  }

  /** Returns the working orders of the lane that the strategy itself sent: signed units in all, and how many of each role. */
  pending(lane: number): Pending {
    const pending = this.#pending;
    pending.units = 0;
    pending.entries = 0;
    pending.exits = 0;
    for (const order of this.working[lane]!) {
      if (order.protective) continue;
      pending.units += signOf(order) * Math.max(order.record.quantity - order.record.filledQuantity, Number.MIN_VALUE);
      if (order.record.role === "entry") pending.entries++;
      else pending.exits++;
    }
    return pending;
  }

  /** Returns whether the intent led to an order, or changed or took one back. */
  accept(node: ProgramNode, asked: NodeIntent, moment: DeskMoment, around: EntryTerms): boolean {
    const { attachments } = around;
    const intent = scaleIntent(asked, this.#setup.risk.outside?.multiplier);
    if (intent.action === "cancel") return this.#takeBack(moment.lane, intent.what);
    if (intent.action === "alert") return this.#raise(node.id, intent, moment);
    if (intent.action === "change") return changeOrders(intent, moment, this.#desk, this.working[moment.lane]!);
    const held = this.#setup.ledger.quantity[moment.lane]!;
    if (intent.action === "exit") {
      this.#send(wishOf(node.id, intent, { side: held > 0 ? "sell" : "buy", role: "exit" }), moment);
      return true;
    }
    // the engine has stopped the run before an order came to this
    if (intent.action === "halt") return false;
    if (intent.action === "target") return this.#moveTo(node.id, intent, moment, around);
    const reversing = intent.reverse && held * intent.direction < 0 ? Math.abs(held) : 0;
    const side = intent.direction > 0 ? "buy" : "sell";
    if (reversing > 0) {
      const size: SizeRequest = { unit: "units", amount: reversing };
      this.#send(wishOf(node.id, intent, { side, role: "exit", size, reason: "reverse" }), moment);
    }
    this.#send(wishOf(node.id, intent, { side, role: "entry", attachments, reversing }), moment);
    return true;
  }

  /** Moves a stop or target by hand; returns why it could not be, or null. */
  amend(amendment: Amendment, moment: DeskMoment): string | null {
    return amendProtective(amendment, moment, this.#desk, this.working[moment.lane]!);
  }

  #raise(nodeId: string, { name, severity, message }: AlertIntent, { bar, time, lane }: DeskMoment): boolean {
    const { log } = this.#setup;
    if (log.alerts.length < MOST_ALERTS) log.alerts.push({ bar, time, lane, nodeId, name, severity, message });
    else log.alertsLeftOut++;
    return true;
  }

  #takeBack(lane: number, what: "entries" | "exits" | "all"): boolean {
    const role = what === "entries" ? "entry" : "exit";
    const chosen = this.working[lane]!.filter(
      (order) => !order.protective && (what === "all" || order.record.role === role),
    );
    for (const order of chosen) this.cancel(order);
    return chosen.length > 0;
  }

  /** Trades the difference between the position and its target: what closes first, then what opens. */
  #moveTo(node: string, intent: TargetIntent, moment: DeskMoment, { attachments, entriesPaused }: EntryTerms): boolean {
    const held = this.#setup.ledger.quantity[moment.lane]!;
    const change = targetChange(intent, held, this.#desk.sizing.of(moment, moment.close, null));
    if (change === null) return false;
    const { side, closing, opening } = change;
    const part = (units: number): SizeRequest => ({ unit: "units", amount: units });
    if (closing > 0) this.#send(wishOf(node, intent, { side, role: "exit", size: part(closing) }), moment);
    if (opening === 0 || entriesPaused) return closing > 0;
    const entry = { side, role: "entry", size: part(opening), attachments, reversing: closing } as const;
    this.#send(wishOf(node, intent, entry), moment);
    return true;
  }

  /** Sends the orders that lead to the weights, sales first; returns how many there are. */
  rebalance(node: string, intent: RebalanceIntent, moment: RebalanceMoment): number {
    const { ledger, settings, instruments } = this.#setup;
    const legs = rebalanceLegs(intent, moment, { ledger, settings, instruments });
    const before = this.nextId;
    const room = { freed: 0, proceeds: 0 };
    for (const { lane } of legs)
      for (const order of [...this.working[lane]!]) if (order.record.nodeId === node) this.cancel(order);
    for (const leg of legs) {
      if (leg.closing === 0) continue;
      this.#send(wishOf(node, marketOf(intent, leg.closing), { side: leg.side, role: "exit" }), leg.moment);
      const value = leg.closing * leg.moment.close * ledger.multiplier[leg.lane]!;
      room.freed += value;
      room.proceeds += leg.side === "sell" ? value : -value;
      room.proceeds -= this.#feeOf(leg.closing, leg.moment);
    }
    for (const leg of legs) {
      if (leg.opening === 0 || moment.entriesPaused) continue;
      const attachments = moment.attachmentsOf(leg.lane);
      const part = { side: leg.side, role: "entry", attachments, room: { ...room } } as const;
      const order = this.#send(wishOf(node, marketOf(intent, leg.opening), part), leg.moment);
      if (order.record.status !== "denied") room.proceeds -= this.#feeOf(order.record.quantity, leg.moment);
    }
    return this.nextId - before;
  }

  #feeOf(quantity: number, moment: DeskMoment): number {
    return this.#desk.sizing.of(moment, moment.close, null).feeOf(quantity);
  }

  /** Sends a market order that closes the lane's position, whatever the graph says. */
  flatten(moment: DeskMoment, reason: string, node = "command"): void {
    this.held.drop(moment.lane);
    for (const order of [...this.working[moment.lane]!]) this.cancel(order);
    this.reduce(moment, Math.abs(this.#setup.ledger.quantity[moment.lane]!), { node, reason });
  }

  /** Closes the lane's position unless it is on its way out, and takes its entries back. */
  leave(moment: DeskMoment, { node, reason }: { readonly node: string; readonly reason: string }): void {
    const orders = this.working[moment.lane]!;
    const isLeaving = orders.some(({ record }) => record.role === "exit" && record.type === "market");
    if (!isLeaving) this.flatten(moment, reason, node);
    else for (const order of [...orders]) if (order.record.role === "entry") this.cancel(order);
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
    const intent = { style: { type: "market" }, size, reason } as const;
    this.#send(wishOf(node, intent, { side: held > 0 ? "sell" : "buy", role: "exit", isForced: true }), moment);
  }

  /** Takes every entry back, those that wait for approval too. */
  cancelEntries(): void {
    this.held.restore([]);
    for (const order of [...this.entries]) this.cancel(order);
  }

  cancel(order: WorkingOrder): void {
    this.end(order, "confirm-cancel");
  }

  /** Takes an order off the book for good. */
  end(order: WorkingOrder, event: "confirm-cancel" | "expire" | "reject"): void {
    this.remove(order);
    advance(order, event);
    this.#setup.log.update(order.record);
  }

  remove(order: WorkingOrder): void {
    takeOut(this.working[order.record.lane]!, order);
    if (order.record.role === "entry") takeOut(this.entries, order);
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
    if (record.status === "created") record.status = ACCEPTED;
    this.#setup.log.add(record, order.denial);
    if (record.status === "denied") return;
    this.working[record.lane]!.push(order);
    if (record.role === "entry") this.entries.push(order);
  }

  /** Returns the units of an order at a price, worked out now where it is sized at its fill, its lane marked at the price. */
  quantityAt(order: WorkingOrder, price: number, time: number): number {
    if (!order.sizeAtFill) return order.record.quantity - order.record.filledQuantity;
    const { ledger } = this.#setup;
    const { lane } = order.record;
    const equity = ledger.equityAt(lane, price);
    return sizeOrder(order.sizeAtFill, this.#desk.sizing.of({ lane, equity, time }, price, null)).quantity;
  }

  #send(asked: Wish, moment: DeskMoment): WorkingOrder {
    const { outside } = this.#setup.risk;
    if (outside === undefined || asked.role !== "entry") return this.#write(asked, moment, null);
    const wish = capSlippage(asked, outside.maxSlippagePercent, moment.close);
    if (outside.entries === "alerts") return this.#write(wish, moment, ALERTS_ONLY);
    if (outside.entries !== "approve") return this.#write(wish, moment, null);
    const order = this.#write(wish, moment, AWAITS_APPROVAL);
    if (order.denial === AWAITS_APPROVAL) this.held.add(wish, order.record);
    return order;
  }

  /** Sends an entry that has been approved; returns whether it still waited. Every limit is asked anew. */
  release(key: HeldKey, momentOf: (lane: number) => DeskMoment): boolean {
    const held = this.held.take(key);
    if (held === null) return false;
    this.#write({ ...held.wish, reversing: 0, room: null }, momentOf(held.lane), null);
    return true;
  }

  /** Writes and books an order; `instead` is why it is not sent although nothing else speaks against it. */
  #write(wish: Wish, moment: DeskMoment, instead: string | null): WorkingOrder {
    const order = writeOrder(wish, moment, this.#desk, instead);
    this.book(order, moment.sequence);
    if (order.record.status !== "denied") return order;
    // one that waits for approval is sent as it is, later
    if (order.denial !== AWAITS_APPROVAL) this.#setup.attached.giveBack(order.attachments);
    this.giveBack(order);
    return order;
  }

  /** Takes back an order that is over; it stays as it is until the next one is written. */
  giveBack(order: WorkingOrder): void {
    if (!this.#setup.log.keepsRecords) this.#spare.giveBack(order);
  }
}

function marketOf({ reason }: RebalanceIntent, units: number): Asked {
  return { style: { type: "market" }, size: { unit: "units", amount: units }, reason };
}

function takeOut(orders: WorkingOrder[], order: WorkingOrder): void {
  // most are the last, or the only one
  if (orders[orders.length - 1] === order) {
    orders.pop();
    return;
  }
  const at = orders.indexOf(order);
  if (at >= 0) orders.splice(at, 1);
}

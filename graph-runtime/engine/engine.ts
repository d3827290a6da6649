import type { Program, ProgramNode } from "../compiler/program.ts";
import type { Settings } from "../graph/settings.ts";
import type { Instrument } from "../market/instrument.ts";
import type { OrderIntent } from "../nodes/order-intent.ts";
import { Lane } from "./lane.ts";
import { Ledger } from "./ledger.ts";
import { type DeskMoment, OrderDesk } from "./order-desk.ts";
import type { BarPlan, BarValues, Venue } from "./ports.ts";
import { protectiveOrders } from "./protective-orders.ts";
import { emptyLog, type RunLog } from "./run-log.ts";
import { type Attachment, advance, signOf, type WorkingOrder } from "./working-order.ts";

export type EngineSetup = {
  readonly program: Program;
  readonly settings: Settings;
  readonly instruments: readonly Instrument[];
  readonly venue: Venue;
  readonly blockSize: number;
  /** Decide on every bar (live runs, which record a reason for each) rather than where a trigger shows. */
  readonly decideAlways: boolean;
};

/** The one loop: market, match, mark, program, intents, orders. The same in a backtest, on paper and live. */
export class Engine {
  readonly lanes: readonly Lane[];
  readonly ledger: Ledger;
  readonly desk: OrderDesk;
  readonly log: RunLog = emptyLog();
  /** Bars done since the start of the run. */
  bar = 0;
  /** Set when equity is gone: nothing trades any more. */
  isRuined = false;
  entriesPaused = false;
  readonly #setup: EngineSetup;
  readonly #attention: Uint8Array;
  readonly #decidesEveryBar: boolean;
  #at = 0;
  #lane = 0;
  #equity: number;
  /** Input event that the current step belongs to; backtests count bars. */
  #sequence = 0;

  constructor(setup: EngineSetup) {
    const { program, settings, instruments, venue, blockSize } = setup;
    this.#setup = setup;
    this.#decidesEveryBar = setup.decideAlways || program.decidesEveryBar;
    this.#attention = new Uint8Array(blockSize);
    this.ledger = new Ledger(
      settings.capital,
      instruments.map((instrument) => instrument.multiplier),
    );
    this.#equity = settings.capital;
    this.desk = new OrderDesk({ ledger: this.ledger, venue, settings, instruments, log: this.log });
    this.lanes = instruments.map(() => new Lane(program, blockSize, (node, intent) => this.#receive(node, intent)));
  }

  get equity(): number {
    return this.#equity;
  }

  /** Feeds bars to the kernels only, so that indicators are known when the run begins. */
  warmUp(count: number): void {
    for (const lane of this.lanes) lane.runSignals(count);
  }

  /** Runs the bars that the driver has put into the lanes' market columns, and writes equity and exposure (net position value over equity). */
  runBlock(count: number, equity: Float64Array, exposure: Float64Array, sequence: number | null = null): void {
    for (const lane of this.lanes) lane.runSignals(count);
    this.#markAttention(count);
    let at = 0;
    while (at < count) {
      if (!this.#decidesEveryBar) {
        const end = this.#quietUntil(at, count);
        if (end > at) {
          this.#markRange(at, end, equity, exposure);
          this.bar += end - at;
          at = end;
          continue;
        }
      }
      this.#sequence = sequence ?? this.bar;
      this.#step(at);
      equity[at] = this.#equity;
      exposure[at] = this.#exposure();
      this.bar++;
      at++;
    }
  }

  /** Cancels everything and sends orders that close every position at the next open. */
  flatten(sequence: number, reason: string): void {
    this.#sequence = sequence;
    this.lanes.forEach((_, lane) => {
      this.desk.flatten(this.#moment(lane, this.ledger.mark[lane]!, 0), reason);
    });
  }

  cancelEntries(): void {
    for (const orders of this.desk.working)
      for (const order of [...orders]) if (order.record.role === "entry") this.desk.cancel(order);
  }

  restoreEquity(): void {
    this.#equity = this.ledger.equity();
  }

  #markAttention(count: number): void {
    const attention = this.#attention;
    attention.fill(0);
    for (const lane of this.lanes) {
      for (const column of lane.triggers) for (let i = 0; i < count; i++) if (column[i] === 1) attention[i] = 1;
    }
  }

  /** Returns the first bar from `at` on on which something can happen. */
  #quietUntil(at: number, count: number): number {
    const next = this.#attention.indexOf(1, at);
    let end = next < 0 || next > count ? count : next;
    for (let lane = 0; lane < this.lanes.length && end > at; lane++) {
      const orders = this.desk.working[lane]!;
      if (orders.length > 0) end = this.#untouchedUntil(orders, lane, at, end);
    }
    return end;
  }

  /** Returns the first bar whose range reaches a working order's price. */
  #untouchedUntil(orders: readonly WorkingOrder[], lane: number, at: number, end: number): number {
    let above = Number.POSITIVE_INFINITY;
    let below = Number.NEGATIVE_INFINITY;
    for (const { record } of orders) {
      const level = record.limitPrice ?? record.stopPrice;
      if (level === null) return at;
      const risesTo = (record.side === "buy") === (record.type === "stop");
      if (risesTo) above = Math.min(above, level);
      else below = Math.max(below, level);
    }
    const { high, low } = this.lanes[lane]!.market;
    for (let i = at; i < end; i++) if (high[i]! >= above || low[i]! <= below) return i;
    return end;
  }

  /** Marks bars on which no order can fill and nothing is to be decided. */
  #markRange(from: number, to: number, equity: Float64Array, exposure: Float64Array): void {
    const { ledger, lanes } = this;
    const held = ledger.quantity.findIndex((quantity) => quantity !== 0);
    if (held < 0) {
      equity.fill(ledger.cash, from, to);
      exposure.fill(0, from, to);
      for (let lane = 0; lane < lanes.length; lane++) this.#keepMark(lane, to - 1, from);
      this.#equity = ledger.cash;
      return;
    }
    if (lanes.length === 1) {
      const close = lanes[0]!.market.close;
      const cash = ledger.cash;
      const factor = ledger.quantity[0]! * this.#setup.instruments[0]!.multiplier;
      let mark = ledger.mark[0]!;
      let total = this.#equity;
      for (let i = from; i < to; i++) {
        const price = close[i]!;
        if (!Number.isNaN(price)) mark = price;
        total = cash + factor * mark;
        equity[i] = total;
        exposure[i] = (factor * mark) / total;
        if (total <= 0) this.isRuined = true;
      }
      ledger.mark[0] = mark;
      this.#equity = total;
      return;
    }
    for (let i = from; i < to; i++) {
      this.#mark(i);
      equity[i] = this.#equity;
      exposure[i] = this.#exposure();
    }
  }

  /** Sets the mark to the last known close at or before a bar. */
  #keepMark(lane: number, at: number, from: number): void {
    const { close } = this.lanes[lane]!.market;
    for (let i = at; i >= from; i--) {
      const price = close[i]!;
      if (!Number.isNaN(price)) {
        this.ledger.mark[lane] = price;
        return;
      }
    }
  }

  #mark(at: number): void {
    for (let lane = 0; lane < this.lanes.length; lane++) {
      const price = this.lanes[lane]!.market.close[at]!;
      if (!Number.isNaN(price)) this.ledger.mark[lane] = price;
    }
    this.#equity = this.ledger.equity();
    if (this.#equity <= 0) this.isRuined = true;
  }

  #exposure(): number {
    const net = this.ledger.netValue();
    return net === 0 ? 0 : net / this.#equity;
  }

  #step(at: number): void {
    this.#at = at;
    for (let lane = 0; lane < this.lanes.length; lane++)
      if (this.desk.working[lane]!.length > 0) this.#match(lane, "bar");
    this.#mark(at);
    if (this.isRuined) {
      for (const orders of this.desk.working) for (const order of [...orders]) this.desk.cancel(order);
      return;
    }
    if (!this.#decidesEveryBar && this.#attention[at] === 0) return;
    for (let lane = 0; lane < this.lanes.length; lane++) this.#decide(lane, at);
    if (this.#setup.settings.execution.fill === "same-close") {
      for (let lane = 0; lane < this.lanes.length; lane++)
        if (this.desk.working[lane]!.length > 0) this.#match(lane, "close");
      this.#equity = this.ledger.equity();
    }
  }

  #decide(lane: number, at: number): void {
    const { account, market } = this.lanes[lane]!;
    // a bar that this instrument does not have decides nothing
    if (Number.isNaN(market.close[at])) return;
    const held = this.ledger.quantity[lane]!;
    account.equity[at] = this.#equity;
    account.cash[at] = this.ledger.cash;
    account.quantity[at] = held;
    account.averagePrice[at] = held === 0 ? Number.NaN : this.ledger.averagePrice[lane]!;
    account.barsHeld[at] = held === 0 ? 0 : this.bar - this.ledger.entryBar[lane]!;
    account.pending[at] = this.desk.pending(lane);
    this.#lane = lane;
    this.lanes[lane]!.decide(at);
  }

  #receive(node: ProgramNode, intent: OrderIntent): void {
    const lane = this.#lane;
    const { market } = this.lanes[lane]!;
    if (intent.action === "enter" && this.entriesPaused) return;
    const attachments = intent.action === "enter" ? this.#attachments(lane) : [];
    this.desk.accept(node, intent, this.#moment(lane, market.close[this.#at]!, market.time[this.#at]!), attachments);
  }

  #moment(lane: number, close: number, time: number): DeskMoment {
    return { lane, bar: this.bar, time, sequence: this.#sequence, close, equity: this.#equity };
  }

  #attachments(lane: number): Attachment[] {
    const { program } = this.#setup;
    return program.protections.map((index) => {
      const node = program.nodes[index]!;
      const { role, unit, output } = node.definition.protection!(node.params);
      return { role, unit, distance: this.lanes[lane]!.slots[node.outputs[output]!]![this.#at]!, nodeId: node.id };
    });
  }

  #match(lane: number, moment: "bar" | "close"): void {
    const { market } = this.lanes[lane]!;
    const at = this.#at;
    if (Number.isNaN(market.close[at])) return;
    const { venue, instruments } = this.#setup;
    const instrument = instruments[lane]!;
    const bar: BarValues = {
      open: market.open[at]!,
      high: market.high[at]!,
      low: market.low[at]!,
      close: market.close[at]!,
      volume: market.volume[at]!,
    };
    const book = {
      instrument,
      bar: this.bar,
      orders: this.desk.working[lane]!,
      position: this.ledger.quantity[lane]!,
      quantityAt: (order: WorkingOrder, price: number) =>
        this.desk.quantityAt(order, price, this.#equityAt(lane, price)),
      protect: (entry: WorkingOrder, price: number, quantity: number) =>
        entry.attachments.length === 0
          ? []
          : protectiveOrders({ entry, price, quantity, bar: this.bar, time: market.time[at]!, instrument }),
    };
    const plan = moment === "bar" ? venue.planBar(book, bar) : venue.planClose(book, bar);
    if (plan.ambiguous) this.log.ambiguousBars++;
    this.#apply(plan, lane, market.time[at]!);
  }

  /** Returns the equity if this lane were marked at a price. */
  #equityAt(lane: number, price: number): number {
    const mark = this.ledger.mark[lane]!;
    this.ledger.mark[lane] = price;
    const equity = this.ledger.equity();
    this.ledger.mark[lane] = mark;
    return equity;
  }

  #apply(plan: BarPlan, lane: number, time: number): void {
    for (const { order, price, quantity, activates } of plan.fills) {
      if (quantity > 0) this.#fill(order, price, quantity, time);
      else {
        order.record.deniedReason = "its size rounds to zero at the fill";
        this.desk.cancel(order);
      }
      for (const protective of activates) this.desk.book(protective, this.#sequence);
      this.#dropOrphans(lane, order);
    }
  }

  #fill(order: WorkingOrder, price: number, quantity: number, time: number): void {
    const { record } = order;
    const { multiplier } = this.#setup.instruments[record.lane]!;
    const fee = this.#setup.venue.fee({
      price,
      quantity,
      multiplier,
      paid: record.feePaid,
      filled: record.filledQuantity,
    });
    this.ledger.fill(record.lane, signOf(order) * quantity, price, fee, this.bar);
    if (order.sizeAtFill || order.reduceOnly) record.quantity = record.filledQuantity + quantity;
    record.averagePrice =
      (record.averagePrice * record.filledQuantity + price * quantity) / (record.filledQuantity + quantity);
    record.filledQuantity += quantity;
    record.feePaid += fee;
    const isDone = record.filledQuantity >= record.quantity;
    advance(order, isDone ? "fill" : "partial-fill");
    if (isDone) this.desk.remove(order);
    this.log.changed.add(record);
    const { lane, side, role, nodeId, reason } = record;
    this.log.fills.push({
      orderId: record.id,
      lane,
      side,
      role,
      nodeId,
      reason,
      bar: this.bar,
      time,
      price,
      quantity,
      fee,
    });
  }

  /** A filled order cancels the others of its group; a closed position takes its protective orders along. */
  #dropOrphans(lane: number, filled: WorkingOrder): void {
    const { group } = filled.record;
    const isFlat = this.ledger.quantity[lane] === 0;
    const orders = this.desk.working[lane]!;
    if (orders.length === 0) return;
    for (const order of [...orders]) {
      const isPeer = filled.protective && order.record.group === group;
      if (isPeer || (isFlat && (order.protective || order.reduceOnly))) this.desk.cancel(order);
    }
  }
}

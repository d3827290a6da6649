import { snapToLot } from "../../core/rounding.ts";
import { applyEvents } from "../apply-events.ts";
import { clientOrderId } from "../client-order-id.ts";
import type { Decision } from "../decision.ts";
import type { Engine } from "../engine.ts";
import { forceFill } from "../forced-fill.ts";
import { isMarketNow } from "../order-levels.ts";
import { isFinal, nextStatus } from "../order-state.ts";
import { protectiveOrders } from "../protective-orders.ts";
import type { StepLog } from "../run-log.ts";
import { signOf, type WorkingOrder } from "../working-order.ts";
import { type Arrangement, arrangeLane, type Placement } from "./arrange-lane.ts";
import { eventsOfFill } from "./events-of-fill.ts";
import { partnerIn } from "./pairs.ts";
import {
  filledOf,
  hasStatus,
  isLive,
  type OutsideCommand,
  type OutsidePlacing,
  type OutsideReport,
  type OutsideTerms,
  type Ticket,
} from "./ticket.ts";
import type { TicketBook } from "./ticket-book.ts";

type Moment = { readonly sequence: number; readonly time: number };

/** Ordinals from here on belong to orders that are sent again; those below are of orders that are new in their step. */
const firstAgain = 600;

type Setup = {
  readonly engine: Engine;
  readonly tickets: TicketBook;
  readonly terms: OutsideTerms;
  /** The run's part of its ids. */
  readonly tag: string;
};

/** Keeps the orders at a venue outside in line with those that the engine works, and takes into the books what the venue reports. */
export class OutsideDesk {
  readonly #setup: Setup;
  #commands: OutsideCommand[] = [];
  #notices: string[] = [];
  #sequence = -1;
  #again = firstAgain;

  constructor(setup: Setup) {
    this.#setup = setup;
  }

  /** Returns what the venue is to be asked since the last call, and what a person has to know, and forgets both. */
  take(): { readonly commands: readonly OutsideCommand[]; readonly notices: readonly string[] } {
    const taken = { commands: this.#commands, notices: this.#notices };
    this.#commands = [];
    this.#notices = [];
    return taken;
  }

  /** Asks for what is missing. With a bar, what was refused or has run out with the day may be asked for again. */
  arrange(sequence: number, isBar: boolean): void {
    const { engine, tickets, terms } = this.#setup;
    if (sequence !== this.#sequence) {
      this.#sequence = sequence;
      this.#again = firstAgain;
    }
    if (isBar) for (const ticket of tickets.live()) ticket.waits = false;
    const mayGo = (order: WorkingOrder): boolean => {
      const last = tickets.lastOf(order);
      return last === null || isBar || !hasStatus(last, "expired");
    };
    // what the venue did not take as a pair goes out alone
    const mayPair = (order: WorkingOrder): boolean => {
      const last = tickets.lastOf(order);
      return last === null || last.pair === null || !hasStatus(last, "rejected");
    };
    for (let lane = 0; lane < engine.lanes.length; lane++) {
      const leaving = engine.desk.working
        .flat()
        .filter((order) => order.reduceOnly && isMarketNow(order, order.triggered));
      const working = engine.desk.working[lane]!;
      const live = tickets.liveOn(lane);
      const held = engine.ledger.quantity[lane]!;
      for (const one of arrangeLane({ working, live, held, terms, mayGo, mayPair, leaving })) this.#ask(one, sequence);
    }
  }

  #ask(asked: Arrangement, sequence: number): void {
    const { engine } = this.#setup;
    if (asked.kind === "place") {
      this.#commands.push({ kind: "place", ...this.#open(asked, this.#idFor(asked.order, sequence), null) });
      return;
    }
    if (asked.kind === "place-pair") {
      const [target, stop] = [this.#idFor(asked.target.order, sequence), this.#idFor(asked.stop.order, sequence)];
      const pair = { target: this.#open(asked.target, target, stop), stop: this.#open(asked.stop, stop, target) };
      this.#commands.push({ kind: "place-pair", ...pair });
      return;
    }
    const { ticket } = asked;
    const ordinal = ticket.wishes++;
    engine.log.update(ticket.order.record);
    if (asked.kind === "cancel") {
      ticket.isCancelling = true;
      const partner = this.#partnerOf(ticket);
      if (partner !== null) {
        partner.isCancelling = true;
        engine.log.update(partner.order.record);
      }
      this.#commands.push({ kind: "cancel", id: ticket.id, ordinal });
      return;
    }
    ticket.before.push(ticket.sent);
    ticket.sent = asked.sent;
    ticket.changes++;
    this.#commands.push({ kind: "change", id: ticket.id, ordinal, ...asked.sent });
  }

  #idFor(order: WorkingOrder, sequence: number): string {
    const { tickets, tag } = this.#setup;
    const { record } = order;
    const isNew = record.sequence === sequence && tickets.lastOf(order) === null;
    return clientOrderId(tag, sequence, isNew ? record.ordinal : this.#again++);
  }

  /** Opens the ticket of an order that goes out, and returns what is to be placed. */
  #open({ order, sent }: Placement, id: string, pair: string | null): OutsidePlacing {
    const { engine, tickets } = this.#setup;
    const fresh = { sent, before: [], parts: {}, slices: 1, isCancelling: false, waits: false };
    tickets.add({ id, order, pair, ...fresh, wishes: 0, changes: 0 });
    const { id: number, lane, side, role } = order.record;
    const { timeInForce } = order;
    const lastPrice = engine.ledger.mark[lane]!;
    engine.log.update(order.record);
    return { id, order: number, lane, side, role, timeInForce, lastPrice, ...sent };
  }

  #partnerOf(ticket: Ticket): Ticket | null {
    return partnerIn(this.#setup.tickets.live(), ticket);
  }

  /** Takes a report into the books. One that says nothing new changes nothing. */
  report(report: OutsideReport, moment: Moment): void {
    const { engine, tickets } = this.#setup;
    const ticket = tickets.find(report.id);
    if (ticket === null) {
      if (report.filled > 0) this.#notices.push(`A fill of the order ${report.id} came after it was forgotten.`);
      return;
    }
    const { order } = ticket;
    const known = ticket.parts[report.slice] ?? { filled: 0, value: 0 };
    ticket.slices = Math.max(ticket.slices, report.slices);
    const wasLive = isLive(ticket);
    const { status } = report;
    ticket.parts[report.slice] = {
      status,
      filled: Math.max(known.filled, report.filled),
      value: Math.max(known.value, report.value),
    };
    if (!wasLive && isLive(ticket)) ticket.isCancelling = false;
    const { lotSize } = engine.lanes[order.record.lane]!.instrument;
    const quantity = snapToLot(report.filled - known.filled, lotSize);
    const partner = this.#partnerOf(ticket);
    // what one of a pair trades, the venue takes off the other
    if (quantity > 0 && partner !== null)
      partner.sent = { ...partner.sent, quantity: Math.max(filledOf(partner), partner.sent.quantity - quantity) };
    if (quantity > 0) this.#fill(ticket, { quantity, price: (report.value - known.value) / quantity }, moment);
    if (report.refused !== null) this.#refused(ticket, report);
    if (wasLive && !isLive(ticket)) this.#end(ticket, report);
    engine.log.update(order.record);
    engine.restoreEquity();
  }

  #refused(ticket: Ticket, { refused, reason }: OutsideReport): void {
    const partner = this.#partnerOf(ticket);
    ticket.waits = true;
    if (refused === "cancel")
      for (const one of partner === null ? [ticket] : [ticket, partner]) {
        one.waits = true;
        one.isCancelling = false;
      }
    else ticket.sent = ticket.before.pop() ?? ticket.sent;
    const why = reason === null ? "" : `: ${reason}`;
    this.#notices.push(`The broker refused to ${refused} the order to ${wordsOf(ticket.order)}${why}.`);
  }

  #fill(ticket: Ticket, { quantity, price }: { quantity: number; price: number }, { sequence, time }: Moment): void {
    const { engine } = this.#setup;
    const { order } = ticket;
    const { lane, role, status } = order.record;
    const working = engine.desk.working[lane]!;
    if (nextStatus(status, "fill") === null) {
      this.#fillAfterEnd(ticket, { quantity, price }, { sequence, time });
      return;
    }
    const isLate = !working.includes(order);
    const before = engine.ledger.quantity[lane]!;
    const { instrument } = engine.lanes[lane]!;
    const { bar } = engine;
    const fill = { order, quantity, price, bar, time, position: before, instrument, working };
    applyEvents(eventsOfFill(fill), { bar, time, sequence }, engine.books);
    if (!isLate) return;
    if (nextStatus(order.record.status, "confirm-cancel") !== null) engine.desk.end(order, "confirm-cancel");
    // what was meant to follow the order that was taken back would now come on top of it
    if (role === "entry")
      for (const other of [...working])
        if (other.record.role === "entry" && this.#setup.tickets.liveOf(other) === null) {
          other.record.deniedReason = "an earlier entry filled while it was being taken back";
          engine.desk.cancel(other);
        }
    const after = engine.ledger.quantity[lane]!;
    if (order.reduceOnly && before * signOf(order) >= 0 && after !== 0)
      this.#notices.push(`An exit filled after its position was closed: ${after} ${instrument.symbol} are held now.`);
  }

  /**
   * What was sent in the place of an order that was taken back fills after the cancel came too late for the first, or an order fills that
   * was said to be refused: the money moved.
   */
  #fillAfterEnd({ order }: Ticket, { quantity, price }: { quantity: number; price: number }, moment: Moment): void {
    const { engine } = this.#setup;
    const { id, lane, role, nodeId } = order.record;
    const { instrument } = engine.lanes[lane]!;
    const fill = { lane, units: signOf(order) * quantity, price, role, node: nodeId, isFree: false };
    const isSecond = order.record.status === "filled";
    const late = isSecond ? "filled again after its cancel came too late" : "filled after it was said to be refused";
    const reason = `${order.record.reason}, ${late}`;
    forceFill({ ...fill, reason }, { bar: engine.bar, ...moment }, engine.books);
    const held = engine.ledger.quantity[lane]!;
    for (const peer of [...engine.desk.working[lane]!])
      if (peer.reduceOnly && signOf(peer) * held >= 0) engine.desk.cancel(peer);
    // however it came to be held, it is not left without its stop
    if (role === "entry" && signOf(order) * held > 0) {
      const { sequence, time } = moment;
      const part = { quantity: Math.min(quantity, Math.abs(held)), price, bar: engine.bar, time, instrument };
      for (const protective of protectiveOrders({ entry: order, ...part, link: `${id}/late/${sequence}` }))
        engine.desk.book(protective, sequence);
    }
    const what = isSecond ? "filled twice" : "filled after it was said to be refused";
    this.#notices.push(`The order to ${wordsOf(order)} ${what}: ${held} ${instrument.symbol} are held now.`);
  }

  #end(ticket: Ticket, report: OutsideReport): void {
    if (ticket.pair !== null) {
      this.#endOfPair(ticket, report);
      return;
    }
    const { engine } = this.#setup;
    const { reason } = report;
    const { order } = ticket;
    const { record, timeInForce } = order;
    const isOver = isFinal(record.status);
    if (hasStatus(ticket, "rejected") && !isOver) {
      record.deniedReason = reason ?? "the broker refused it without saying why";
      const isLegal = nextStatus(record.status, "reject") !== null;
      engine.desk.end(order, isLegal ? "reject" : "confirm-cancel");
      if (order.protective)
        this.#notices.push(`The broker refused to ${wordsOf(order)}: the position has no ${record.reason} there.`);
      return;
    }
    if (hasStatus(ticket, "expired") && !isOver && timeInForce !== "gtc" && timeInForce !== "gtd") {
      engine.desk.end(order, "expire");
      return;
    }
    // taken back by us to make room, the order goes on here; by others it is gone
    if (hasStatus(ticket, "cancelled") && !ticket.isCancelling && !isOver) this.#endByOthers(order, reason);
  }

  /**
   * One of a pair that ends takes the other with it. The venue itself takes one back as the other is touched, so that only the end of
   * both says that somebody else has taken them back; and what it refused of a pair goes out alone.
   */
  #endOfPair(ticket: Ticket, { reason }: OutsideReport): void {
    const { tickets } = this.#setup;
    const partner = tickets.find(ticket.pair ?? "");
    if (partner !== null && isLive(partner)) {
      // asked for with the next bar, should it be there still
      if (hasStatus(ticket, "filled")) partner.waits = true;
      return;
    }
    const isTaken = (one: Ticket): boolean => hasStatus(one, "cancelled") && !one.isCancelling;
    if (!isTaken(ticket) || (partner !== null && !isTaken(partner))) return;
    for (const { order } of partner === null ? [ticket] : [ticket, partner])
      if (!isFinal(order.record.status)) this.#endByOthers(order, reason);
  }

  #endByOthers(order: WorkingOrder, reason: string | null): void {
    order.record.deniedReason = reason ?? "cancelled at the broker";
    this.#setup.engine.desk.end(order, "confirm-cancel");
    if (order.protective)
      this.#notices.push(
        `The order to ${wordsOf(order)} was cancelled at the broker: the position lacks its ${order.record.reason}.`,
      );
  }

  /** Returns whether anything of the run is still alive at the venue. */
  get isBusy(): boolean {
    return this.#setup.tickets.live().length > 0;
  }
}

function wordsOf({ record }: WorkingOrder): string {
  const { side, quantity, type, reason } = record;
  return `${side} ${quantity} (${type}, ${reason})`;
}

/** Returns what a report led to, in words. */
export function explainReport(tickets: TicketBook, report: OutsideReport, log: StepLog): Decision {
  const { id, status, filled, reason, refused } = report;
  const ticket = tickets.find(id);
  const what = ticket === null ? `order ${id}` : wordsOf(ticket.order);
  const why = reason === null ? "" : `: ${reason}`;
  const [fill] = log.fills;
  if (fill !== undefined) {
    const { side, quantity, price } = fill;
    return { action: "fill", reason: `${side} ${quantity} at ${price}: ${fill.reason}`, values: {} };
  }
  const count = ticket === null ? filled : filledOf(ticket);
  const said =
    refused === null
      ? `is ${status}${count > 0 ? `, ${count} filled` : ""}`
      : `goes on as it was, the broker refused to ${refused} it`;
  return { action: "update", reason: `At the broker: ${what} ${said}${why}.`, values: {} };
}

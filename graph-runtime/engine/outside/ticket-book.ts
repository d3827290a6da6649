import { invariant } from "../../core/invariant.ts";
import type { OrderStatus } from "../../market/order.ts";
import { isFinal } from "../order-state.ts";
import type { WorkingOrder } from "../working-order.ts";
import { hasStatus, isLive, type SentTerms, type Ticket } from "./ticket.ts";

/** Tickets that have ended are kept for fills that come late, this many of them. */
const mostEnded = 30;

type KeptTicket = Omit<Ticket, "order" | "before"> & {
  /** Snapshots of earlier versions knew of one change at most. */
  readonly before: readonly SentTerms[] | SentTerms | null;
  /** The number of a working order, or the order itself where it works no more. */
  readonly order: number | WorkingOrder;
};
export type TicketState = readonly KeptTicket[];

/** Everything that was sent to the venue outside and may still matter. */
export class TicketBook {
  readonly #tickets: Ticket[] = [];

  add(ticket: Ticket): void {
    this.#tickets.push(ticket);
    const ended = this.#tickets.filter((one) => !isLive(one));
    if (ended.length <= mostEnded) return;
    this.#tickets.splice(this.#tickets.indexOf(ended[0]!), 1);
  }

  find(id: string): Ticket | null {
    return this.#tickets.find((ticket) => ticket.id === id) ?? null;
  }

  live(): Ticket[] {
    return this.#tickets.filter(isLive);
  }

  liveOn(lane: number): Ticket[] {
    return this.#tickets.filter((ticket) => ticket.order.record.lane === lane && isLive(ticket));
  }

  liveOf(order: WorkingOrder): Ticket | null {
    return this.#tickets.find((ticket) => ticket.order === order && isLive(ticket)) ?? null;
  }

  lastOf(order: WorkingOrder): Ticket | null {
    return this.#tickets.findLast((ticket) => ticket.order === order) ?? null;
  }

  /** Returns what is true of an order at the venue: "created" is held here, and an end is none before the venue says so. */
  statusOf(number: number, status: OrderStatus): OrderStatus {
    if (status === "denied" || status === "rejected" || status === "filled") return status;
    const ticket = this.#tickets.findLast(({ order }) => order.record.id === number);
    if (ticket === undefined || !isLive(ticket)) return isFinal(status) ? status : heldStatus(status);
    if (hasStatus(ticket, "unknown")) return "unknown";
    if (isFinal(status) || ticket.isCancelling) return "cancelling";
    if (status === "partially-filled") return status;
    return hasStatus(ticket, "working") ? "working" : "submitted";
  }

  get state(): TicketState {
    return this.#tickets.map(({ order, ...ticket }) => ({
      ...ticket,
      order: isFinal(order.record.status) ? order : order.record.id,
    }));
  }

  restore(state: TicketState, working: readonly WorkingOrder[]): void {
    const tickets = state.map(({ order, ...ticket }): Ticket => {
      const found = typeof order === "number" ? working.find(({ record }) => record.id === order) : order;
      invariant(found !== undefined, `the snapshot has a ticket of order ${String(order)}, which does not work`);
      // snapshots from before there were pairs say nothing of them
      return { ...ticket, pair: ticket.pair ?? null, before: [ticket.before ?? []].flat(), order: found };
    });
    this.#tickets.splice(0, Number.POSITIVE_INFINITY, ...tickets);
  }
}

function heldStatus(status: OrderStatus): OrderStatus {
  return status === "partially-filled" ? status : "created";
}

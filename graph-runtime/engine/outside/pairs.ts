import { signOf, type WorkingOrder } from "../working-order.ts";
import {
  filledOf,
  isLive,
  leftOf,
  type OutsideTerms,
  rankOf,
  type SentTerms,
  type Ticket,
  termsToSend,
} from "./ticket.ts";

/** An order on the terms on which it can be sent now, but for its quantity. */
export type ShapedOrder = { readonly order: WorkingOrder; readonly shape: Omit<SentTerms, "quantity"> };
export type Pair = { readonly target: ShapedOrder; readonly stop: ShapedOrder };

/** Returns the other ticket of a pair while it lives, or null. */
export function partnerIn(tickets: readonly Ticket[], { pair }: Ticket): Ticket | null {
  return (pair !== null && tickets.find((ticket) => ticket.id === pair && isLive(ticket))) || null;
}

/** Returns the one of a pair under whose id the venue took both. */
export function leaderOf(ticket: Ticket, partner: Ticket): Ticket {
  return ticket.sent.type === "limit" ? ticket : partner;
}

/** Returns how many units tickets may still trade. A pair trades its units once. */
export function unitsOf(tickets: readonly Ticket[]): number {
  let sum = 0;
  for (const [at, ticket] of tickets.entries()) {
    const partner = partnerIn(tickets, ticket);
    if (partner === null) sum += leftOf(ticket);
    else if (tickets.indexOf(partner) > at) sum += Math.max(leftOf(ticket), leftOf(partner));
  }
  return sum;
}

/** Returns what an exit makes with another of the same position, stop and target of all that is held; null where there is none. */
export function pairFor(order: WorkingOrder, waiting: readonly WorkingOrder[], terms: OutsideTerms): Pair | null {
  if (!terms.pairs || !canPair(order)) return null;
  const own = shaped(order, terms);
  for (const peer of waiting) {
    if (peer === order || peer.link !== order.link || !canPair(peer) || openOf(peer) !== openOf(order)) continue;
    const other = shaped(peer, terms);
    if (own === null || other === null) continue;
    const pair = own.shape.type === "limit" ? { target: own, stop: other } : { target: other, stop: own };
    if (isProper(pair)) return pair;
  }
  return null;
}

/** Returns whether neither of a pair has filled in part: otherwise it is sent anew to be changed, as a venue may count what is filled again. */
export function isUntouched(ticket: Ticket, partner: Ticket | null): boolean {
  return partner !== null && filledOf(ticket) === 0 && filledOf(partner) === 0;
}

export function openOf({ record }: WorkingOrder): number {
  return Math.max(0, record.quantity - record.filledQuantity);
}

function canPair(order: WorkingOrder): boolean {
  return order.protective && order.reduceOnly && !order.isPart && order.link !== null && rankOf(order) === 0;
}

function shaped(order: WorkingOrder, terms: OutsideTerms): ShapedOrder | null {
  const shape = termsToSend(order, terms);
  return shape && { order, shape };
}

function isProper({ target, stop }: Pair): boolean {
  const { limitPrice } = target.shape;
  const { type, stopPrice } = stop.shape;
  if (target.shape.type !== "limit" || (type !== "stop" && type !== "stop-limit")) return false;
  return limitPrice !== null && stopPrice !== null && signOf(stop.order) * (stopPrice - limitPrice) > 0;
}

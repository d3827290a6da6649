import { signOf, type WorkingOrder } from "../working-order.ts";
import { isUntouched, leaderOf, openOf, type Pair, pairFor, partnerIn, type ShapedOrder, unitsOf } from "./pairs.ts";
import { filledOf, leftOf, type OutsideTerms, rankOf, type SentTerms, type Ticket, termsToSend } from "./ticket.ts";

export type LaneSituation = {
  /** The lane's working orders. */
  readonly working: readonly WorkingOrder[];
  /** What is alive at the venue of this lane, orders that the engine has taken back included. */
  readonly live: readonly Ticket[];
  /** Signed units held. */
  readonly held: number;
  readonly terms: OutsideTerms;
  /** Whether an order may go out (again) now. */
  readonly mayGo: (order: WorkingOrder) => boolean;
  /** Whether an order may go out as one of a pair. */
  readonly mayPair: (order: WorkingOrder) => boolean;
  /** An exit that leaves at once and is not through yet, in any lane, holds up what was decided with it. */
  readonly leaving: readonly WorkingOrder[];
};

/** What the venue is to be asked, in this order. */
export type Arrangement =
  | { readonly kind: "cancel"; readonly ticket: Ticket }
  | { readonly kind: "change"; readonly ticket: Ticket; readonly sent: SentTerms }
  | ({ readonly kind: "place" } & Placement)
  | { readonly kind: "place-pair"; readonly target: Placement; readonly stop: Placement };

export type Placement = { readonly order: WorkingOrder; readonly sent: SentTerms };

/**
 * Returns what brings a lane at the venue in line with its working orders. Exits at the venue never add up to more than is held, so
 * that no race between them can turn a position round: where the venue has pairs, stop and target rest there as one; otherwise the stop
 * rests there, its target is watched here, and whoever is touched has the other taken back first. Pure: asked again after every event,
 * it says again what is still missing.
 */
export function arrangeLane(situation: LaneSituation): Arrangement[] {
  const { working, live, held, terms, mayGo, mayPair, leaving } = situation;
  const asked: Arrangement[] = [];
  const cancelling = new Set(live.filter((ticket) => ticket.isCancelling));
  const cancel = (ticket: Ticket): void => {
    if (cancelling.has(ticket)) return;
    cancelling.add(ticket);
    const partner = partnerIn(live, ticket);
    if (partner !== null) cancelling.add(partner);
    if (!ticket.waits) asked.push({ kind: "cancel", ticket: partner === null ? ticket : leaderOf(ticket, partner) });
  };
  for (const ticket of live) if (!working.includes(ticket.order)) cancel(ticket);
  const closes = (order: WorkingOrder): boolean => signOf(order) * held < 0;
  const size = Math.abs(held);
  let room = size - unitsOf(live.filter((ticket) => closes(ticket.order)));
  const place = (order: WorkingOrder, quantity: number): void => {
    const shape = termsToSend(order, terms);
    if (shape === null || !(quantity > 0)) return;
    asked.push({ kind: "place", order, sent: { ...shape, quantity } });
    if (closes(order)) room -= quantity;
  };
  const placePair = ({ target, stop }: Pair, quantity: number): void => {
    const sized = ({ order, shape }: ShapedOrder): Placement => ({ order, sent: { ...shape, quantity } });
    asked.push({ kind: "place-pair", target: sized(target), stop: sized(stop) });
    placed.add(target.order).add(stop.order);
    room -= quantity;
  };
  const placed = new Set<WorkingOrder>();
  /** Room that an exit waits for: what is less urgent must not take it, or it would be taken back at once, and might fill by then. */
  let promised = 0;
  const waiting = working.filter(
    (order) => !live.some((ticket) => ticket.order === order) && mayGo(order) && termsToSend(order, terms) !== null,
  );
  const closing = waiting.filter((one) => isClosing(one, situation)).sort(byUrgency);
  for (const order of closing) {
    if (placed.has(order)) continue;
    const rest = live.filter((ticket) => closes(ticket.order));
    const wanted = order.reduceOnly ? Math.min(openOf(order), size) : openOf(order);
    const isAlone = rest.length === 0 && room >= size;
    const free = room - promised;
    const pair = wanted > 0 && wanted <= free && mayPair(order) ? pairFor(order, closing.filter(mayPair), terms) : null;
    if (pair !== null) placePair(pair, wanted);
    else if (wanted <= free || (isAlone && !order.reduceOnly)) place(order, wanted);
    else if (rankOf(order) > 0) {
      const weaker = rest.filter((ticket) => rankOf(ticket.order) < rankOf(order));
      for (const ticket of weaker) cancel(ticket);
      if (weaker.length === 0 && free > 0 && order.reduceOnly) place(order, free);
      else promised += wanted;
    } else if (order.protective && free > 0 && cancelling.size === 0) place(order, free);
  }
  for (const ticket of live) {
    if (cancelling.has(ticket) || ticket.waits) continue;
    const shape = termsToSend(ticket.order, terms) ?? ticket.sent;
    const isClosing = ticket.order.reduceOnly && closes(ticket.order);
    const left = isClosing ? Math.min(openOf(ticket.order), leftOf(ticket) + room) : openOf(ticket.order);
    if (!(left > 0)) {
      cancel(ticket);
      continue;
    }
    const quantity = filledOf(ticket) + left;
    const { limitPrice, stopPrice } = ticket.sent.type === shape.type ? shape : ticket.sent;
    if (isSame(ticket.sent, { limitPrice, stopPrice, quantity })) continue;
    const isKept =
      ticket.pair === null || (quantity === ticket.sent.quantity && isUntouched(ticket, partnerIn(live, ticket)));
    if (!isKept) {
      cancel(ticket);
      continue;
    }
    if (isClosing) room -= left - leftOf(ticket);
    if (terms.mostChanges !== null && ticket.changes >= terms.mostChanges) cancel(ticket);
    else asked.push({ kind: "change", ticket, sent: { type: ticket.sent.type, limitPrice, stopPrice, quantity } });
  }
  const isTakingBack = [...cancelling].some((ticket) => ticket.order.record.role === "entry");
  for (const order of waiting) {
    if (order.reduceOnly || isClosing(order, situation) || isTakingBack) continue;
    const isHeldUp = leaving.some(
      ({ record }) => record.lane === order.record.lane || record.sequence === order.record.sequence,
    );
    if (!isHeldUp) place(order, openOf(order));
  }
  return asked;
}

/** An order against the position closes it, unless an exit that is under way does: then it opens, once the position is gone. */
function isClosing(order: WorkingOrder, { held, leaving }: LaneSituation): boolean {
  if (signOf(order) * held >= 0) return false;
  return order.reduceOnly || !leaving.some(({ record }) => record.lane === order.record.lane);
}

function byUrgency(a: WorkingOrder, b: WorkingOrder): number {
  const protects = ({ record }: WorkingOrder): number => (record.stopPrice === null ? 1 : 0);
  return rankOf(b) - rankOf(a) || protects(a) - protects(b) || a.record.id - b.record.id;
}

function isSame(sent: SentTerms, wanted: Omit<SentTerms, "type">): boolean {
  return (
    sent.limitPrice === wanted.limitPrice &&
    sent.stopPrice === wanted.stopPrice &&
    Math.abs(sent.quantity - wanted.quantity) < 1e-9
  );
}

import { snapToLot } from "../../core/rounding.ts";
import type { Instrument } from "../../market/instrument.ts";
import type { VenueEvent } from "../ports.ts";
import { protectiveOrders } from "../protective-orders.ts";
import { signOf, type WorkingOrder } from "../working-order.ts";

export type OutsideFill = {
  readonly order: WorkingOrder;
  readonly quantity: number;
  readonly price: number;
  readonly bar: number;
  readonly time: number;
  /** Signed units held before it. */
  readonly position: number;
  readonly instrument: Instrument;
  /** The lane's working orders. */
  readonly working: readonly WorkingOrder[];
};

/** Returns a fill and what follows from it, by the rules of the simulated venue: peers shrink or go, protection goes live. */
export function eventsOfFill(fill: OutsideFill): VenueEvent[] {
  const { order, quantity, price, working, instrument } = fill;
  const { record } = order;
  const { lotSize } = instrument;
  const sign = signOf(order);
  const position = snapToLot(fill.position + sign * quantity, lotSize);
  const closes = order.reduceOnly && quantity >= Math.abs(fill.position);
  const left = closes ? 0 : Math.max(0, snapToLot(record.quantity - record.filledQuantity - quantity, lotSize));
  const maker = record.type === "limit";
  const events: VenueEvent[] = [{ kind: "fill", order, price, quantity, left, maker }];
  const gone = new Set<WorkingOrder>([order]);
  const cancel = (peer: WorkingOrder): void => {
    gone.add(peer);
    events.push({ kind: "cancel", order: peer, why: null });
  };
  if (order.link !== null) settlePeers(fill, left, events, cancel);
  if (order.attachments.length > 0) {
    const link = `${record.id}/${record.filledQuantity}`;
    const { bar, time } = fill;
    for (const protective of protectiveOrders({ entry: order, price, quantity, bar, time, instrument, link }))
      events.push({ kind: "activate", order: protective });
  }
  for (const peer of working)
    if (peer.reduceOnly && !gone.has(peer) && signOf(peer) * position >= 0 && !isCancelled(events, peer)) cancel(peer);
  return events;
}

function isCancelled(events: readonly VenueEvent[], order: WorkingOrder): boolean {
  return events.some((event) => event.kind === "cancel" && event.order === order);
}

/** Linked orders go when one has filled; the peers of a protective order shrink with it, parts of a target leave one another alone. */
function settlePeers(
  { order, quantity, working, instrument }: OutsideFill,
  left: number,
  events: VenueEvent[],
  cancel: (peer: WorkingOrder) => void,
): void {
  const { lotSize } = instrument;
  let remaining = left;
  for (const peer of working) {
    if (peer === order || peer.link !== order.link || (peer.isPart && order.isPart)) continue;
    if (!order.protective || (left === 0 && !order.isPart)) {
      cancel(peer);
      continue;
    }
    const before = peer.record.quantity - peer.record.filledQuantity;
    const after = peer.isPart ? Math.min(before, remaining) : Math.max(0, snapToLot(before - quantity, lotSize));
    if (peer.isPart) remaining = snapToLot(remaining - after, lotSize);
    if (after === before) continue;
    if (after === 0) cancel(peer);
    else events.push({ kind: "reduce", order: peer, by: snapToLot(before - after, lotSize) });
  }
}

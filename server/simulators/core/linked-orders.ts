import type { SimBooks } from "./sim-books.ts";
import type { SimEvent, SimHappening } from "./sim-event.ts";
import { isWorking, type SimOrder } from "./sim-order.ts";

/**
 * Returns what an event of an order brings about for the orders that it belongs together with: one that fills takes the others back,
 * one that fills in part makes them smaller, a stop that is touched has them taken back before it trades, an entry that has filled
 * lets go what waited for it, and one that ends without a fill takes all of them with it.
 */
export function followsFrom(books: SimBooks, event: SimEvent): readonly SimHappening[] {
  const order = "order" in event ? books.orders.get(event.order) : undefined;
  if (order === undefined || order.link === null) return [];
  const others = books.linkedTo(order).filter(isWorking);
  const peers = others.filter(({ link }) => link?.awaitsFill === order.link?.awaitsFill);
  switch (event.kind) {
    case "order-triggered":
      return peers.map(cancelled);
    case "order-filled":
      if (order.status !== "filled") return peers.map((peer) => reduced(peer, event.quantity));
      return [...peers.map(cancelled), ...others.filter(({ status }) => status === "held").map(released)];
    case "order-cancelled":
    case "order-rejected":
      return others.map(cancelled);
    default:
      return [];
  }
}

function cancelled({ id }: SimOrder): SimHappening {
  return { kind: "order-cancelled", order: id, reason: null };
}

function released({ id }: SimOrder): SimHappening {
  return { kind: "order-accepted", order: id };
}

function reduced({ id, quantity }: SimOrder, by: number): SimHappening {
  return {
    kind: "order-changed",
    order: id,
    change: { quantity: quantity - by, limitPrice: null, triggerPrice: null },
  };
}

import { type ChangeIntent, changeOrders } from "./change-orders.ts";
import type { DeskMoment } from "./order-desk.ts";
import { signOf, type WorkingOrder } from "./working-order.ts";
import type { Desk } from "./write-order.ts";

/** A stop or target that somebody moves by hand, named by the order's number. */
export type Amendment = { readonly order: number; readonly price: number };

const GROUPS = { stop: "stops", limit: "targets", "trailing-stop": "trails" } as const;

/** Moves a stop or target of a position between two bars. Returns why it could not be, or null. */
export function amendProtective(
  { order: id, price }: Amendment,
  moment: DeskMoment,
  desk: Desk,
  orders: readonly WorkingOrder[],
): string | null {
  const order = orders.find(({ record }) => record.id === id);
  if (order === undefined) return "it does not work any more";
  const { type } = order.record;
  if (!order.protective || (type !== "stop" && type !== "limit" && type !== "trailing-stop"))
    return "only the stops and targets of a position can be moved";
  const isTarget = type === "limit";
  // a stop that sells lies below the price, its target above; the other way round for one that buys
  const isBeyond = (isTarget ? -signOf(order) : signOf(order)) * (price - moment.close) > 0;
  if (!isBeyond)
    return `it would be touched at once, as the last price is ${moment.close}: square off instead, or choose a price on its other side`;
  const terms = isTarget ? { limitPrice: price } : { stopPrice: price };
  const intent: ChangeIntent = { action: "change", which: GROUPS[type], ...terms, reason: "moved by hand" };
  if (changeOrders(intent, moment, desk, [order])) return null;
  return desk.log.updates.at(-1)?.refused ?? "it could not be changed";
}

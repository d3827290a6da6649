import type { SimDraft } from "./sim-event.ts";

export type SimStatus =
  | "placed"
  | "held"
  | "open"
  | "trigger-pending"
  | "filled"
  | "cancelled"
  | "rejected"
  | "replaced";

/** An order in the books of a simulated broker. */
export type SimOrder = SimDraft & {
  readonly id: string;
  readonly account: string;
  readonly status: SimStatus;
  readonly filled: number;
  /** Sum of quantity times price over its fills. */
  readonly value: number;
  readonly isTriggered: boolean;
  readonly reason: string | null;
  readonly replaces: string | null;
  readonly replacedBy: string | null;
  readonly changes: number;
  readonly placedAt: number;
  readonly updatedAt: number;
  readonly lastFillAt: number | null;
};

export function isWorking({ status }: SimOrder): boolean {
  return status === "open" || status === "trigger-pending" || status === "held";
}

export function averagePriceOf({ filled, value }: SimOrder): number | null {
  return filled === 0 ? null : Math.round((value / filled) * 1e6) / 1e6;
}

/** Returns the price at which an order trades now, or null where it waits. */
export function priceFor(order: SimOrder, lastPrice: number): number | null {
  const { type, side, limitPrice, isTriggered } = order;
  if (order.status === "held") return null;
  if ((type === "stop" || type === "stop-limit") && !isTriggered) return null;
  if (type === "market" || type === "stop" || limitPrice === null) return lastPrice;
  const isThere = side === "buy" ? lastPrice <= limitPrice : lastPrice >= limitPrice;
  return isThere ? lastPrice : null;
}

export function isTriggeredBy(order: SimOrder, lastPrice: number): boolean {
  const { side, triggerPrice, isTriggered, type } = order;
  if (order.status === "held" || isTriggered || triggerPrice === null || (type !== "stop" && type !== "stop-limit"))
    return false;
  return side === "buy" ? lastPrice >= triggerPrice : lastPrice <= triggerPrice;
}

import { invariant } from "../core/invariant.ts";
import type { Denial } from "../market/denial.ts";
import type { OrderRecord } from "../market/order.ts";
import type { StopMove } from "../nodes/define-node.ts";
import type { SizeRequest, TimeInForce } from "../nodes/order-intent.ts";
import { nextStatus, type OrderEvent } from "./order-state.ts";

/** A protective order that an entry carries until it fills. */
export type Attachment = {
  readonly role: "stop" | "target" | "trail" | "move";
  readonly unit: "percent" | "price";
  readonly distance: number;
  /** Percent of the entry at which a part begins and ends; null is all of it. */
  readonly part: { readonly from: number; readonly to: number } | null;
  /** A trailing stop waits until the price has moved by so many distances. */
  readonly after: number;
  /** Moves of the stop, in multiples of the distance. */
  readonly move: StopMove | null;
  /** The distance still stands in multiples of the stop's. */
  readonly isRisk: boolean;
  readonly nodeId: string;
};

/** Distance at which a trailing stop follows the price; it stands still until the price has been at `from`. */
export type Trail = {
  readonly distance: number;
  readonly unit: "percent" | "price";
  readonly from: number | null;
};

/** How a stop moves with the price, in points from the entry. */
export type MoveInPoints = StopMove & { readonly entry: number };

/** An order that may still fill, with what the engine needs to know besides its record. Plain data, so that a snapshot can hold it. */
export type WorkingOrder = {
  readonly record: OrderRecord;
  /** First bar on which it may fill. */
  readonly activeFrom: number;
  /** Reduces a position and never opens one. */
  readonly reduceOnly: boolean;
  /** Belongs to a position and goes when the position goes. */
  readonly protective: boolean;
  /** Size still to be worked out at the fill. */
  readonly sizeAtFill: SizeRequest | null;
  attachments: readonly Attachment[];
  readonly timeInForce: TimeInForce;
  readonly goodTill: number | null;
  trail: Trail | null;
  /** Why it may not be sent, null where it may. */
  readonly denial: Denial | null;
  moves: readonly MoveInPoints[];
  /** Closes a part of the position only, so that it leaves its peers working. */
  readonly isPart: boolean;
  /** Fills as far as the money goes, where a fill costs more than there is; otherwise it is cancelled. */
  readonly shrinks: boolean;
  /** Orders with the same link cancel one another. */
  readonly link: string | null;
  /** Open time of the first bar that it saw; a day order ends with that session. */
  bornTime: number | null;
  /** A touched stop is a market order from then on, a touched stop-limit a limit order. */
  triggered: boolean;
};

const FILLED = nextStatus("working", "fill");

/** Moves an order along its table; an illegal event is a bug of the engine. */
export function advance(order: WorkingOrder, event: OrderEvent): void {
  // what nearly every order goes through is compared first: looking two names up in tables is slow
  const isPlainFill = event === "fill" && order.record.status === "working";
  const next = isPlainFill ? FILLED : nextStatus(order.record.status, event);
  if (next === null) invariant(false, `order ${order.record.id}: ${event} in status ${order.record.status}`);
  else order.record.status = next;
}

/** Returns +1 for orders that buy, -1 for orders that sell. */
export function signOf(order: WorkingOrder): 1 | -1 {
  return order.record.side === "buy" ? 1 : -1;
}

/** Moves a stop, and keeps where it first stood: what the entry risked is measured by that. */
export function moveStop({ record }: WorkingOrder, stopPrice: number | null): void {
  if (stopPrice === record.stopPrice) return;
  record.firstStopPrice ??= record.stopPrice;
  record.stopPrice = stopPrice;
}

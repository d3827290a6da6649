import type { BrokerOrderStatus, OrderReport } from "./broker-order.ts";
import { compareDecimals, type Decimal, multiplyDecimals, subtractDecimals, zero } from "./decimal.ts";

/** What all reports of an order up to now come to. */
export type FoldedOrder = {
  readonly status: BrokerOrderStatus;
  /** Every id that the order has had at the broker, the newest last. */
  readonly brokerOrderIds: readonly string[];
  readonly quantity: Decimal;
  readonly filledQuantity: Decimal;
  readonly averagePrice: Decimal | null;
  readonly reason: string | null;
  /** Time of the newest report, epoch milliseconds. */
  readonly time: number | null;
  /** A fill came after the order had ended. */
  readonly hasLateFill: boolean;
};

export type FoldedFill = { readonly quantity: Decimal; readonly value: Decimal; readonly time: number | null };

export type Folding = {
  readonly order: FoldedOrder;
  /** What was filled since the state before, or null. */
  readonly fill: FoldedFill | null;
  readonly isNews: boolean;
};

const terminal: ReadonlySet<BrokerOrderStatus> = new Set(["filled", "cancelled", "expired", "rejected"]);

/** Progress of an order that is under way, for reports of one and the same time. Changes go back and forth at one rank. */
const ranks: Readonly<Partial<Record<BrokerOrderStatus, number>>> = {
  queued: 0,
  sending: 1,
  unknown: 2,
  submitted: 3,
  "pending-accept": 4,
};
const liveRank = 5;

export function isTerminal(status: BrokerOrderStatus): boolean {
  return terminal.has(status);
}

export function queuedOrder(quantity: Decimal): FoldedOrder {
  return {
    status: "queued",
    brokerOrderIds: [],
    quantity,
    filledQuantity: zero,
    averagePrice: null,
    reason: null,
    time: null,
    hasLateFill: false,
  };
}

/**
 * Adds a report to what is known of an order. Reports may come twice, late and in any order: quantities are totals and only grow,
 * an end is an end, and a fill counts even after it, because money moved.
 */
export function foldReport(order: FoldedOrder, report: OrderReport): Folding {
  const grown = compareDecimals(report.filledQuantity, order.filledQuantity);
  const ids = withIds(order.brokerOrderIds, report);
  // The end of an id that was replaced is not the end of the order.
  const isFormerId = ids.at(-1) !== report.brokerOrderId;
  if (grown < 0) return settle(order, { ...order, brokerOrderIds: ids }, null);
  const fill = grown > 0 ? fillBetween(order, report) : null;
  const filled: FoldedOrder = {
    ...order,
    brokerOrderIds: ids,
    filledQuantity: report.filledQuantity,
    averagePrice: grown > 0 ? report.averagePrice : order.averagePrice,
    hasLateFill: order.hasLateFill || (grown > 0 && isTerminal(order.status)),
  };
  const status = statusAfter(order, report, { hasGrown: grown > 0, isFormerId });
  const isTaken = status !== order.status || isSameOrLater(order, report);
  const next: FoldedOrder = {
    ...filled,
    status,
    quantity: isTaken && !isFormerId && !isTerminal(order.status) ? report.quantity : order.quantity,
    reason: status === order.status ? order.reason : report.reason,
    time: isTaken ? latest(order.time, report.time) : order.time,
  };
  return settle(order, next, fill);
}

type Circumstances = { readonly hasGrown: boolean; readonly isFormerId: boolean };

function statusAfter(
  order: FoldedOrder,
  report: OrderReport,
  { hasGrown, isFormerId }: Circumstances,
): BrokerOrderStatus {
  if (report.status === "filled" || isComplete(report)) return "filled";
  if (isTerminal(order.status)) {
    // The broker says that an end was none; only a fill makes us believe it.
    if (!hasGrown) return order.status;
    return isTerminal(report.status) ? order.status : "partially-filled";
  }
  if (isFormerId) return hasGrown ? "partially-filled" : order.status;
  if (isTerminal(report.status)) return report.status;
  const isNewer = hasGrown || isSameOrLater(order, report);
  return isNewer ? withFills(report) : order.status;
}

/** An order that works and has fills is partially filled, whatever the broker calls it; changes under way stay visible. */
function withFills({ status, filledQuantity }: OrderReport): BrokerOrderStatus {
  const isWorking = status === "accepted" || status === "trigger-pending";
  return isWorking && compareDecimals(filledQuantity, zero) > 0 ? "partially-filled" : status;
}

function isComplete({ status, quantity, filledQuantity }: OrderReport): boolean {
  return !isTerminal(status) && compareDecimals(quantity, zero) > 0 && compareDecimals(filledQuantity, quantity) >= 0;
}

function isSameOrLater(order: FoldedOrder, report: OrderReport): boolean {
  if (order.time !== null && report.time !== null && report.time !== order.time) return report.time > order.time;
  return (ranks[report.status] ?? liveRank) >= (ranks[order.status] ?? liveRank);
}

function fillBetween(order: FoldedOrder, report: OrderReport): FoldedFill {
  const before = multiplyDecimals(order.filledQuantity, order.averagePrice ?? zero);
  const after = multiplyDecimals(report.filledQuantity, report.averagePrice ?? zero);
  return {
    quantity: subtractDecimals(report.filledQuantity, order.filledQuantity),
    value: subtractDecimals(after, before),
    time: report.time,
  };
}

function withIds(ids: readonly string[], { brokerOrderId, replaces }: OrderReport): readonly string[] {
  if (ids.includes(brokerOrderId)) return ids;
  // A report of the id before a change may come after the change itself.
  const known = replaces === null || ids.includes(replaces) ? ids : [...ids, replaces];
  return [...known, brokerOrderId];
}

function latest(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.max(a, b);
}

function settle(before: FoldedOrder, order: FoldedOrder, fill: FoldedFill | null): Folding {
  const isNews =
    fill !== null ||
    order.status !== before.status ||
    order.brokerOrderIds.length !== before.brokerOrderIds.length ||
    order.quantity !== before.quantity;
  return { order, fill, isNews };
}

import type { BrokerOrderStatus, OrderReport } from "./broker-order.ts";
import { addDecimals, compareDecimals, type Decimal, multiplyDecimals, subtractDecimals, zero } from "./decimal.ts";

/** What is filled of an order under one of the ids that it has had at the broker. */
type OrderPart = { readonly brokerOrderId: string; readonly filledQuantity: Decimal; readonly filledValue: Decimal };

/** What all reports of an order up to now come to. */
export type FoldedOrder = {
  readonly status: BrokerOrderStatus;
  /** The newest id last; a changed order may get a new one, and its fills then count from zero. */
  readonly parts: readonly OrderPart[];
  readonly quantity: Decimal;
  readonly filledQuantity: Decimal;
  /** Sum of quantity times price over all fills. */
  readonly filledValue: Decimal;
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
    parts: [],
    quantity,
    filledQuantity: zero,
    filledValue: zero,
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
  const known = withParts(order.parts, report);
  const part = known.find((one) => one.brokerOrderId === report.brokerOrderId) as OrderPart;
  const isFormer = known.at(-1) !== part;
  const growth = compareDecimals(report.filledQuantity, part.filledQuantity);
  const fill = growth > 0 ? fillBetween(part, report) : null;
  const parts = fill === null ? known : known.map((one) => (one === part ? grownPart(part, fill) : one));
  const filledQuantity = parts.reduce((sum, one) => addDecimals(sum, one.filledQuantity), zero);
  const former = parts.slice(0, -1).reduce((sum, one) => addDecimals(sum, one.filledQuantity), zero);
  const quantity = addDecimals(former, report.quantity);
  // A report of less than is filled already was made before that.
  const isOld = growth < 0;
  const isTaken = !isOld && !isFormer && !isTerminal(order.status) && (fill !== null || isSameOrLater(order, report));
  const next: FoldedOrder = {
    ...order,
    parts,
    filledQuantity,
    filledValue: parts.reduce((sum, one) => addDecimals(sum, one.filledValue), zero),
    quantity: isTaken ? quantity : order.quantity,
    time: isTaken ? latest(order.time, report.time) : order.time,
    hasLateFill: order.hasLateFill || (fill !== null && isTerminal(order.status)),
  };
  const status = isOld
    ? order.status
    : statusAfter(order, report, { next, hasGrown: fill !== null, isFormer, isTaken });
  const settled = { ...next, status, reason: status === order.status ? order.reason : report.reason };
  const isNews =
    fill !== null ||
    status !== order.status ||
    parts.length !== order.parts.length ||
    settled.quantity !== order.quantity;
  return { order: settled, fill, isNews };
}

type Circumstances = {
  readonly next: FoldedOrder;
  readonly hasGrown: boolean;
  readonly isFormer: boolean;
  readonly isTaken: boolean;
};

function statusAfter(
  order: FoldedOrder,
  report: OrderReport,
  { next, hasGrown, isFormer, isTaken }: Circumstances,
): BrokerOrderStatus {
  if (report.status === "filled") return "filled";
  if (hasGrown && compareDecimals(next.filledQuantity, next.quantity) >= 0) return "filled";
  if (isTerminal(order.status)) {
    // The broker says that an end was none; only a fill makes us believe it.
    return hasGrown && !isTerminal(report.status) ? "partially-filled" : order.status;
  }
  // The end of an id that was replaced is not the end of the order.
  if (isFormer) return hasGrown ? "partially-filled" : order.status;
  if (isTerminal(report.status)) return report.status;
  return isTaken ? withFills(report, next) : order.status;
}

/** An order that works and has fills is partially filled, whatever the broker calls it; changes under way stay visible. */
function withFills({ status }: OrderReport, { filledQuantity }: FoldedOrder): BrokerOrderStatus {
  const isWorking = status === "accepted" || status === "trigger-pending";
  return isWorking && compareDecimals(filledQuantity, zero) > 0 ? "partially-filled" : status;
}

function isSameOrLater(order: FoldedOrder, report: OrderReport): boolean {
  if (order.time !== null && report.time !== null && report.time !== order.time) return report.time > order.time;
  return (ranks[report.status] ?? liveRank) >= (ranks[order.status] ?? liveRank);
}

function fillBetween(part: OrderPart, report: OrderReport): FoldedFill {
  const value = multiplyDecimals(report.filledQuantity, report.averagePrice ?? zero);
  return {
    quantity: subtractDecimals(report.filledQuantity, part.filledQuantity),
    value: subtractDecimals(value, part.filledValue),
    time: report.time,
  };
}

function grownPart(part: OrderPart, fill: FoldedFill): OrderPart {
  return {
    ...part,
    filledQuantity: addDecimals(part.filledQuantity, fill.quantity),
    filledValue: addDecimals(part.filledValue, fill.value),
  };
}

function withParts(parts: readonly OrderPart[], { brokerOrderId, replaces }: OrderReport): readonly OrderPart[] {
  const has = (id: string): boolean => parts.some((part) => part.brokerOrderId === id);
  const fresh = (id: string): OrderPart => ({ brokerOrderId: id, filledQuantity: zero, filledValue: zero });
  if (has(brokerOrderId)) return parts;
  // A report of the id before a change may come after the change itself.
  const former = replaces === null || has(replaces) ? [] : [fresh(replaces)];
  return [...parts, ...former, fresh(brokerOrderId)];
}

function latest(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.max(a, b);
}

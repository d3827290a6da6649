import type { OrderStatus } from "../market/order.ts";

export type OrderEvent =
  | "submit"
  | "accept"
  | "partial-fill"
  | "fill"
  | "request-cancel"
  | "confirm-cancel"
  | "reject"
  | "deny"
  | "expire"
  /** The terms of a live order were updated. */
  | "change"
  | "lose-contact";

type Row = Partial<Record<OrderEvent, OrderStatus>>;

const LATE_FILLS: Row = { "partial-fill": "partially-filled", fill: "filled" };

/** The whole life of an order: status x event -> next status. What is not listed is illegal. */
export const ORDER_TABLE: Readonly<Record<OrderStatus, Row>> = {
  created: { submit: "submitted", deny: "denied" },
  submitted: { accept: "working", reject: "rejected", "lose-contact": "unknown", ...LATE_FILLS },
  working: {
    "request-cancel": "cancelling",
    "confirm-cancel": "cancelled",
    expire: "expired",
    change: "working",
    reject: "rejected",
    "lose-contact": "unknown",
    ...LATE_FILLS,
  },
  "partially-filled": {
    "request-cancel": "cancelling",
    "confirm-cancel": "cancelled",
    expire: "expired",
    change: "partially-filled",
    "lose-contact": "unknown",
    ...LATE_FILLS,
  },
  cancelling: {
    "confirm-cancel": "cancelled",
    accept: "working",
    expire: "expired",
    "lose-contact": "unknown",
    ...LATE_FILLS,
  },
  // a fill can overtake the cancel: the money moved, so the fill counts
  cancelled: { ...LATE_FILLS },
  expired: { ...LATE_FILLS },
  filled: {},
  rejected: {},
  denied: {},
  // sent, no answer: every answer is possible, and none may be guessed
  unknown: { accept: "working", "confirm-cancel": "cancelled", reject: "rejected", expire: "expired", ...LATE_FILLS },
};

/** Returns the status after an event, or null where the event is not legal in that status. */
export function nextStatus(status: OrderStatus, event: OrderEvent): OrderStatus | null {
  return ORDER_TABLE[status][event] ?? null;
}

export function isFinal(status: OrderStatus): boolean {
  return (
    status === "filled" ||
    status === "rejected" ||
    status === "denied" ||
    status === "cancelled" ||
    status === "expired"
  );
}

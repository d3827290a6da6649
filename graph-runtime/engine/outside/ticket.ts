import type { OrderRole, OrderType, Side } from "../../market/order.ts";
import type { TimeInForce } from "../../nodes/order-intent.ts";
import { isMarketNow, restsAtLimit } from "../order-levels.ts";
import type { WorkingOrder } from "../working-order.ts";

/** What a venue outside takes. Kinds of orders that it does not take are watched here, bar by bar. */
export type OutsideTerms = {
  readonly takes: Readonly<Record<OrderType, boolean>>;
  /** How often an order may be changed; then it is taken back and sent anew. Null for any number. */
  readonly mostChanges: number | null;
  /** Whether the stop and the target of what is held rest there as a pair: once one fills, the venue takes the other back by itself. */
  readonly pairs: boolean;
};

export type OutsideStatus = "sent" | "unknown" | "working" | "filled" | "cancelled" | "expired" | "rejected";

/** What the venue says of one slice of what was sent: totals, never differences. */
export type OutsideReport = {
  /** The id under which it was sent. */
  readonly id: string;
  readonly slice: number;
  /** Into how many orders the venue's rules have cut it. */
  readonly slices: number;
  readonly status: OutsideStatus;
  readonly filled: number;
  /** Sum of quantity times price over all fills. */
  readonly value: number;
  readonly reason: string | null;
  /** A wish that the venue refused while the order itself goes on; null for none. */
  readonly refused: "cancel" | "change" | null;
};

export type SentTerms = {
  readonly type: OrderType;
  readonly quantity: number;
  readonly limitPrice: number | null;
  readonly stopPrice: number | null;
};

/** An order as it is to be placed. */
export type OutsidePlacing = {
  readonly id: string;
  /** Number of the order that it stands for. */
  readonly order: number;
  readonly lane: number;
  readonly side: Side;
  readonly role: OrderRole;
  readonly timeInForce: TimeInForce;
  readonly lastPrice: number;
} & SentTerms;

/** One thing to be asked of the venue; the ids make a second asking impossible. */
export type OutsideCommand =
  | ({ readonly kind: "place" } & OutsidePlacing)
  /** Both or neither; to cancel one is to cancel both. */
  | { readonly kind: "place-pair"; readonly target: OutsidePlacing; readonly stop: OutsidePlacing }
  | { readonly kind: "cancel"; readonly id: string; readonly ordinal: number }
  | ({ readonly kind: "change"; readonly id: string; readonly ordinal: number } & SentTerms);

type TicketPart = { readonly status: OutsideStatus; readonly filled: number; readonly value: number };

/** An order of the run as it stands at the venue. An order may have several in turn, never two at once. */
export type Ticket = {
  readonly id: string;
  readonly order: WorkingOrder;
  /** The id of the other one, where it was sent as one of a pair. */
  readonly pair: string | null;
  sent: SentTerms;
  /** The terms before each change: of several under way the venue may refuse each. */
  readonly before: SentTerms[];
  readonly parts: Record<string, TicketPart>;
  slices: number;
  isCancelling: boolean;
  /** Refused once: asked again with the next bar. */
  waits: boolean;
  /** Cancels and changes asked for. */
  wishes: number;
  changes: number;
};

const ends: ReadonlySet<OutsideStatus> = new Set(["filled", "cancelled", "expired", "rejected"]);

export function filledOf({ parts }: Ticket): number {
  return Object.values(parts).reduce((sum, { filled }) => sum + filled, 0);
}

export function isLive({ parts, slices }: Ticket): boolean {
  const ended = Object.values(parts).filter(({ status }) => ends.has(status));
  return ended.length < slices;
}

/** Units that may still be filled under the ticket. */
export function leftOf(ticket: Ticket): number {
  return isLive(ticket) ? Math.max(0, ticket.sent.quantity - filledOf(ticket)) : 0;
}

export function hasStatus({ parts }: Ticket, status: OutsideStatus): boolean {
  return Object.values(parts).some((part) => part.status === status);
}

/** Returns the terms on which an order can be sent now, or null where it has to be watched here. */
export function termsToSend(order: WorkingOrder, { takes }: OutsideTerms): Omit<SentTerms, "quantity"> | null {
  const { type, limitPrice, stopPrice } = order.record;
  if (isMarketNow(order, order.triggered)) return { type: "market", limitPrice: null, stopPrice: null };
  if (restsAtLimit(order, order.triggered)) return { type: "limit", limitPrice, stopPrice: null };
  return takes[type] ? { type, limitPrice, stopPrice } : null;
}

/** Who makes room for whom among orders that close: what leaves at once, then what was touched here, then what rests. */
export function rankOf(order: WorkingOrder): number {
  if (isMarketNow(order, order.triggered)) return 2;
  return order.triggered ? 1 : 0;
}

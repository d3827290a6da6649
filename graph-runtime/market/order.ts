export type Side = "buy" | "sell";

/** In the order of their codes in fingerprints: new ones go to the end. */
export const ORDER_TYPES = [
  "market",
  "limit",
  "stop",
  "stop-limit",
  "trailing-stop",
  "market-if-touched",
  "limit-if-touched",
] as const;
export type OrderType = (typeof ORDER_TYPES)[number];
export type OrderRole = "entry" | "exit";

/** Life of an order, in the order of the codes in fingerprints; the legal moves are the table in engine/order-state.ts. */
export const ORDER_STATUSES = [
  "created",
  "submitted",
  "working",
  "partially-filled",
  "filled",
  "cancelling",
  "cancelled",
  "rejected",
  "denied",
  "expired",
  "unknown",
] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

/** One order as the engine knows it. Money and quantities are in the instrument's currency and units. */
export type OrderRecord = {
  /** Rank in order of creation within the run, from 0; -1 until the engine has booked it. */
  id: number;
  /** Input event that caused it (in a backtest, the bar), and its rank within that step. */
  sequence: number;
  ordinal: number;
  readonly lane: number;
  readonly side: Side;
  readonly type: OrderType;
  readonly role: OrderRole;
  readonly nodeId: string;
  readonly reason: string;
  readonly createdBar: number;
  readonly createdTime: number;
  /** Orders of one group cancel each other when one of them fills. */
  readonly group: number | null;
  quantity: number;
  limitPrice: number | null;
  stopPrice: number | null;
  /** Where a stop stood before it moved for the first time; null while it has not moved. */
  firstStopPrice: number | null;
  status: OrderStatus;
  filledQuantity: number;
  averagePrice: number;
  feePaid: number;
  deniedReason: string | null;
};

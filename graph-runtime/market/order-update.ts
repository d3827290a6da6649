/** A change of a working order's terms, as asked for and what came of it. */
export type OrderUpdate = {
  readonly orderId: number;
  /** Bar at whose close it was asked for, and the open time of that bar. */
  readonly bar: number;
  readonly time: number;
  readonly reason: string;
  /** Terms from then on; of a refused change, those that stayed. */
  readonly quantity: number;
  readonly limitPrice: number | null;
  readonly stopPrice: number | null;
  /** Why the order was left as it was, or null. */
  readonly refused: string | null;
};

import type { FillRecord } from "../../market/fill.ts";

/** The part of a fill that belongs to one trade. */
export type TradeEvent = {
  readonly isEntry: boolean;
  /** Units, positive. */
  readonly quantity: number;
  readonly price: number;
  /** The fill's fee, in proportion to the quantity. */
  readonly fee: number;
  readonly fill: FillRecord;
};

/** Returns the part of a fill that covers `quantity` of its units. */
export function partOfFill(fill: FillRecord, quantity: number, isEntry: boolean): TradeEvent {
  const fee = quantity === fill.quantity ? fill.fee : (fill.fee * quantity) / fill.quantity;
  return { isEntry, quantity, price: fill.price, fee, fill };
}

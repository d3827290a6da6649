import { snapToLot } from "../core/rounding.ts";
import type { Side } from "../market/order.ts";
import type { OrderIntent } from "../nodes/order-intent.ts";
import { type SizingView, sizeOrder } from "./size-order.ts";

/** Units to trade towards a target: those that close the position or part of it, and those that open or add. */
export type TargetChange = { readonly side: Side; readonly closing: number; readonly opening: number };

/** Returns what takes a position to its target, or null where it is there or within the corridor. */
export function targetChange(
  { size, corridorPercent }: Extract<OrderIntent, { action: "target" }>,
  held: number,
  view: SizingView,
): TargetChange | null {
  const { lotSize } = view.instrument;
  const { multiplier } = view;
  const units = size.amount === 0 ? 0 : sizeOrder({ ...size, amount: Math.abs(size.amount) }, view).quantity;
  const target = units * Math.sign(size.amount);
  const difference = snapToLot(target - held, lotSize);
  if (difference === 0) return null;
  const worth = Math.abs(difference) * view.price * multiplier;
  if (target !== 0 && worth < (view.equity * corridorPercent) / 100) return null;
  const closing = held * difference < 0 ? Math.min(Math.abs(held), Math.abs(difference)) : 0;
  return {
    side: difference > 0 ? "buy" : "sell",
    closing,
    opening: snapToLot(Math.abs(difference) - closing, lotSize),
  };
}

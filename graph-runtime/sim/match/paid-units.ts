import { mostThatFits } from "../../engine/most-that-fits.ts";
import type { LaneBook } from "../../engine/ports.ts";
import type { WorkingOrder } from "../../engine/working-order.ts";
import type { CostSettings } from "../../graph/settings.ts";
import { commission } from "../costs/commission.ts";

export type FillTask = {
  readonly order: WorkingOrder;
  readonly price: number;
  readonly quantity: number;
  readonly maker: boolean;
};

/** Sums of the same money in another order may differ by rounding, which denies nothing. */
const DUST = 1e-9;

/** Returns the fee of a fill that has not been booked yet. */
export function feeBefore({ order, price, quantity, maker }: FillTask, book: LaneBook, costs: CostSettings): number {
  const { multiplier, time } = book;
  const { filledQuantity: filled, feePaid: paid, averagePrice } = order.record;
  const filledValue = filled === 0 ? 0 : averagePrice * filled * multiplier;
  return commission(costs, { price, quantity, multiplier, time, maker, paid, filled, filledValue });
}

/** Returns whether the cash pays for a fill and its fee. */
export function isPaid(task: FillTask, cash: number, { book, costs }: Terms): boolean {
  const cost = task.price * task.quantity * book.multiplier + feeBefore(task, book, costs);
  return cost <= cash + DUST * cost;
}

type Terms = { readonly book: LaneBook; readonly costs: CostSettings };

/** Returns how many units of a fill the cash pays for, which is less than the fill: none, unless the order shrinks. */
export function paidUnits(task: FillTask, cash: number, { book, costs }: Terms): number {
  const { order, price } = task;
  if (!order.shrinks || order.timeInForce === "fok") return 0;
  const { instrument, multiplier } = book;
  const feeOf = (quantity: number): number => feeBefore({ ...task, quantity }, book, costs);
  return mostThatFits(cash, { instrument, price, multiplier, feeOf });
}

/** Says why an entry is cancelled that the cash does not pay for. */
export function unpaidReason(task: FillTask, cash: number, { book, costs }: Terms): string {
  const cost = task.price * task.quantity * book.multiplier + feeBefore(task, book, costs);
  return `its fill costs ${cost.toFixed(2)} and the cash is ${Math.max(0, cash).toFixed(2)}`;
}

import { roundToLot } from "../core/rounding.ts";
import type { Instrument } from "../market/instrument.ts";

export type FitTask = {
  readonly instrument: Instrument;
  readonly price: number;
  /** Money of the account per price point and unit. */
  readonly multiplier: number;
  readonly feeOf: (quantity: number) => number;
};

function costOf(quantity: number, task: FitTask): number {
  return quantity * (task.price * task.multiplier) + task.feeOf(quantity);
}

/** Returns the largest whole number of lots whose value and own fee fit the money. */
export function mostThatFits(money: number, task: FitTask): number {
  const { lotSize } = task.instrument;
  const unitValue = task.price * task.multiplier;
  const most = roundToLot(money / unitValue, lotSize);
  if (!(most > 0)) return 0;
  const cost = costOf(most, task);
  if (cost <= money) return most;
  // giving back the excess leaves room for less than its own fee again, so the answer lies just above
  const excess = cost - money;
  let low = Math.max(
    0,
    roundToLot(most - Math.max(lotSize, Math.ceil(excess / (unitValue * lotSize)) * lotSize), lotSize),
  );
  let high = most;
  if (low > 0 && costOf(low, task) > money) {
    high = low;
    low = 0;
  }
  const next = roundToLot(low + lotSize, lotSize);
  if (next < high && costOf(next, task) > money) return low;
  while (true) {
    const middle = roundToLot((low + high) / 2, lotSize);
    if (middle <= low || middle >= high) return low;
    if (costOf(middle, task) <= money) low = middle;
    else high = middle;
  }
}

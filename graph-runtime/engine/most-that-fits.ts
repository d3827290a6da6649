import { roundToLot } from "../core/rounding.ts";
import type { Instrument } from "../market/instrument.ts";

export type FitTask = {
  readonly instrument: Instrument;
  readonly price: number;
  /** Money of the account per price point and unit. */
  readonly multiplier: number;
  readonly feeOf: (quantity: number) => number;
};

/** Returns the largest whole number of lots whose value and own fee fit the money. */
export function mostThatFits(money: number, { instrument, price, multiplier, feeOf }: FitTask): number {
  const { lotSize } = instrument;
  const unitValue = price * multiplier;
  const fits = (quantity: number): boolean => quantity * unitValue + feeOf(quantity) <= money;
  const most = roundToLot(money / unitValue, lotSize);
  if (!(most > 0)) return 0;
  if (fits(most)) return most;
  // giving back the excess leaves room for less than its own fee again, so the answer lies just above
  const excess = most * unitValue + feeOf(most) - money;
  let low = Math.max(
    0,
    roundToLot(most - Math.max(lotSize, Math.ceil(excess / (unitValue * lotSize)) * lotSize), lotSize),
  );
  let high = most;
  if (low > 0 && !fits(low)) [low, high] = [0, low];
  const next = roundToLot(low + lotSize, lotSize);
  if (next < high && !fits(next)) return low;
  while (true) {
    const middle = roundToLot((low + high) / 2, lotSize);
    if (middle <= low || middle >= high) return low;
    if (fits(middle)) low = middle;
    else high = middle;
  }
}

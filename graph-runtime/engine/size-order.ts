import { assertNever } from "../core/assert-never.ts";
import { roundToLot } from "../core/rounding.ts";
import type { Denial } from "../market/denial.ts";
import type { Instrument } from "../market/instrument.ts";
import type { SizeRequest } from "../nodes/order-intent.ts";
import { mostThatFits } from "./most-that-fits.ts";

export type SizingView = {
  readonly instrument: Instrument;
  readonly price: number;
  /** Money of the account per price point and unit. */
  readonly multiplier: number;
  readonly equity: number;
  /** Signed units held. */
  readonly held: number;
  /** Distance from entry to stop in price points, where a stop is attached. */
  readonly stopDistance: number | null;
  readonly cashBufferPercent: number;
  /** Fee of buying that many units at the price. */
  readonly feeOf: (quantity: number) => number;
};

export type Sized = { readonly quantity: number } | { readonly quantity: 0; readonly reason: Denial };

/** Turns a size into a whole number of lots, rounded toward zero; a size of nothing comes with its reason. */
export function sizeOrder(size: SizeRequest, view: SizingView): Sized {
  const wanted = unitsOf(size, view);
  if (typeof wanted === "string") return { quantity: 0, reason: wanted };
  const { lotSize } = view.instrument;
  const quantity =
    size.unit === "equity-percent" ? mostThatFits(budgetOf(size, view), view) : roundToLot(wanted, lotSize);
  if (quantity > 0) return { quantity };
  return { quantity: 0, reason: { words: roundsToZero, first: wanted, second: lotSize } };
}

function roundsToZero(wanted: number, lotSize: number): string {
  return `the size rounds to zero: ${wanted.toPrecision(4)} units, and one lot is ${lotSize}`;
}

function unitsOf(size: SizeRequest, view: SizingView): number | string {
  const unitValue = view.price * view.multiplier;
  switch (size.unit) {
    case "units":
      return size.amount;
    case "lots":
      return size.amount * view.instrument.lotSize;
    case "value":
      return size.amount / unitValue;
    case "equity-percent":
      return budgetOf(size, view) / unitValue;
    case "risk-percent":
      if (view.stopDistance === null || !(view.stopDistance > 0))
        return "a size by risk needs a stop loss, and none is attached";
      return (view.equity * size.amount) / 100 / (view.stopDistance * view.multiplier);
    case "position-percent":
      return (Math.abs(view.held) * size.amount) / 100;
    default:
      return assertNever(size.unit);
  }
}

function budgetOf(size: SizeRequest, view: SizingView): number {
  return view.equity * (1 - view.cashBufferPercent / 100) * (size.amount / 100);
}

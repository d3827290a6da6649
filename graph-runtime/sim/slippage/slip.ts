import { assertNever } from "../../core/assert-never.ts";
import type { SlippageSettings } from "../../graph/settings.ts";

/** Returns the price after slippage, which always hurts: up for buys, down for sells. */
export function slip(slippage: SlippageSettings, price: number, sign: 1 | -1, tickSize: number): number {
  switch (slippage.model) {
    case "none":
      return price;
    case "ticks":
      return price + sign * slippage.ticks * tickSize;
    case "percent":
      return price * (1 + (sign * slippage.percent) / 100);
    default:
      return assertNever(slippage);
  }
}

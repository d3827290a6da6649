import { assertNever } from "../../core/assert-never.ts";
import type { SlippageSettings } from "../../graph/settings.ts";

export type SlipTask = {
  readonly price: number;
  /** +1 for orders that buy. */
  readonly sign: 1 | -1;
  /** Part of the bar's volume that the fill takes. */
  readonly share: number;
  readonly tickSize: number;
};

/** Returns the price after slippage, which always hurts: up for buys, down for sells. */
export function slip(slippage: SlippageSettings, { price, sign, share, tickSize }: SlipTask): number {
  switch (slippage.model) {
    case "none":
      return price;
    case "ticks":
      return price + sign * slippage.ticks * tickSize;
    case "percent":
      return price * (1 + (sign * slippage.percent) / 100);
    case "half-spread":
      return price * (1 + (sign * slippage.spreadPercent) / 200);
    case "volume-share":
      return price * (1 + sign * slippage.impact * share * share);
    default:
      return assertNever(slippage);
  }
}

import type { MarketSlots } from "../nodes/define-node.ts";
import type { BarValues } from "./ports.ts";

/** Copies one bar out of the market columns, into an object that is used again and again. */
export function readBar(
  market: MarketSlots,
  at: number,
  bar: { -readonly [K in keyof BarValues]: BarValues[K] },
): void {
  bar.open = market.open[at]!;
  bar.high = market.high[at]!;
  bar.low = market.low[at]!;
  bar.close = market.close[at]!;
  bar.volume = market.volume[at]!;
}

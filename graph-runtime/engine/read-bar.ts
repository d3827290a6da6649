import type { MarketSlots } from "../nodes/define-node.ts";
import type { BarValues } from "./ports.ts";

type MutableBar = { -readonly [K in keyof BarValues]: BarValues[K] };

export function emptyBar(): MutableBar {
  return { open: 0, high: 0, low: 0, close: 0, volume: 0 };
}

/** Copies one bar out of the market columns, into an object that is used again and again. */
export function readBar(market: MarketSlots, at: number, bar: MutableBar): void {
  bar.open = market.open[at]!;
  bar.high = market.high[at]!;
  bar.low = market.low[at]!;
  bar.close = market.close[at]!;
  bar.volume = market.volume[at]!;
}

import type { Trade } from "@/graph-runtime/analytics/trades/trade.ts";
import type { ExecutionSettings } from "@/graph-runtime/graph/settings.ts";
import type { BarRange } from "./chart-scale.ts";

/** Returns the bar at whose close a trade was decided: its order filled on the same bar or on the next. */
export function decisionBar(trade: Trade, fill: ExecutionSettings["fill"]): number {
  return Math.max(0, trade.entryBar - (fill === "same-close" ? 0 : 1));
}

/** Returns the trade whose entry or exit is nearest to a place across the plot, if one is near enough to be meant. */
export function tradeNear(
  trades: readonly Trade[],
  x: number,
  { range, width }: { readonly range: BarRange; readonly width: number },
): Trade | null {
  const step = width / (range.to - range.from);
  const visible = trades.filter((trade) => trade.entryBar < range.to && (trade.exitBar ?? range.to) >= range.from);
  // Where marks lie close together only a click on one of them means it.
  let nearest = visible.length > 60 ? 2.5 : 8;
  let found: Trade | null = null;
  for (const trade of visible) {
    for (const bar of [trade.entryBar, trade.exitBar]) {
      if (bar === null) continue;
      const distance = Math.abs((bar - range.from + 0.5) * step - x);
      if (distance >= nearest) continue;
      nearest = distance;
      found = trade;
    }
  }
  return found;
}

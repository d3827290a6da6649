import type { Trade } from "@/graph-runtime/analytics/trades/trade.ts";

export type TradeColumn =
  | "id"
  | "entryTime"
  | "exitTime"
  | "quantity"
  | "profit"
  | "profitReturn"
  | "barsHeld"
  | "fees";
export type TradeSort = { readonly column: TradeColumn; readonly descending: boolean };
export type TradeFilter = "all" | "winners" | "losers" | "long" | "short" | "open";

const keeps: Record<TradeFilter, (trade: Trade) => boolean> = {
  all: () => true,
  winners: (trade) => !trade.open && trade.profit > 0,
  losers: (trade) => !trade.open && trade.profit < 0,
  long: (trade) => trade.side === "long",
  short: (trade) => trade.side === "short",
  open: (trade) => trade.open,
};

/** Returns the trades that pass the filter, in the wanted order; what has no value comes last. */
export function arrangeTrades(trades: readonly Trade[], filter: TradeFilter, sort: TradeSort): readonly Trade[] {
  const direction = sort.descending ? -1 : 1;
  return trades.filter(keeps[filter]).sort((a, b) => {
    const left = a[sort.column];
    const right = b[sort.column];
    if (left === null || right === null) return left === right ? a.id - b.id : left === null ? 1 : -1;
    return left === right ? a.id - b.id : (left - right) * direction;
  });
}

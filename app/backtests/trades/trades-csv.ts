import type { Trade } from "@/graph-runtime/analytics/trades/trade.ts";
import { csvText } from "@/graph-runtime/core/csv-text.ts";

const columns = [
  "id",
  "symbol",
  "side",
  "open",
  "quantity",
  "entryTime",
  "entryPrice",
  "exitTime",
  "exitPrice",
  "grossProfit",
  "fees",
  "profit",
  "profitReturn",
  "mae",
  "mfe",
  "barsHeld",
  "rMultiple",
  "stop",
  "lastStop",
  "target",
  "entryReason",
  "exitReason",
] as const satisfies readonly (keyof Trade)[];

function cell(trade: Trade, column: (typeof columns)[number]): string | number | null {
  const value = trade[column];
  if ((column === "entryTime" || column === "exitTime") && typeof value === "number")
    return new Date(value).toISOString();
  return typeof value === "boolean" ? String(value) : value;
}

/** Returns the trades as CSV text with full precision and ISO times. */
export function tradesCsv(trades: Iterable<Trade>): string {
  return csvText(
    columns,
    Array.from(trades, (trade) => columns.map((column) => cell(trade, column))),
  );
}

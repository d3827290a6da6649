import type { Trade } from "@/graph-runtime/analytics/trades/trade.ts";

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

function cell(trade: Trade, column: (typeof columns)[number]): string {
  const value = trade[column];
  if (value === null) return "";
  if ((column === "entryTime" || column === "exitTime") && typeof value === "number")
    return new Date(value).toISOString();
  const text = String(value);
  // A leading =, + or @ would be run as a formula by a spreadsheet.
  const safe = typeof value === "string" && /^[=+@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Returns the trades as CSV text with full precision and ISO times. */
export function tradesCsv(trades: Iterable<Trade>): string {
  const lines = [columns.join(",")];
  for (const trade of trades) lines.push(columns.map((column) => cell(trade, column)).join(","));
  return `${lines.join("\r\n")}\r\n`;
}

import type { SentTrades } from "@/graph-runtime/analytics/trades/trade-bundle.ts";
import type { NumberColumn } from "@/graph-runtime/analytics/trades/trade-columns.ts";

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
export type TradeFilter = {
  readonly kind: "all" | "winners" | "losers" | "long" | "short" | "open";
  /** Text that the instrument or the reason to enter or to exit contains. */
  readonly text: string;
};

type Columns = SentTrades["columns"];

const keeps: Record<TradeFilter["kind"], (columns: Columns, row: number) => boolean> = {
  all: () => true,
  winners: ({ open, profit }, row) => open[row] !== 1 && (profit[row] ?? 0) > 0,
  losers: ({ open, profit }, row) => open[row] !== 1 && (profit[row] ?? 0) < 0,
  long: ({ sign }, row) => (sign[row] ?? 0) > 0,
  short: ({ sign }, row) => (sign[row] ?? 0) < 0,
  open: ({ open }, row) => open[row] === 1,
};

/** Returns the rows of the trades that pass the filter, in the wanted order; what has no value comes last. */
export function arrangeTrades(trades: SentTrades, { kind, text }: TradeFilter, sort: TradeSort): Uint32Array {
  const { columns } = trades;
  const wanted = text.trim().toLowerCase();
  const rows: number[] = [];
  for (let row = 0; row < trades.count; row++) {
    if (keeps[kind](columns, row) && (wanted === "" || contains(trades, row, wanted))) rows.push(row);
  }
  if (sort.column === "id") return Uint32Array.from(sort.descending ? rows.reverse() : rows);
  const values = sortValues(columns, sort.column);
  const direction = sort.descending ? -1 : 1;
  return Uint32Array.from(rows).sort((a, b) => {
    const left = values(a);
    const right = values(b);
    if (Number.isNaN(left) || Number.isNaN(right))
      return Number.isNaN(left) === Number.isNaN(right) ? a - b : Number.isNaN(left) ? 1 : -1;
    return left === right ? a - b : (left - right) * direction;
  });
}

function contains(trades: SentTrades, row: number, text: string): boolean {
  const isIn = (value: string): boolean => value.toLowerCase().includes(text);
  return (
    isIn(trades.symbol(row)) ||
    isIn(trades.text("entryReason", row)) ||
    (trades.columns.open[row] !== 1 && isIn(trades.text("lastReason", row)))
  );
}

function sortValues(columns: Columns, column: Exclude<TradeColumn, "id">): (row: number) => number {
  const of = (name: NumberColumn) => (row: number) => columns[name][row] ?? Number.NaN;
  if (column === "exitTime") return (row) => (columns.open[row] === 1 ? Number.NaN : of("lastTime")(row));
  if (column === "profitReturn") return (row) => of("profit")(row) / of("entryValue")(row);
  return of(column);
}

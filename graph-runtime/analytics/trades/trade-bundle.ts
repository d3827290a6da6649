import { type Column, type ColumnBundle, columnOf } from "../../core/column-bundle.ts";
import { TextTable } from "../../core/text-table.ts";
import type { Lane } from "../run-result.ts";
import { NUMBER_COLUMNS, type NumberColumn, TEXT_COLUMNS, type TextColumn } from "./trade-columns.ts";
import { symbolOf } from "./trade-objects.ts";
import type { TradeRows, TradeTable } from "./trade-table.ts";

/** Columns that hold whole numbers; all others are 64-bit floats. */
const NARROW: Partial<Record<NumberColumn, (rows: number) => Column>> = {
  lane: (rows) => new Uint16Array(rows),
  sign: (rows) => new Int8Array(rows),
  open: (rows) => new Uint8Array(rows),
  entryBar: (rows) => new Uint32Array(rows),
  lastBar: (rows) => new Uint32Array(rows),
  barsHeld: (rows) => new Uint32Array(rows),
  fills: (rows) => new Uint32Array(rows),
};

type Meta = { readonly closedCount: number; readonly texts: readonly string[] };

/** Trades that were sent as columns; an object is made only of the row that somebody looks at. */
export interface SentTrades extends TradeRows {
  symbol(row: number): string;
}

/** Returns a run's trades as columns, for storing and sending: about 130 bytes for each. */
export function tradeBundle(table: TradeTable, lanes: readonly Lane[]): ColumnBundle {
  const rows = table.count;
  const columns: Record<string, Column> = {};
  for (const name of NUMBER_COLUMNS) {
    const column = NARROW[name]?.(rows) ?? new Float64Array(rows);
    column.set(table.columns[name].subarray(0, rows));
    columns[name] = column;
  }
  const texts = new TextTable();
  const codes = (textOf: (row: number) => string): Uint32Array => {
    const column = new Uint32Array(rows);
    for (let row = 0; row < rows; row++) column[row] = texts.codeOf(textOf(row));
    return column;
  };
  for (const name of TEXT_COLUMNS) columns[name] = codes((row) => table.text(name, row));
  columns["symbol"] = codes((row) => {
    return symbolOf(lanes[table.columns.lane[row] as number], table.columns.entryTime[row] as number);
  });
  const meta: Meta = { closedCount: table.closedCount, texts: texts.texts };
  return { meta, columns };
}

/** Reads trades that tradeBundle wrote. */
export function readTradeBundle(bundle: ColumnBundle): SentTrades {
  const { closedCount, texts } = bundle.meta as Meta;
  const numbers = Object.fromEntries(NUMBER_COLUMNS.map((name) => [name, columnOf(bundle, name)]));
  const codes = Object.fromEntries([...TEXT_COLUMNS, "symbol"].map((name) => [name, columnOf(bundle, name)]));
  const textAt = (name: string, row: number): string => texts[codes[name]?.[row] ?? -1] ?? "";
  return {
    count: columnOf(bundle, "profit").length,
    closedCount,
    columns: numbers as Record<NumberColumn, Column>,
    text: (column: TextColumn, row) => textAt(column, row),
    symbol: (row) => textAt("symbol", row),
  };
}

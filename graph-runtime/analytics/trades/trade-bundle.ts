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

/** Bundles of before have no `rows`, and every column in full. */
type Meta = { readonly closedCount: number; readonly texts: readonly string[]; readonly rows?: number };

/** Trades that were sent as columns; an object is made only of the row that somebody looks at. */
export interface SentTrades extends TradeRows {
  symbol(row: number): string;
}

/** Returns a run's trades as columns, for storing and sending: about 100 bytes for each. A column of one value is that value alone. */
export function tradeBundle(table: TradeTable, lanes: readonly Lane[]): ColumnBundle {
  const rows = table.count;
  const columns: Record<string, Column> = {};
  for (const name of NUMBER_COLUMNS) {
    const column = NARROW[name]?.(rows) ?? new Float64Array(rows);
    column.set(table.columns[name].subarray(0, rows));
    columns[name] = onceIfSame(column);
  }
  const texts = new TextTable();
  const codes = (textOf: (row: number) => string): Uint32Array => {
    const column = new Uint32Array(rows);
    for (let row = 0; row < rows; row++) column[row] = texts.codeOf(textOf(row));
    return column;
  };
  const written = TEXT_COLUMNS.map((name) => [name, codes((row) => table.text(name, row))] as const);
  const symbols = codes((row) => {
    return symbolOf(lanes[table.columns.lane[row] as number], table.columns.entryTime[row] as number);
  });
  const isFew = texts.texts.length <= 256;
  for (const [name, column] of [...written, ["symbol", symbols] as const])
    columns[name] = onceIfSame(isFew ? Uint8Array.from(column) : column);
  const meta: Meta = { closedCount: table.closedCount, texts: texts.texts, rows };
  return { meta, columns };
}

function onceIfSame(column: Column): Column {
  for (let row = 1; row < column.length; row++) if (!Object.is(column[row], column[0])) return column;
  return column.slice(0, 1);
}

function inFull(column: Column, rows: number): Column {
  if (column.length === rows) return column;
  const full = new (column.constructor as new (length: number) => Column)(rows);
  return full.fill(column[0] as number);
}

/** Reads trades that tradeBundle wrote. */
export function readTradeBundle(bundle: ColumnBundle): SentTrades {
  const { closedCount, texts, rows = columnOf(bundle, "profit").length } = bundle.meta as Meta;
  const columnsOf = <Name extends string>(names: readonly Name[]) =>
    Object.fromEntries(names.map((name) => [name, inFull(columnOf(bundle, name), rows)]));
  const numbers = columnsOf(NUMBER_COLUMNS);
  const codes = columnsOf([...TEXT_COLUMNS, "symbol"]);
  const textAt = (name: string, row: number): string => texts[codes[name]?.[row] ?? -1] ?? "";
  return {
    count: rows,
    closedCount,
    columns: numbers as Record<NumberColumn, Column>,
    text: (column: TextColumn, row) => textAt(column, row),
    symbol: (row) => textAt("symbol", row),
  };
}

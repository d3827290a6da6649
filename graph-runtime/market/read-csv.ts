import { type Diagnostic, errorDiagnostic } from "../core/diagnostic.ts";
import { type BarColumns, emptyBars, sliceBars } from "./bars.ts";
import { type CsvLayout, readCsvHeader, splitCells } from "./csv-header.ts";
import { readBarTime } from "./read-bar-time.ts";

export type CsvReading = {
  /** The good rows. A file with errors is not to be used unless the user asked for what is good in it. */
  readonly bars: BarColumns;
  /** One error per bad row, naming its line; the header is line 1. */
  readonly diagnostics: readonly Diagnostic[];
  /** Header cells that mean nothing here. */
  readonly ignoredColumns: readonly string[];
};

/** Beyond this many a file is simply of another kind. */
const MOST_REPORTED = 1_000;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/**
 * Reads bars from CSV text with the header `time|date,open,high,low,close[,volume]`: any case, any order, ISO dates or epoch seconds or
 * milliseconds. A file without a volume column has volume 0.
 */
export function readBarsCsv(text: string): CsvReading {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  const header = readCsvHeader(lines[0] ?? "");
  if (header.layout === null)
    return { bars: emptyBars(0), diagnostics: header.diagnostics, ignoredColumns: header.ignoredColumns };
  const bars = emptyBars(lines.length);
  const diagnostics: Diagnostic[] = [];
  let count = 0;
  let bad = 0;
  for (let index = 1; index < lines.length; index++) {
    const line = lines[index]!;
    if (line.trim() === "") continue;
    const problem = readRow(line, header.layout, bars, count);
    if (problem === null) count++;
    else if (++bad <= MOST_REPORTED) diagnostics.push(rowError(index + 1, problem));
  }
  if (bad > MOST_REPORTED)
    diagnostics.push(errorDiagnostic("csv.row", `${bad - MOST_REPORTED} more rows are bad and are not listed.`));
  if (count === 0 && bad === 0)
    diagnostics.push(rowError(2, "expected at least one bar below the header, found none: add rows"));
  return { bars: sliceBars(bars, 0, count), diagnostics, ignoredColumns: header.ignoredColumns };
}

function rowError(line: number, problem: string): Diagnostic {
  return errorDiagnostic("csv.row", `line ${line}: ${problem}`, { path: `/lines/${line}` });
}

/** Writes the row into the columns at `at`, or returns the reason why it is no bar. */
function readRow(line: string, layout: CsvLayout, bars: BarColumns, at: number): string | null {
  const cells = splitCells(line);
  if (cells.length !== layout.width) return `expected ${layout.width} cells, found ${cells.length}`;
  const timeText = cells[layout.time]!;
  const time = readBarTime(timeText);
  if (time === null) return `time must be an ISO date or an epoch, was "${timeText}"`;
  const before = at === 0 ? Number.NEGATIVE_INFINITY : bars.time[at - 1]!;
  if (time === before)
    return `time must be later than the row before, was the same (${timeText}): remove the duplicate`;
  if (time < before) return `time must be later than the row before, was earlier (${timeText}): sort the rows by time`;
  for (const field of ["open", "high", "low", "close"] as const) {
    const cell = cells[layout[field]]!;
    const price = readNumber(cell);
    if (price === null || price <= 0) return `${field} must be a number above zero, was "${cell}"`;
    bars[field][at] = price;
  }
  const [open, high, low, close] = [bars.open[at]!, bars.high[at]!, bars.low[at]!, bars.close[at]!];
  if (high < Math.max(open, close, low))
    return `high must be the highest price of the bar, was ${high} with open ${open}, low ${low}, close ${close}`;
  if (low > Math.min(open, close))
    return `low must be the lowest price of the bar, was ${low} with open ${open}, close ${close}`;
  const volumeText = layout.volume < 0 ? "0" : cells[layout.volume]!;
  const volume = readNumber(volumeText);
  if (volume === null || volume < 0) return `volume must be a number of zero or more, was "${volumeText}"`;
  bars.time[at] = time;
  bars.volume[at] = volume;
  return null;
}

function readNumber(text: string): number | null {
  if (!NUMBER.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

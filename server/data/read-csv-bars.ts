import type { BarColumns } from "@/graph-runtime/market/bars.ts";
import { readBarTime } from "./read-bar-time.ts";

export type CsvProblem = { readonly line: number; readonly message: string };

export type CsvBars =
  | { readonly bars: BarColumns; readonly problems: readonly []; readonly ignoredColumns: readonly string[] }
  | { readonly bars: null; readonly problems: readonly CsvProblem[]; readonly ignoredColumns: readonly string[] };

const priceColumns = ["open", "high", "low", "close"] as const;
type Layout = {
  readonly time: number;
  readonly prices: readonly [number, number, number, number];
  readonly volume: number;
  readonly width: number;
};

/**
 * Reads bars from CSV text with the header `time|date,open,high,low,close[,volume]` (any case, any order, further columns ignored by
 * name). Every bad row is reported with its line number, and nothing is returned from a text that has one.
 */
export function readCsvBars(text: string): CsvBars {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  const headerLine = lines[0] ?? "";
  const { layout, problems: headerProblems, ignoredColumns } = readHeader(splitCells(headerLine));
  if (layout === null) return { bars: null, problems: headerProblems, ignoredColumns };

  const problems: CsvProblem[] = [];
  const rows: number[][] = [];
  let previousTime = Number.NEGATIVE_INFINITY;
  for (let index = 1; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    if (line.trim() === "") continue;
    const row = readRow(splitCells(line), layout, previousTime);
    if (typeof row === "string") {
      problems.push({ line: index + 1, message: row });
      continue;
    }
    previousTime = row[0] ?? previousTime;
    rows.push(row);
  }
  if (problems.length === 0 && rows.length === 0) {
    problems.push({ line: 2, message: "expected at least one bar below the header, found none: add rows" });
  }
  if (problems.length > 0) return { bars: null, problems, ignoredColumns };
  return { bars: toColumns(rows), problems: [], ignoredColumns };
}

function splitCells(line: string): string[] {
  return line.split(",").map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
}

function readHeader(cells: readonly string[]): {
  layout: Layout | null;
  problems: CsvProblem[];
  ignoredColumns: string[];
} {
  const names = cells.map((cell) => cell.toLowerCase());
  const problems: CsvProblem[] = [];
  const timeNames = names.filter((name) => name === "time" || name === "date");
  if (timeNames.length !== 1) {
    const found = timeNames.length === 0 ? "neither" : "more than one";
    problems.push({
      line: 1,
      message: `expected one column "time" or "date" in the header, found ${found}: name exactly one`,
    });
  }
  for (const name of [...priceColumns, "volume"]) {
    const count = names.filter((candidate) => candidate === name).length;
    if (count > 1)
      problems.push({ line: 1, message: `expected one column "${name}", found ${count}: remove the others` });
    if (count === 0 && name !== "volume") {
      problems.push({
        line: 1,
        message: `expected a column "${name}" in the header, found ${cells.join(",") || "an empty line"}`,
      });
    }
  }
  const ignoredColumns = cells.filter((_, index) => {
    const name = names[index] ?? "";
    return !["time", "date", "volume", ...priceColumns].includes(name);
  });
  if (problems.length > 0) return { layout: null, problems, ignoredColumns };
  const layout: Layout = {
    time: names.findIndex((name) => name === "time" || name === "date"),
    prices: [names.indexOf("open"), names.indexOf("high"), names.indexOf("low"), names.indexOf("close")],
    volume: names.indexOf("volume"),
    width: names.length,
  };
  return { layout, problems, ignoredColumns };
}

/** Returns the six numbers of a bar, or the reason why the row is not one. */
function readRow(cells: readonly string[], layout: Layout, previousTime: number): number[] | string {
  if (cells.length !== layout.width) return `expected ${layout.width} cells, found ${cells.length}`;
  const timeText = cells[layout.time] ?? "";
  const time = readBarTime(timeText);
  if (time === null) return `time must be an ISO date or an epoch, was "${timeText}"`;
  if (time === previousTime)
    return `time must be later than the row before, was the same (${timeText}): remove the duplicate`;
  if (time < previousTime)
    return `time must be later than the row before, was earlier (${timeText}): sort the rows by time`;

  const prices: number[] = [];
  for (const [index, column] of layout.prices.entries()) {
    const cell = cells[column] ?? "";
    const price = readNumber(cell);
    if (price === null || price <= 0) return `${priceColumns[index]} must be a number above zero, was "${cell}"`;
    prices.push(price);
  }
  const [open = 0, high = 0, low = 0, close = 0] = prices;
  if (high < Math.max(open, close, low))
    return `high must be the highest price of the bar, was ${high} with open ${open}, low ${low}, close ${close}`;
  if (low > Math.min(open, close))
    return `low must be the lowest price of the bar, was ${low} with open ${open}, close ${close}`;

  // Bars carry a volume of zero where the file has none: the engine refuses a column that is not a number.
  if (layout.volume === -1) return [time, open, high, low, close, 0];
  const volumeText = cells[layout.volume] ?? "";
  const volume = readNumber(volumeText);
  if (volume === null || volume < 0) return `volume must be a number of zero or more, was "${volumeText}"`;
  return [time, open, high, low, close, volume];
}

function readNumber(text: string): number | null {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

function toColumns(rows: readonly (readonly number[])[]): BarColumns {
  const column = (cell: number) => Float64Array.from(rows, (row) => row[cell] ?? Number.NaN);
  return { time: column(0), open: column(1), high: column(2), low: column(3), close: column(4), volume: column(5) };
}

import { type Diagnostic, errorDiagnostic } from "../core/diagnostic.ts";
import { splitCells } from "./csv-header.ts";
import type { OutsideSignal } from "./outside-signal.ts";
import { readBarTime } from "./read-bar-time.ts";

export type SignalsReading = {
  readonly signals: readonly OutsideSignal[];
  readonly diagnostics: readonly Diagnostic[];
};

type Layout = Readonly<Record<"time" | "signal" | "value" | "symbol" | "width", number>>;

const MOST_REPORTED = 20;
const COLUMNS: Readonly<Record<string, keyof Layout>> = {
  time: "time",
  date: "time",
  timestamp: "time",
  datetime: "time",
  signal: "signal",
  name: "signal",
  value: "value",
  symbol: "symbol",
};

/**
 * Reads recorded signals from CSV text with the header `time|date[,signal|name][,value][,symbol]`, any case and order. Without a
 * column of names every row is the one signal that the strategy listens to.
 */
export function readSignalsCsv(text: string, listensTo: readonly string[]): SignalsReading {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  const layout = readHeader(lines[0] ?? "", listensTo);
  if (typeof layout === "string") return { signals: [], diagnostics: [problemAt(1, layout)] };
  const signals: OutsideSignal[] = [];
  const diagnostics: Diagnostic[] = [];
  let bad = 0;
  for (let index = 1; index < lines.length; index++) {
    if (lines[index]!.trim() === "") continue;
    const row = readRow(splitCells(lines[index]!), layout, listensTo);
    if (typeof row !== "string") signals.push(row);
    else if (++bad <= MOST_REPORTED) diagnostics.push(problemAt(index + 1, row));
  }
  if (bad > MOST_REPORTED)
    diagnostics.push(errorDiagnostic("signals.row", `${bad - MOST_REPORTED} more rows are bad and are not listed.`));
  if (signals.length === 0 && bad === 0)
    diagnostics.push(problemAt(2, "expected at least one signal below the header, found none: add rows"));
  return { signals, diagnostics };
}

function problemAt(line: number, problem: string): Diagnostic {
  return errorDiagnostic(line === 1 ? "signals.header" : "signals.row", `line ${line}: ${problem}`, {
    path: `/lines/${line}`,
  });
}

function readHeader(line: string, listensTo: readonly string[]): Layout | string {
  const cells = splitCells(line);
  const layout = { time: -1, signal: -1, value: -1, symbol: -1, width: cells.length };
  for (const [index, cell] of cells.entries()) {
    const column = COLUMNS[cell.toLowerCase()];
    if (column === undefined)
      return `"${cell}" is no column of signals: expected a header such as time,signal,value,symbol`;
    if (layout[column] >= 0) return `expected one column "${column}", found more than one: remove the others`;
    layout[column] = index;
  }
  if (layout.time < 0)
    return `expected a column "time" in a header such as time,signal,value,symbol, found "${line.trim()}"`;
  if (layout.signal < 0 && listensTo.length !== 1)
    return `expected a column "signal", because the strategy listens to ${namesOf(listensTo)}; found none`;
  return layout;
}

function readRow(cells: readonly string[], layout: Layout, listensTo: readonly string[]): OutsideSignal | string {
  if (cells.length !== layout.width) return `expected ${layout.width} cells, found ${cells.length}`;
  const cell = (column: keyof Layout): string => (layout[column] < 0 ? "" : cells[layout[column]]!);
  const time = readBarTime(cell("time"));
  if (time === null) return `time must be an ISO date or an epoch, was "${cell("time")}"`;
  const name = layout.signal < 0 ? listensTo[0]! : cell("signal");
  if (!listensTo.includes(name)) return `the strategy listens to ${namesOf(listensTo)}, and the row names "${name}"`;
  const value = cell("value") === "" ? null : Number(cell("value"));
  if (value !== null && !Number.isFinite(value)) return `value must be a number or empty, was "${cell("value")}"`;
  return { time, name, symbol: cell("symbol") === "" ? null : cell("symbol"), value };
}

function namesOf(names: readonly string[]): string {
  return names.length === 0 ? "no signal" : names.map((name) => `"${name}"`).join(", ");
}

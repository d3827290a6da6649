import { type Diagnostic, errorDiagnostic } from "../core/diagnostic.ts";

/** Where each column lies; volume is -1 where the file has none. */
export type CsvLayout = {
  readonly time: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
  readonly width: number;
};

export type CsvHeader = {
  readonly layout: CsvLayout | null;
  readonly diagnostics: readonly Diagnostic[];
  readonly ignoredColumns: readonly string[];
};

const TIME_NAMES = ["time", "date", "timestamp", "datetime"];
const PRICE_NAMES = ["open", "high", "low", "close"];

export function splitCells(line: string): string[] {
  const cells = line.split(",");
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]!.trim();
    cells[i] = cell.length > 1 && cell.startsWith('"') && cell.endsWith('"') ? cell.slice(1, -1) : cell;
  }
  return cells;
}

/** Finds the columns by name, any case and order. A first column without a name is the time, as data frames write their index. */
export function readCsvHeader(line: string): CsvHeader {
  const cells = splitCells(line);
  const names = cells.map((cell, index) => (index === 0 && cell === "" ? "time" : cell.toLowerCase()));
  const diagnostics: Diagnostic[] = [];
  const times = names.filter((name) => TIME_NAMES.includes(name)).length;
  if (times !== 1) {
    const found = times === 0 ? "neither" : "more than one";
    diagnostics.push(
      headerError(`expected one column "time" or "date" in the header, found ${found}: name exactly one`),
    );
  }
  for (const name of [...PRICE_NAMES, "volume"]) {
    const count = names.filter((candidate) => candidate === name).length;
    if (count > 1) diagnostics.push(headerError(`expected one column "${name}", found ${count}: remove the others`));
    if (count === 0 && name !== "volume")
      diagnostics.push(headerError(`expected a column "${name}" in the header, found "${line.trim()}"`));
  }
  const known = [...TIME_NAMES, ...PRICE_NAMES, "volume"];
  const ignoredColumns = cells.filter((_, index) => !known.includes(names[index]!));
  if (diagnostics.length > 0) return { layout: null, diagnostics, ignoredColumns };
  return {
    layout: {
      time: names.findIndex((name) => TIME_NAMES.includes(name)),
      open: names.indexOf("open"),
      high: names.indexOf("high"),
      low: names.indexOf("low"),
      close: names.indexOf("close"),
      volume: names.indexOf("volume"),
      width: names.length,
    },
    diagnostics,
    ignoredColumns,
  };
}

function headerError(problem: string): Diagnostic {
  return errorDiagnostic("csv.header", `line 1: ${problem}`, { path: "/lines/1" });
}

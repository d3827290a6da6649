import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { type BarColumns, emptyBars } from "@/graph-runtime/market/bars.ts";
import { readBarsCsv } from "@/graph-runtime/market/read-csv.ts";

const folder = process.env["QUANTLOOM_REFERENCE_DATA"] ?? path.join(process.cwd(), "../shared/data");

/** Returns whether a file of the reference data is there; the data is never part of the project. */
export function hasReference(file: string): boolean {
  return existsSync(path.join(folder, file));
}

/** Returns where a file of the reference data lies. */
export function referencePath(file: string): string {
  return path.join(folder, file);
}

/** Reads a file of the reference data as text. */
export function referenceText(file: string): string {
  return readFileSync(path.join(folder, file), "utf8");
}

/** Reads bars from a CSV of the reference data. */
export function referenceCsv(file: string): BarColumns {
  const { bars, diagnostics } = readBarsCsv(referenceText(file));
  if (diagnostics[0]) throw new Error(diagnostics[0].message);
  return bars;
}

/**
 * Reads daily bars in LEAN's form (`YYYYMMDD HH:MM`, prices x 10,000), between two dates, adjusted by the factor file: the factors of
 * the first row whose date is on or after the bar's.
 */
export function leanDaily(symbol: string, from: string, to: string): BarColumns {
  const read = (file: string): string[][] =>
    readFileSync(path.join(folder, file), "utf8")
      .trim()
      .split("\n")
      .map((line) => line.trim().split(","));
  const factors = read(`factor-files/${symbol}.csv`).filter((row) => /^\d{8}$/.test(row[0] ?? ""));
  const rows = read(`us-daily/${symbol}.csv`).filter(
    ([time = ""]) => time.slice(0, 8) >= from && time.slice(0, 8) <= to,
  );
  const bars = emptyBars(rows.length);
  rows.forEach((row, i) => {
    const date = row[0]!.slice(0, 8);
    const factor = factors.find((entry) => entry[0]! >= date)!;
    const scale = (Number(factor[1]) * Number(factor[2])) / 10_000;
    bars.time[i] = Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6, 8)));
    for (const [field, cell] of [
      ["open", 1],
      ["high", 2],
      ["low", 3],
      ["close", 4],
    ] as const)
      bars[field][i] = Number(row[cell]) * scale;
    bars.volume[i] = Number(row[5]);
  });
  return bars;
}

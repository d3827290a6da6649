import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { DAY } from "@/graph-runtime/core/time.ts";
import { type BarColumns, emptyBars } from "@/graph-runtime/market/bars.ts";
import type { InstrumentEvent } from "@/graph-runtime/market/instrument-event.ts";
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

/** Reads a table of LEAN: no header, commas. */
function leanRows(file: string): string[][] {
  return referenceText(file)
    .trim()
    .split("\n")
    .map((line) => line.trim().split(","));
}

const factorRows = (symbol: string): string[][] =>
  leanRows(`factor-files/${symbol}.csv`).filter((row) => /^\d{8}$/.test(row[0] ?? ""));

/** Midnight UTC of a date written as YYYYMMDD. */
export function leanDate(date: string): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6, 8)));
}

/** Reads bars in LEAN's form (`YYYYMMDD HH:MM`, prices x 10,000) between two dates, as they were traded; hours are those of `offset` to UTC. */
export function leanRaw(file: string, from: string, to: string, offset = 0): BarColumns {
  const rows = leanRows(file).filter(([time = ""]) => time.slice(0, 8) >= from && time.slice(0, 8) <= to);
  const bars = emptyBars(rows.length);
  rows.forEach((row, i) => {
    const [hours = 0, minutes = 0] = row[0]!.slice(9).split(":").map(Number);
    bars.time[i] = leanDate(row[0]!) + (hours * 60 + minutes) * 60_000 - offset;
    FIELDS.forEach((field, cell) => {
      bars[field][i] = Number(row[cell + 1]) / 10_000;
    });
    bars.volume[i] = Number(row[5]);
  });
  return bars;
}

const FIELDS = ["open", "high", "low", "close"] as const;

/**
 * Reads the dividends and splits of a factor file that follow an instant. A row holds until its date; what sets it apart from the next one
 * happens on the day after: a dividend of the row's reference price x (1 - ratio of the price factors) in cents, or a split.
 */
export function leanEvents(symbol: string, after: number): InstrumentEvent[] {
  const rows = factorRows(symbol);
  return rows.slice(0, -1).flatMap(([date = "", price, split, reference], i): InstrumentEvent[] => {
    const [, nextPrice, nextSplit] = rows[i + 1]!;
    const time = leanDate(date) + DAY;
    if (time <= after) return [];
    const amount = Math.round(Number(reference) * (1 - Number(price) / Number(nextPrice)) * 100) / 100;
    if (amount !== 0) return [{ kind: "dividend", time, amount }];
    return split === nextSplit ? [] : [{ kind: "split", time, ratio: Number(nextSplit) / Number(split) }];
  });
}

/** Reads daily bars in LEAN's form, adjusted by the factor file: the factors of the first row whose date is on or after the bar's. */
export function leanDaily(symbol: string, from: string, to: string): BarColumns {
  const bars = leanRaw(`us-daily/${symbol}.csv`, from, to);
  const factors = factorRows(symbol);
  bars.time.forEach((time, i) => {
    const factor = factors.find(([date = ""]) => leanDate(date) >= time)!;
    const scale = Number(factor[1]) * Number(factor[2]);
    for (const field of FIELDS) bars[field][i]! *= scale;
  });
  return bars;
}

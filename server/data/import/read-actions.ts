import { DAY } from "@/graph-runtime/core/time.ts";
import type { CorporateAction } from "@/graph-runtime/market/corporate-action.ts";
import type { InstrumentEvent } from "@/graph-runtime/market/instrument-event.ts";
import { AppError } from "../../errors/app-error.ts";
import { splitCells } from "./detect-layout.ts";
import { eventOf } from "./event-of-row.ts";
import { parseTime } from "./parse-time.ts";

const mostNamed = 5;

/**
 * Reads what happened to an instrument. Either rows of `date,split,ratio`, `date,dividend,amount`, `date,funding,rate[,price]`,
 * `date,roll,symbol,close of the old,open of the new`, `date,rename,symbol` and `date,delist[,price]` (with or without a header), or
 * a factor file of `date,priceFactor,splitFactor,referencePrice`, whose factors hold up to and with their date. Throws where a row is neither.
 */
export function readActions(text: string): InstrumentEvent[] {
  const rows = text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .map((line, index) => ({ line: index + 1, cells: splitCells(line, ",") }))
    .filter(({ cells }) => cells.some((cell) => cell !== ""));
  const data = rows.filter(({ cells }, index) => index > 0 || dateOf(cells[0] ?? "") !== null);
  if (data.length === 0)
    throw refusal("The file has no rows. Expected rows such as date,split,ratio or date,dividend,amount.");
  const isFactors = data.every(({ cells }) => cells.length === 4 && cells.slice(1).every((cell) => Number(cell) >= 0));
  const actions = isFactors ? fromFactors(data) : fromRows(data);
  return actions.toSorted((a, b) => a.time - b.time);
}

type Row = { readonly line: number; readonly cells: readonly string[] };

function fromRows(rows: readonly Row[]): InstrumentEvent[] {
  const problems: string[] = [];
  const actions = rows.flatMap(({ line, cells: [date = "", kind = "", ...values] }): InstrumentEvent[] => {
    const time = dateOf(date);
    const event = time === null ? `expected a date, found "${date}"` : eventOf(time, kind.toLowerCase(), values);
    if (typeof event !== "string") return [event];
    problems.push(`line ${line}: ${event}`);
    return [];
  });
  if (problems.length > 0)
    throw refusal(
      `${problems.slice(0, mostNamed).join("; ")}${problems.length > mostNamed ? `; and ${problems.length - mostNamed} more` : ""}. Nothing was changed.`,
    );
  return actions;
}

/** Each row's factors hold until its date: what changes from one row to the next happened on the day after the first of them. */
function fromFactors(rows: readonly Row[]): CorporateAction[] {
  const actions: CorporateAction[] = [];
  const read = rows.map(({ line, cells }) => {
    const time = dateOf(cells[0]!);
    if (time === null) throw refusal(`line ${line}: expected a date, found "${cells[0]}". Nothing was changed.`);
    return { time, price: Number(cells[1]), split: Number(cells[2]), reference: Number(cells[3]) };
  });
  for (let i = 0; i + 1 < read.length; i++) {
    const [row, next] = [read[i]!, read[i + 1]!];
    const time = row.time + DAY;
    if (row.split !== next.split) actions.push({ kind: "split", time, ratio: tidyRatio(next.split / row.split) });
    const amount = row.reference * (1 - row.price / next.price);
    if (amount > 1e-6) actions.push({ kind: "dividend", time, amount: Math.round(amount * 1e6) / 1e6 });
  }
  return actions;
}

/** Factors are rounded to some digits; ratios are whole numbers, or a whole number over a small one. */
function tidyRatio(ratio: number): number {
  for (const divisor of [1, 2, 3, 4, 5, 10]) {
    const whole = Math.round(ratio * divisor);
    if (whole > 0 && Math.abs((ratio * divisor) / whole - 1) < 1e-5) return whole / divisor;
  }
  for (const divisor of [1, 2, 3, 5]) {
    const whole = Math.round(divisor / ratio);
    if (whole > 0 && Math.abs((ratio * whole) / divisor - 1) < 1e-5) return divisor / whole;
  }
  return ratio;
}

function dateOf(text: string): number | null {
  const compact = parseTime(text, null, "compact").time;
  const time = Number.isNaN(compact) ? parseTime(text, null, "iso").time : compact;
  return Number.isNaN(time) ? null : time;
}

function refusal(message: string): AppError {
  return new AppError("invalid-input", { message });
}

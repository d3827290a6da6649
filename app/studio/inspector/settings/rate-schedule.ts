import { DAY } from "@/graph-runtime/core/time.ts";

/** A percentage and the instant from which it holds, epoch milliseconds. */
export type DatedRate = { readonly from: number; readonly percent: number };

/** Returns the UTC day of an instant as a date field writes it. */
export const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Returns the first instant of a day in UTC, or null for what is no day. */
export function timeOfDay(day: string): number | null {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}

/** Puts one in another's place, in rising order; a day that another rate begins on is refused by leaving all as they were. */
export function changeRate(rates: readonly DatedRate[], index: number, rate: DatedRate): DatedRate[] {
  const others = rates.filter((_, at) => at !== index);
  if (others.some(({ from }) => from === rate.from)) return [...rates];
  return [...others, rate].sort((one, other) => one.from - other.from);
}

export function removeRate(rates: readonly DatedRate[], index: number): DatedRate[] {
  return rates.filter((_, at) => at !== index);
}

/** Adds one a year after the last. */
export function addRate(rates: readonly DatedRate[]): DatedRate[] {
  const last = rates[rates.length - 1];
  return last === undefined ? [{ from: 0, percent: 0.1 }] : [...rates, { ...last, from: last.from + 365 * DAY }];
}

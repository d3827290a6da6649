import { DAY } from "../../core/time.ts";
import type { ExchangeCalendar } from "../calendar/exchange-calendar.ts";
import { firstSessionOfDay, lastSessionAt, type SessionTable, sessionTable } from "../calendar/session-table.ts";
import { type Timeframe, timeframeMilliseconds } from "../timeframe.ts";

export type Gap = { readonly from: number; readonly to: number; readonly missing: number };

export type Coverage = {
  /** Null where the calendar knows nothing about the time of the bars. */
  readonly expected: number | null;
  readonly missing: number | null;
  readonly outside: number;
  readonly gapCount: number;
  /** The gaps with most bars missing, largest first. */
  readonly worst: readonly Gap[];
};

const SHOWN = 50;

/** Holds the times of bars against the sessions of a calendar, from the first bar to the last. */
export function findGaps(time: Float64Array, timeframe: Timeframe, calendar: ExchangeCalendar): Coverage {
  const table = sessionTable(calendar);
  const length = timeframeMilliseconds(timeframe);
  const first = time[0];
  const last = time.at(-1);
  const knowsNothing =
    first === undefined || last === undefined || first < table.open[0]! - DAY || last >= table.close.at(-1)!;
  if (knowsNothing || length > DAY) return { expected: null, missing: null, outside: 0, gapCount: 0, worst: [] };
  return length === DAY ? dailyGaps(time, table) : intradayGaps(time, table, length);
}

function dailyGaps(time: Float64Array, table: SessionTable): Coverage {
  const gaps = new GapList();
  let expected = 0;
  let outside = 0;
  let at = 0;
  const lastDay = Math.floor(time.at(-1)! / DAY);
  let i = firstSessionOfDay(table, Math.floor(time[0]! / DAY));
  for (; i < table.day.length && table.day[i]! <= lastDay; i++) {
    const day = table.day[i]!;
    if (i > 0 && table.day[i - 1] === day) continue;
    expected++;
    for (; at < time.length && Math.floor(time[at]! / DAY) < day; at++) outside++;
    if (at < time.length && Math.floor(time[at]! / DAY) === day) {
      gaps.end();
      at++;
    } else gaps.add(day * DAY, 1);
  }
  outside += time.length - at;
  return gaps.coverage(expected, outside);
}

function intradayGaps(time: Float64Array, table: SessionTable, length: number): Coverage {
  const gaps = new GapList();
  let expected = 0;
  let outside = 0;
  let at = 0;
  const last = time.at(-1)!;
  // clock hours may begin before the session does, as 09:00 of an exchange that opens at 09:30
  const reaches = (open: number): number => open - (length - 1);
  for (let i = Math.max(0, lastSessionAt(table, time[0]! + length - 1)); i < table.open.length; i++) {
    const open = table.open[i]!;
    const close = table.close[i]!;
    if (reaches(open) > last) break;
    for (; at < time.length && time[at]! < reaches(open); at++) outside++;
    // the grid of this session: its bars begin where its first one does
    const isFirst = expected === 0;
    let slot = at < time.length && time[at]! < close ? alignedTo(time[at]!, open, length) : open;
    if (isFirst && at < time.length) slot = Math.max(slot, time[at]!);
    for (; slot < close && slot <= last; slot += length) {
      expected++;
      for (; at < time.length && time[at]! < slot; at++) outside++;
      if (at < time.length && time[at]! < slot + length && time[at]! < close) {
        gaps.end();
        at++;
      } else gaps.add(slot, 1);
    }
  }
  outside += time.length - at;
  return gaps.coverage(expected, outside);
}

/** The first slot of a session whose bars stand at a time like the given one. */
function alignedTo(time: number, open: number, length: number): number {
  const shift = (((time - open) % length) + length) % length;
  return shift === 0 ? open : open + shift - length;
}

class GapList {
  readonly #worst: Gap[] = [];
  #count = 0;
  #missing = 0;
  #open: { from: number; to: number; missing: number } | null = null;

  add(time: number, missing: number): void {
    this.#missing += missing;
    if (this.#open === null) this.#open = { from: time, to: time, missing };
    else {
      this.#open.to = time;
      this.#open.missing += missing;
    }
  }

  end(): void {
    if (this.#open === null) return;
    this.#count++;
    this.#worst.push(this.#open);
    this.#open = null;
    if (this.#worst.length > 20 * SHOWN) this.#keepWorst();
  }

  coverage(expected: number, outside: number): Coverage {
    this.end();
    this.#keepWorst();
    return { expected, missing: this.#missing, outside, gapCount: this.#count, worst: this.#worst };
  }

  #keepWorst(): void {
    this.#worst.sort((a, b) => b.missing - a.missing || a.from - b.from);
    this.#worst.length = Math.min(this.#worst.length, SHOWN);
  }
}

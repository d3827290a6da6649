import { DAY, weekdayUtc } from "../core/time.ts";
import { type BarColumns, emptyBars, sliceBars } from "./bars.ts";
import type { ExchangeCalendar } from "./calendar/exchange-calendar.ts";
import { lastSessionAt, sessionTable } from "./calendar/session-table.ts";
import { type Timeframe, timeframeMilliseconds } from "./timeframe.ts";

export type Resampled = {
  readonly bars: BarColumns;
  /** Base bars that no session of the calendar holds; they are in none of the bars. */
  readonly outside: number;
};

/**
 * Builds bars of a longer timeframe from bars within the day. Within a session they are counted from its opening, so that the first
 * hour of New York is 09:30 to 10:30; the last one ends with the session. Days and weeks are the exchange's, stamped with the
 * midnight UTC of their (first) date.
 */
export function resampleBySession(bars: BarColumns, target: Timeframe, calendar: ExchangeCalendar): Resampled {
  const table = sessionTable(calendar);
  const length = timeframeMilliseconds(target);
  const out = emptyBars(bars.time.length);
  let count = 0;
  let outside = 0;
  let current = Number.NaN;
  let session = -1;
  for (let i = 0; i < bars.time.length; i++) {
    const time = bars.time[i]!;
    if (session < 0 || time >= table.close[session]! || time < table.open[session]!)
      session = lastSessionAt(table, time);
    if (session < 0 || time >= table.close[session]!) {
      outside++;
      continue;
    }
    const bucket = length >= DAY ? dateBucket(table.day[session]!, length) : slot(table.open[session]!, time, length);
    if (bucket === current) {
      extend(out, count - 1, bars, i);
      continue;
    }
    current = bucket;
    out.time[count] = bucket;
    out.open[count] = bars.open[i]!;
    out.high[count] = bars.high[i]!;
    out.low[count] = bars.low[i]!;
    out.close[count] = bars.close[i]!;
    out.volume[count] = bars.volume[i]!;
    count++;
  }
  return { bars: sliceBars(out, 0, count), outside };
}

function slot(open: number, time: number, length: number): number {
  return open + Math.floor((time - open) / length) * length;
}

/** Midnight of the day, or of the Monday of its week. */
function dateBucket(day: number, length: number): number {
  const time = day * DAY;
  return length > DAY ? time - ((weekdayUtc(time) + 6) % 7) * DAY : time;
}

function extend(out: BarColumns, at: number, bars: BarColumns, i: number): void {
  out.high[at] = Math.max(out.high[at]!, bars.high[i]!);
  out.low[at] = Math.min(out.low[at]!, bars.low[i]!);
  out.close[at] = bars.close[i]!;
  out.volume[at] = out.volume[at]! + bars.volume[i]!;
}

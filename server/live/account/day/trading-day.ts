import { DAY, isoDate, MINUTE } from "@/graph-runtime/core/time.ts";
import type { ExchangeCalendar } from "@/graph-runtime/market/calendar/exchange-calendar.ts";
import { lastSessionAt, sessionTable } from "@/graph-runtime/market/calendar/session-table.ts";

/** What trades at the close is told by then. */
const grace = 10 * MINUTE;

/** A trading day for the books: what was traded since the books of the day before were taken belongs to it. */
export type TradingDay = {
  /** The exchange's date. */
  readonly day: string;
  readonly from: number;
  readonly to: number;
  /** When trading begins again after it: from then on its books can no longer be compared. */
  readonly nextOpen: number;
};

/** Returns the last trading day that is over, and the one whose books are taken next. */
export function tradingDays(
  calendar: ExchangeCalendar,
  now: number,
): { readonly over: TradingDay | null; readonly next: TradingDay | null } {
  const { day, open, close } = sessionTable(calendar);
  const endOf = (rank: number): number => {
    let last = rank;
    while (last + 1 < day.length && day[last + 1] === day[rank]) last++;
    return last;
  };
  const startOf = (rank: number): number => {
    let first = rank;
    while (first > 0 && day[first - 1] === day[rank]) first--;
    return first;
  };
  const at = (rank: number): TradingDay | null => {
    if (rank < 0 || rank >= day.length) return null;
    const [first, last] = [startOf(rank), endOf(rank)];
    return {
      day: isoDate(day[rank]! * DAY),
      from: first === 0 ? Number.NEGATIVE_INFINITY : close[first - 1]! + grace,
      to: close[last]! + grace,
      nextOpen: open[last + 1] ?? Number.POSITIVE_INFINITY,
    };
  };
  const begun = lastSessionAt({ day, open, close }, now);
  const current = at(begun);
  if (current !== null && current.to > now) return { over: at(startOf(begun) - 1), next: current };
  return { over: current, next: at(begun < 0 ? 0 : endOf(begun) + 1) };
}

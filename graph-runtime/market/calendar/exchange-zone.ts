import { remembered } from "../../core/remembered.ts";
import { civilFromDays, DAY, daysFromCivil, HOUR, MINUTE, weekdayUtc } from "../../core/time.ts";

export type ExchangeZone = "America/New_York" | "Asia/Kolkata" | "UTC";

/** Returns the epoch milliseconds of a local clock time, given as milliseconds since local midnight of a day since 1970-01-01. */
export function instantOf(zone: ExchangeZone, day: number, clock: number): number {
  const local = day * DAY + clock;
  switch (zone) {
    case "UTC":
      return local;
    case "Asia/Kolkata":
      return local - (5 * HOUR + 30 * MINUTE);
    case "America/New_York":
      return local + (isSummerInNewYork(local) ? 4 : 5) * HOUR;
  }
}

/** Returns what the exchange's clocks show at an instant: milliseconds since 1970-01-01 00:00 of local time. */
export function localOf(zone: ExchangeZone, time: number): number {
  switch (zone) {
    case "UTC":
      return time;
    case "Asia/Kolkata":
      return time + 5 * HOUR + 30 * MINUTE;
    case "America/New_York": {
      const standard = time - 5 * HOUR;
      const { from, to } = summerDays(civilFromDays(Math.floor(standard / DAY)).year);
      // both changes are at two o'clock: of standard time in spring, of summer time in autumn
      const isSummer = standard >= from * DAY + 2 * HOUR && standard < to * DAY + HOUR;
      return isSummer ? standard + HOUR : standard;
    }
  }
}

/** Tells whether New York's clocks are ahead at a local time; the hour that repeats in autumn counts as summer. */
function isSummerInNewYork(local: number): boolean {
  const { year } = civilFromDays(Math.floor(local / DAY));
  const { from, to } = summerDays(year);
  return local >= from * DAY + 2 * HOUR && local < to * DAY + 2 * HOUR;
}

/** Daylight saving in the United States by the acts of 1966, 1986 and 2005; 1974 and 1975 began early. */
const summerDays = remembered((year: number): { readonly from: number; readonly to: number } => {
  if (year >= 2007) return { from: nthSunday(year, 3, 2), to: nthSunday(year, 11, 1) };
  const to = nthSunday(year, 11, 1) - 7;
  const october = daysFromCivil(year, 10, 25);
  const lastOfOctober = to >= october ? to : to + 7;
  if (year === 1974) return { from: daysFromCivil(1974, 1, 6), to: lastOfOctober };
  if (year === 1975) return { from: daysFromCivil(1975, 2, 23), to: lastOfOctober };
  const from = year >= 1987 ? nthSunday(year, 4, 1) : nthSunday(year, 5, 1) - 7;
  return { from, to: lastOfOctober };
});

function nthSunday(year: number, month: number, rank: number): number {
  const first = daysFromCivil(year, month, 1);
  return first + ((7 - weekdayUtc(first * DAY)) % 7) + (rank - 1) * 7;
}

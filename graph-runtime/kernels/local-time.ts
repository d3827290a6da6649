import { DAY, MINUTE } from "../core/time.ts";

/** Returns the number of the local day of an instant. */
export function localDay(time: number, offsetMinutes: number): number {
  return Math.floor((time + offsetMinutes * MINUTE) / DAY);
}

/** Returns the minutes since local midnight. */
export function localMinute(time: number, offsetMinutes: number): number {
  const local = time + offsetMinutes * MINUTE;
  return Math.floor((local - Math.floor(local / DAY) * DAY) / MINUTE);
}

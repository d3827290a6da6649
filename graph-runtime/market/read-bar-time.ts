import { parseIso } from "../core/time.ts";

const EPOCH = /^-?\d{9,16}(\.0+)?$/;
const COMPACT_DATE = /^(\d{4})(\d{2})(\d{2})$/;
/** Epoch values below this are seconds: as milliseconds they would lie before March 1973. */
const FIRST_MILLISECONDS = 100_000_000_000;

/**
 * Returns epoch milliseconds UTC for an ISO date or date-time (without offset: UTC), a date as YYYYMMDD, or an epoch in seconds or
 * milliseconds; null for anything else, impossible dates included.
 */
export function readBarTime(text: string): number | null {
  const compact = COMPACT_DATE.exec(text);
  if (compact) return parseIso(`${compact[1]}-${compact[2]}-${compact[3]}`);
  if (!EPOCH.test(text)) return parseIso(text);
  const epoch = Number(text);
  return Math.abs(epoch) < FIRST_MILLISECONDS ? epoch * 1000 : epoch;
}

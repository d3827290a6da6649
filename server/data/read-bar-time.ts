import { parseIso } from "@/graph-runtime/core/time.ts";

const epochPattern = /^-?\d{1,16}$/;
/** Epoch values below this are seconds: as milliseconds they would lie before March 1973. */
const firstMillisecondEpoch = 100_000_000_000;

/**
 * Returns epoch milliseconds UTC for an ISO date, an ISO date-time (without offset: UTC) or an epoch in seconds or milliseconds, and
 * null for anything else, impossible dates such as 2001-02-29 included.
 */
export function readBarTime(text: string): number | null {
  if (!epochPattern.test(text)) return parseIso(text);
  const epoch = Number(text);
  return Math.abs(epoch) < firstMillisecondEpoch ? epoch * 1000 : epoch;
}

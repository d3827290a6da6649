import { DAY, HOUR, MINUTE } from "../core/time.ts";

/** The nominal length of one bar of each timeframe in milliseconds, the shortest first. Apart from the schema, so that a page which only offers them carries no parser. */
export const TIMEFRAME_LENGTHS = {
  "1m": MINUTE,
  "5m": 5 * MINUTE,
  "15m": 15 * MINUTE,
  "30m": 30 * MINUTE,
  "1h": HOUR,
  "4h": 4 * HOUR,
  "1d": DAY,
  "1w": 7 * DAY,
} as const;

const lengths: ReadonlyMap<string, number> = new Map(Object.entries(TIMEFRAME_LENGTHS));

/** Returns why a strategy of one timeframe cannot run on bars of another, and what to do; null where it can. */
export function timeframeProblem(has: string, wanted: string): string | null {
  if (has === wanted || canMakeBars(has, wanted)) return null;
  const isShorter = (lengths.get(wanted) ?? 0) < (lengths.get(has) ?? DAY);
  const why = isShorter ? "shorter bars cannot be made of longer ones" : `${wanted} bars cannot be made of ${has} ones`;
  return `This strategy runs on ${wanted} bars, and this history has ${has} bars: ${why}. Choose a history of ${wanted} bars${isShorter ? " or shorter" : ""}, or set the strategy's timeframe to ${has}.`;
}

/** Returns whether bars of one timeframe can be made from bars of another: longer ones that they fill, from bars within the day. */
export function canMakeBars(from: string, to: string): boolean {
  const base = lengths.get(from) ?? DAY;
  const length = lengths.get(to) ?? 0;
  return base < DAY && length > base && length % base === 0;
}

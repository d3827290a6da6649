import { z } from "zod";
import type { HistoricalBar, Stretch } from "../port/broker-connection.ts";
import type { KiteClient } from "./kite-client.ts";
import { writeKiteTime } from "./kite-time.ts";

const intervals = { "1m": "minute", "5m": "5minute", "15m": "15minute" } as const;
const day = 86_400_000;
/** The longest stretch of minutes that one call returns. */
const longest = 60 * day;
const second = 1_000;

const Candle = z.tuple([z.string(), z.number(), z.number(), z.number(), z.number(), z.number()]).rest(z.unknown());
const Candles = z.object({ candles: z.array(Candle) });

/** Reads candles, whose times carry India's offset without a colon. */
export async function readKiteCandles(
  kite: KiteClient,
  token: string,
  { timeframe, from, to }: Stretch,
): Promise<HistoricalBar[]> {
  const bars: HistoricalBar[] = [];
  for (let begin = from; begin < to; begin += longest) {
    // the end belongs to what is asked for
    const span = { from: writeKiteTime(begin), to: writeKiteTime(Math.min(begin + longest, to) - second) };
    const path = `/instruments/historical/${token}/${intervals[timeframe]}?${new URLSearchParams(span)}`;
    const { candles } = await kite.call(Candles, { method: "GET", path, scope: "history", priority: "read" });
    for (const [time, open, high, low, close, volume] of candles) {
      bars.push({ time: Date.parse(time.replace(/(\d\d)(\d\d)$/, "$1:$2")), open, high, low, close, volume });
    }
  }
  return bars;
}

import type { Timeframe } from "../market/timeframe.ts";
import { INDICATORS } from "./indicator-words.ts";
import type { WordReader } from "./word-reader.ts";

const NAMED: Readonly<Record<string, Timeframe>> = { daily: "1d", weekly: "1w", hourly: "1h" };
const BARS = ["bars", "candles", "chart", "data", "timeframe", "time frame", "bar", "candle", "basis"];
const MINUTES: Readonly<Record<number, Timeframe>> = { 1: "1m", 5: "5m", 15: "15m", 30: "30m" };
const HOURS: Readonly<Record<number, Timeframe>> = { 1: "1h", 4: "4h" };

/** Reads "on daily bars", "on the 15 minute chart". */
export function readTimeframe(reader: WordReader): Timeframe | null {
  return reader.attempt(() => {
    reader.phrase("on", "using", "use", "with", "in");
    const name = reader.phrase(...Object.keys(NAMED));
    if (name !== null) return reader.phrase(...BARS) === null ? null : (NAMED[name] ?? null);
    const count = reader.number();
    if (count === null) return null;
    const unit = reader.phrase("minutes", "minute", "min", "m", "hours", "hour", "h");
    if (unit === null || reader.phrase(...BARS) === null) return null;
    return (unit.startsWith("m") ? MINUTES : HOURS)[count] ?? null;
  });
}

const NO_TICKERS = new Set([
  ...INDICATORS.flatMap(({ names }) => names),
  ..."i a sma ema wma dma ma hma kama dema tema and or if when the buy sell it utc".split(" "),
]);

/** Reads a symbol, told from other words by its capitals: "buy AAPL", "on SPY". */
export function readTicker(reader: WordReader, leads: readonly string[]): string | null {
  return reader.attempt(() => {
    if (leads.includes("")) reader.phrase("worth of", "of");
    else if (reader.phrase(...leads) === null) return null;
    const word = reader.words[reader.position];
    if (word === undefined || !/^[A-Z]{2,6}$/.test(word.raw) || NO_TICKERS.has(word.text)) return null;
    reader.position += 1;
    return word.raw;
  });
}

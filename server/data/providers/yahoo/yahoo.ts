import { z } from "zod";
import { DAY } from "@/graph-runtime/core/time.ts";
import type { CorporateAction } from "@/graph-runtime/market/corporate-action.ts";
import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { type Timeframe, timeframeMilliseconds } from "@/graph-runtime/market/timeframe.ts";
import { AppError } from "../../../errors/app-error.ts";
import { type Bar, barsInRange } from "../bar-list.ts";
import type { DataProvider, ProviderRequest, ProviderTools } from "../data-provider.ts";

const Column = z.array(z.number().nullable());
const Result = z.object({
  meta: z.object({
    currency: z.string().nullish(),
    symbol: z.string(),
    longName: z.string().nullish(),
    exchangeTimezoneName: z.string().nullish(),
    gmtoffset: z.number().default(0),
  }),
  timestamp: z.array(z.number()).default([]),
  events: z
    .object({
      dividends: z.record(z.string(), z.object({ amount: z.number(), date: z.number() })).default({}),
      splits: z
        .record(z.string(), z.object({ date: z.number(), numerator: z.number(), denominator: z.number() }))
        .default({}),
    })
    .optional(),
  indicators: z.object({
    quote: z.array(
      z.object({
        open: Column.default([]),
        high: Column.default([]),
        low: Column.default([]),
        close: Column.default([]),
        volume: Column.default([]),
      }),
    ),
  }),
});
const Chart = z.object({
  chart: z.object({
    result: z.array(Result).nullable(),
    error: z.object({ code: z.string(), description: z.string() }).nullable(),
  }),
});

/** Days that one request may span, by timeframe. */
const span: Partial<Record<Timeframe, number>> = { "1m": 7, "5m": 59, "15m": 59, "30m": 59, "1h": 700 };
const intervals: Partial<Record<Timeframe, string>> = {
  "1m": "1m",
  "5m": "5m",
  "15m": "15m",
  "30m": "30m",
  "1h": "60m",
  "1d": "1d",
  "1w": "1wk",
};
const exchanges: Readonly<Record<string, "us-equity" | "india">> = {
  "America/New_York": "us-equity",
  "Asia/Kolkata": "india",
};

/** Yahoo's chart service, which nobody promises: prices are adjusted for splits, dividends come beside them. */
export function yahoo(): DataProvider {
  return {
    id: "yahoo",
    name: "Yahoo Finance",
    url: "https://query1.finance.yahoo.com",
    example: "SPY",
    capabilities: {
      timeframes: ["1m", "5m", "15m", "30m", "1h", "1d", "1w"],
      reach: { "1m": 29, "5m": 59, "15m": 59, "30m": 59, "1h": 729 },
      adjustment: "raw",
      hasActions: true,
      needsKey: false,
      pace: { requests: 20, milliseconds: 60_000 },
      terms: "Unofficial, for personal use, and refused at times; prices are adjusted for splits.",
    },
    fetch: async (request, tools) => {
      const { symbol, timeframe, from } = request;
      const length = timeframeMilliseconds(timeframe);
      const list: Bar[] = [];
      const actions = new Map<number, CorporateAction>();
      let meta: z.infer<typeof Result>["meta"] | null = null;
      const step = (span[timeframe] ?? 36_500) * DAY;
      for (let at = from; at < request.to; at += step) {
        const result = await ask({ ...request, from: at, to: Math.min(at + step, request.to) }, tools);
        meta = result.meta;
        for (const bar of barsOf(result, length)) if (bar[0] + length <= tools.now) list.push(bar);
        for (const { amount, date } of Object.values(result.events?.dividends ?? {})) {
          const time = dateOf(date, result.meta.gmtoffset);
          actions.set(time, { kind: "dividend", time, amount });
        }
        tools.onProgress(Math.min(1, (at + step - from) / (request.to - from)), list.length);
      }
      const zone = meta?.exchangeTimezoneName ?? "";
      const instrument = shareInstrument(symbol, {
        name: meta?.longName ?? symbol,
        currency: (meta?.currency ?? "USD").toUpperCase().slice(0, 3),
        calendar: symbol.endsWith("-USD")
          ? "always"
          : symbol.endsWith("=X")
            ? "forex"
            : (exchanges[zone] ?? "us-equity"),
      });
      const bars = barsInRange(list, request);
      return { bars, actions: [...actions.values()].sort((a, b) => a.time - b.time), instrument };
    },
  };
}

async function ask(
  { symbol, timeframe, from, to }: ProviderRequest,
  { http }: ProviderTools,
): Promise<z.infer<typeof Result>> {
  const query = new URLSearchParams({
    interval: intervals[timeframe] ?? "1d",
    period1: String(Math.floor(from / 1_000)),
    period2: String(Math.ceil(to / 1_000)),
    events: "div,split",
    includePrePost: "false",
  });
  // without the name of a browser the service answers 429 to everything
  const headers = { "user-agent": "Mozilla/5.0", accept: "application/json" };
  const reply = await http.get(`/v8/finance/chart/${encodeURIComponent(symbol)}?${query}`, { headers });
  const chart = Chart.safeParse(parse(reply.text));
  if (!chart.success)
    throw new AppError("unavailable", { message: "Yahoo answered with something else than a chart. Try again later." });
  const { result, error } = chart.data.chart;
  const [first] = result ?? [];
  if (error === null && first !== undefined) return first;
  throw new AppError("invalid-input", {
    message: `Yahoo refused the request (${error?.description ?? "no result"}). Check the symbol, such as SPY.`,
  });
}

function barsOf({ timestamp, indicators, meta }: z.infer<typeof Result>, length: number): Bar[] {
  const [quote] = indicators.quote;
  if (quote === undefined) return [];
  const number = (value: number | null | undefined): number => value ?? Number.NaN;
  return timestamp.map((seconds, i) => [
    length >= DAY ? dateOf(seconds, meta.gmtoffset) : seconds * 1_000,
    number(quote.open[i]),
    // floats of the service miss one another in the last digit
    Math.max(number(quote.high[i]), number(quote.open[i]), number(quote.close[i])),
    Math.min(number(quote.low[i]), number(quote.open[i]), number(quote.close[i])),
    number(quote.close[i]),
    quote.volume[i] ?? 0,
  ]);
}

/** Midnight of the exchange's day that holds an instant. */
function dateOf(seconds: number, offset: number): number {
  return Math.floor(((seconds + offset) * 1_000) / DAY) * DAY;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

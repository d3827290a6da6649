import { z } from "zod";
import { civilFromDays, DAY } from "@/graph-runtime/core/time.ts";
import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import type { Timeframe } from "@/graph-runtime/market/timeframe.ts";
import { AppError } from "../../../errors/app-error.ts";
import { parseTime } from "../../import/parse-time.ts";
import { zoneClock } from "../../import/zone-clock.ts";
import { type Bar, barsInRange } from "../bar-list.ts";
import type { DataProvider, ProviderRequest, ProviderTools } from "../data-provider.ts";

const Notice = z.object({
  Information: z.string().optional(),
  Note: z.string().optional(),
  "Error Message": z.string().optional(),
});
const intervals: Partial<Record<Timeframe, string>> = {
  "1m": "1min",
  "5m": "5min",
  "15m": "15min",
  "30m": "30min",
  "1h": "60min",
};
const header = "timestamp,open,high,low,close,volume";

/** Alpha Vantage's time series as CSV. Refusals come with status 200 and JSON in the place of rows. */
export function alphaVantage(): DataProvider {
  return {
    id: "alpha-vantage",
    name: "Alpha Vantage",
    url: "https://www.alphavantage.co",
    example: "IBM",
    capabilities: {
      timeframes: ["1m", "5m", "15m", "30m", "1h", "1d", "1w"],
      reach: {},
      adjustment: "raw",
      hasActions: false,
      needsKey: true,
      pace: { requests: 5, milliseconds: 60_000 },
      terms: "Needs a key; free keys have 25 requests a day, and bars within the day are for paying ones.",
    },
    fetch: async (request, tools) => {
      const { symbol, timeframe, key } = request;
      if (key === null)
        throw new AppError("not-possible-now", { message: "Alpha Vantage needs a key: set ALPHA_VANTAGE_KEY." });
      const list: Bar[] = [];
      const queries = queriesOf(request);
      for (const [rank, query] of queries.entries()) {
        list.push(
          ...(await ask(new URLSearchParams({ ...query, symbol, apikey: key, datatype: "csv" }), timeframe, tools)),
        );
        tools.onProgress((rank + 1) / queries.length, list.length);
      }
      // the day under way is not over
      const to =
        intervals[timeframe] === undefined ? Math.min(request.to, Math.floor(tools.now / DAY) * DAY) : request.to;
      const bars = barsInRange(list, { from: request.from, to });
      return { bars, actions: [], instrument: shareInstrument(symbol) };
    },
  };
}

/** One request has all days, or a month of bars within the day. */
function queriesOf({ timeframe, from, to }: ProviderRequest): Record<string, string>[] {
  const interval = intervals[timeframe];
  if (interval === undefined)
    return [{ function: timeframe === "1w" ? "TIME_SERIES_WEEKLY" : "TIME_SERIES_DAILY", outputsize: "full" }];
  const queries: Record<string, string>[] = [];
  let { year, month } = civilFromDays(Math.floor(from / DAY));
  const end = civilFromDays(Math.floor((to - 1) / DAY));
  while (year < end.year || (year === end.year && month <= end.month)) {
    const name = `${year}-${String(month).padStart(2, "0")}`;
    queries.push({
      function: "TIME_SERIES_INTRADAY",
      interval,
      month: name,
      outputsize: "full",
      adjusted: "false",
      extended_hours: "false",
    });
    month = month === 12 ? 1 : month + 1;
    if (month === 1) year += 1;
  }
  return queries;
}

async function ask(query: URLSearchParams, timeframe: Timeframe, { http }: ProviderTools): Promise<Bar[]> {
  const { text, status } = await http.get(`/query?${query}`);
  const lines = text.trim().split(/\r?\n/);
  if (status !== 200 || lines[0] !== header) throw refusalOf(text, status);
  // clocks are New York's
  const toInstant = intervals[timeframe] === undefined ? (time: number) => time : zoneClock("America/New_York");
  return lines.slice(1).map((line): Bar => {
    const [time = "", ...cells] = line.split(",");
    const [open = Number.NaN, high = Number.NaN, low = Number.NaN, close = Number.NaN, volume = Number.NaN] =
      cells.map(Number);
    return [toInstant(parseTime(time, null, "iso").time), open, high, low, close, volume];
  });
}

function refusalOf(text: string, status: number): AppError {
  let json: unknown = null;
  try {
    json = JSON.parse(text);
  } catch {
    // said below
  }
  const notice = Notice.safeParse(json);
  const limit = notice.success ? (notice.data.Note ?? notice.data.Information) : undefined;
  if (limit !== undefined)
    return new AppError("too-many-requests", { message: `Alpha Vantage refused: ${limit.slice(0, 200)}` });
  const words = notice.success ? (notice.data["Error Message"] ?? `status ${status}`) : `status ${status}`;
  return new AppError("invalid-input", {
    message: `Alpha Vantage refused the request (${words.slice(0, 200)}). Check the symbol, such as IBM.`,
  });
}

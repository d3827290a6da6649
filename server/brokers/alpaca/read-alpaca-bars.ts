import { z } from "zod";
import type { HistoricalBar, Stretch } from "../port/broker-connection.ts";
import type { AlpacaClient } from "./alpaca-client.ts";

const lengths = { "1m": "1Min", "5m": "5Min", "15m": "15Min" } as const;
/** The most that one call returns. */
const pageSize = 10_000;

const Bar = z.object({ t: z.string(), o: z.number(), h: z.number(), l: z.number(), c: z.number(), v: z.number() });
const Page = z.object({
  bars: z.record(z.string(), z.array(Bar)).nullish(),
  next_page_token: z.string().nullish(),
});

/** Reads bars of the market data API, of the exchange whose trades the stream tells. */
export async function readAlpacaBars(
  client: AlpacaClient,
  symbol: string,
  { timeframe, from, to }: Stretch,
): Promise<HistoricalBar[]> {
  const query = {
    symbols: symbol,
    timeframe: lengths[timeframe],
    start: new Date(from).toISOString(),
    // the end belongs to what is asked for
    end: new Date(to - 1).toISOString(),
    limit: String(pageSize),
    feed: "iex",
    adjustment: "raw",
    sort: "asc",
  };
  const bars: HistoricalBar[] = [];
  let token: string | null = "";
  while (token !== null) {
    const page: Record<string, string> = token === "" ? {} : { page_token: token };
    const path: string = `/v2/stocks/bars?${new URLSearchParams({ ...query, ...page })}`;
    const answer: z.infer<typeof Page> = await client.call(Page, {
      method: "GET",
      path,
      scope: "quotes",
      priority: "read",
    });
    for (const { t, o, h, l, c, v } of answer.bars?.[symbol] ?? []) {
      bars.push({ time: Date.parse(t), open: o, high: h, low: l, close: c, volume: v });
    }
    token = answer.next_page_token ?? null;
  }
  return bars;
}

import type { SimBroker } from "../core/sim-broker.ts";
import { AlpacaRefusal } from "./alpaca-refusal.ts";

const minute = 60_000;
/** Units of each trade, as on the stream. */
const units = 100;
const mostRows = 10_000;

/** Answers GET /v2/stocks/bars: bars of one or more symbols by page, both ends included. */
export function alpacaBars(broker: SimBroker, query: URLSearchParams): object {
  const minutes = /^(\d+)Min$/.exec(query.get("timeframe") ?? "")?.[1];
  const from = Date.parse(query.get("start") ?? "");
  const to = Date.parse(query.get("end") ?? "");
  if (minutes === undefined || Number.isNaN(from) || Number.isNaN(to))
    throw new AlpacaRefusal(400, 40_010_001, "invalid timeframe, start or end");
  const limit = Math.min(Number(query.get("limit") ?? 1_000), mostRows);
  const skipped = Number(query.get("page_token") ?? 0);
  const length = Number(minutes) * minute;
  const symbols = (query.get("symbols") ?? "").split(",").filter((symbol) => broker.instrument(symbol) !== null);
  const rows = symbols.flatMap((symbol) =>
    broker.surroundings.board
      .candles(symbol, { length, from, to: to + 1 })
      .map(({ time, open: o, high: h, low: l, close: c, trades: n }) => {
        return { symbol, t: new Date(time).toISOString().replace(".000Z", "Z"), o, h, l, c, v: n * units, n, vw: c };
      }),
  );
  const page = rows.slice(skipped, skipped + limit);
  const bars = Object.fromEntries(
    symbols.map((symbol) => [
      symbol,
      page.filter((row) => row.symbol === symbol).map(({ symbol: _symbol, ...row }) => row),
    ]),
  );
  return { bars, next_page_token: skipped + limit < rows.length ? String(skipped + limit) : null };
}

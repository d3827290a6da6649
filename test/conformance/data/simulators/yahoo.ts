import { barAt, type Simulator, startSimulator } from "./simulator.ts";

const day = 86_400;

/** The chart service as it answers: days stamped with the opening in New York, nulls where it has no bar, events by their time. */
export function simulateYahoo(): Promise<Simulator> {
  return startSimulator((url, request) => {
    const symbol = decodeURIComponent(url.pathname.replace("/v8/finance/chart/", ""));
    const query = url.searchParams;
    if (!String(request.headers["user-agent"]).startsWith("Mozilla")) return { status: 429, body: "Too Many Requests" };
    const refuse = (status: number, code: string, description: string) => ({
      status,
      body: JSON.stringify({ chart: { result: null, error: { code, description } } }),
    });
    if (symbol !== "SPY") return refuse(404, "Not Found", "No data found, symbol may be delisted");
    const from = Number(query.get("period1"));
    const to = Number(query.get("period2"));
    const isMinutes = query.get("interval") === "1m";
    if (isMinutes && to - from > 7 * day)
      return refuse(422, "Unprocessable Entity", "1m data not available for more than 7 days per request");
    const times = isMinutes ? minutes(from, to) : days(from, to);
    const columns = times.map((time, i) => (i === 3 ? null : barAt(time * 1_000)));
    const column = (rank: number) => columns.map((bar) => bar?.[rank] ?? null);
    const dividendAt = Date.UTC(2024, 2, 15, 13, 30) / 1_000;
    const dividends =
      dividendAt >= from && dividendAt < to ? { [dividendAt]: { amount: 1.595, date: dividendAt } } : {};
    const result = {
      meta: {
        currency: "USD",
        symbol,
        longName: "SPDR S&P 500",
        exchangeTimezoneName: "America/New_York",
        gmtoffset: -18_000,
        dataGranularity: query.get("interval"),
      },
      timestamp: times,
      events: { dividends },
      indicators: {
        quote: [{ open: column(0), high: column(1), low: column(2), close: column(3), volume: column(4) }],
        adjclose: [{ adjclose: column(3) }],
      },
    };
    return { body: JSON.stringify({ chart: { result: [result], error: null } }) };
  });
}

function days(from: number, to: number): number[] {
  const times: number[] = [];
  for (let at = Math.floor(from / day) * day; at < to; at += day) {
    const weekday = new Date(at * 1_000).getUTCDay();
    if (weekday > 0 && weekday < 6) times.push(at + 14.5 * 3_600);
  }
  return times;
}

function minutes(from: number, to: number): number[] {
  return days(from, to)
    .flatMap((open) => Array.from({ length: 390 }, (_, i) => open + i * 60))
    .filter((time) => time >= from && time < to);
}

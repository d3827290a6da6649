import { afterEach, describe, expect, test } from "vitest";
import { checkBars } from "@/graph-runtime/market/check-bars.ts";
import { alphaVantage } from "@/server/data/providers/alpha-vantage/alpha-vantage.ts";
import { binance } from "@/server/data/providers/binance/binance.ts";
import type { DataProvider, ProviderRequest } from "@/server/data/providers/data-provider.ts";
import { createProviderHttp } from "@/server/data/providers/provider-http.ts";
import { yahoo } from "@/server/data/providers/yahoo/yahoo.ts";
import { simulateAlphaVantage } from "./simulators/alpha-vantage.ts";
import { simulateBinance } from "./simulators/binance.ts";
import { barAt, type Simulator } from "./simulators/simulator.ts";
import { simulateYahoo } from "./simulators/yahoo.ts";

const open: Simulator[] = [];
afterEach(() => Promise.all(open.splice(0).map((one) => one.close())));
async function started(simulator: Promise<Simulator>): Promise<Simulator> {
  open.push(await simulator);
  return simulator;
}

const minute = 60_000;
const day = 86_400_000;

/** Fetches on a clock of its own: waiting moves it on, so that pace and pauses show without being waited for. */
function fetcher(provider: DataProvider, { url }: Simulator, now: number) {
  let clock = now;
  const waits: number[] = [];
  const controller = new AbortController();
  const http = createProviderHttp({
    name: provider.name,
    base: url,
    pace: provider.capabilities.pace,
    signal: controller.signal,
    now: () => clock,
    wait: (milliseconds) => {
      waits.push(milliseconds);
      clock += milliseconds;
      return Promise.resolve();
    },
  });
  const progress: number[] = [];
  const run = (request: Omit<ProviderRequest, "key"> & { key?: string }) =>
    provider.fetch({ key: null, ...request }, { http, now, onProgress: (share) => progress.push(share) });
  return { run, waits, progress, controller };
}

function expectMarket(time: ArrayLike<number>, close: ArrayLike<number>, at = (i: number) => time[i]!): void {
  for (let i = 0; i < time.length; i++)
    if (close[i] !== barAt(at(i))[3]) throw new Error(`bar ${i} is not the market's`);
}

describe("Binance", () => {
  test("brings pages of a thousand klines without a hole, and leaves out the bar under way", async () => {
    const simulator = await started(simulateBinance({ listed: 0 }));
    const now = Date.UTC(2024, 5, 3, 0, 0, 30);
    const { run, progress } = fetcher(binance(simulator.url), simulator, now);
    const { bars, instrument } = await run({
      symbol: "BTCUSDT",
      timeframe: "1m",
      from: now - 2_500.5 * minute,
      to: now + day,
    });
    expect(bars.time.length).toBe(2_500);
    expect(bars.time.at(-1)).toBe(Date.UTC(2024, 5, 2, 23, 59));
    expectMarket(bars.time, bars.close);
    expect(checkBars(bars, "BTCUSDT")).toEqual([]);
    expect(instrument).toMatchObject({ calendar: "always", currency: "USD" });
    expect(simulator.asked.filter(({ pathname }) => pathname === "/api/v3/klines")).toHaveLength(3);
    expect(progress.length).toBeGreaterThan(1);
  });

  test("takes months as files in milliseconds before 2025 and in microseconds after, and pages for the rest", async () => {
    const simulator = await started(simulateBinance({ listed: Date.UTC(2024, 10, 20) }));
    const to = Date.UTC(2025, 1, 10);
    const { bars } = await fetcher(binance(simulator.url), simulator, to).run({
      symbol: "BTCUSDT",
      timeframe: "1m",
      from: Date.UTC(2024, 9, 1),
      to,
    });
    expect(bars.time.length).toBe((to - Date.UTC(2024, 10, 20)) / minute);
    expect(bars.time[0]).toBe(Date.UTC(2024, 10, 20));
    expectMarket(bars.time, bars.close);
    expect(checkBars(bars, "BTCUSDT")).toEqual([]);
    const files = simulator.asked.filter(({ pathname }) => pathname.endsWith(".zip"));
    expect(files.map(({ pathname }) => pathname.slice(-11, -4))).toEqual(["2024-10", "2024-11", "2024-12", "2025-01"]);
  });

  test("refuses a file that is not what its checksum says", async () => {
    const simulator = await started(simulateBinance({ listed: 0, damaged: true }));
    const { run } = fetcher(binance(simulator.url), simulator, Date.UTC(2025, 1, 10));
    await expect(
      run({ symbol: "BTCUSDT", timeframe: "1m", from: Date.UTC(2025, 0, 1), to: Date.UTC(2025, 1, 10) }),
    ).rejects.toThrow("checksum");
  });

  test("waits as long as it is told to when it asked too often, and gives up in words", async () => {
    const simulator = await started(simulateBinance({ listed: 0 }));
    const now = Date.UTC(2024, 5, 3);
    const request = { symbol: "BTCUSDT", timeframe: "1h", from: now - day, to: now } as const;
    simulator.failNext(
      { status: 429, headers: { "retry-after": "7" } },
      { status: 503 },
      { status: 200, hangUp: true },
    );
    const patient = fetcher(binance(simulator.url), simulator, now);
    expect((await patient.run(request)).bars.time.length).toBe(24);
    expect(patient.waits).toEqual([7_000, 1_000, 2_000]);
    simulator.failNext(...Array.from({ length: 5 }, () => ({ status: 418, headers: { "retry-after": "120" } })));
    const weary = fetcher(binance(simulator.url), simulator, now);
    await expect(weary.run(request)).rejects.toMatchObject({
      code: "unavailable",
      message: expect.stringContaining("418"),
    });
    expect(weary.waits).toEqual([60_000, 60_000, 60_000, 60_000]);
  });

  test("says what is wrong with a symbol, and stops when it is told to", async () => {
    const simulator = await started(simulateBinance({ listed: 0 }));
    const now = Date.UTC(2024, 5, 3);
    const { run, controller } = fetcher(binance(simulator.url), simulator, now);
    await expect(run({ symbol: "NOPE", timeframe: "1h", from: now - day, to: now })).rejects.toThrow("Invalid symbol.");
    controller.abort(new Error("enough"));
    await expect(run({ symbol: "BTCUSDT", timeframe: "1h", from: now - day, to: now })).rejects.toThrow("enough");
  });
});

describe("Yahoo", () => {
  test("brings days by their date with dividends beside them, without the bars that are null", async () => {
    const simulator = await started(simulateYahoo());
    const to = Date.UTC(2024, 3, 1);
    const { bars, actions, instrument } = await fetcher(yahoo(), simulator, to).run({
      symbol: "SPY",
      timeframe: "1d",
      from: Date.UTC(2024, 2, 1),
      to,
    });
    expect(bars.time.length).toBe(20);
    expect([...bars.time.subarray(0, 4)].map((time) => new Date(time).toISOString().slice(0, 10))).toEqual([
      "2024-03-01",
      "2024-03-04",
      "2024-03-05",
      "2024-03-07",
    ]);
    expectMarket(bars.time, bars.close, (i) => bars.time[i]! + 14.5 * 3_600_000);
    expect(actions).toEqual([{ kind: "dividend", time: Date.UTC(2024, 2, 15), amount: 1.595 }]);
    expect(instrument).toMatchObject({ currency: "USD", calendar: "us-equity", name: "SPDR S&P 500" });
  });

  test("asks for no more than seven days of minutes at a time", async () => {
    const simulator = await started(simulateYahoo());
    const to = Date.UTC(2024, 2, 23);
    const { bars } = await fetcher(yahoo(), simulator, to).run({
      symbol: "SPY",
      timeframe: "1m",
      from: Date.UTC(2024, 2, 4),
      to,
    });
    expect(simulator.asked).toHaveLength(3);
    expect(bars.time.length).toBe(15 * 390 - 3);
    expect(checkBars(bars, "SPY")).toEqual([]);
  });

  test("says what the service says of a symbol, and that an answer was none", async () => {
    const simulator = await started(simulateYahoo());
    const request = { timeframe: "1d", from: Date.UTC(2024, 2, 1), to: Date.UTC(2024, 3, 1) } as const;
    const { run } = fetcher(yahoo(), simulator, request.to);
    await expect(run({ ...request, symbol: "NOPE" })).rejects.toThrow("may be delisted");
    simulator.failNext({ status: 200, body: "<html>consent</html>" });
    await expect(run({ ...request, symbol: "SPY" })).rejects.toThrow("something else than a chart");
  });
});

describe("Alpha Vantage", () => {
  test("brings days, oldest first, and not the one under way", async () => {
    const simulator = await started(simulateAlphaVantage());
    const now = Date.UTC(2024, 0, 31, 12);
    const { bars } = await fetcher(alphaVantage(), simulator, now).run({
      symbol: "IBM",
      timeframe: "1d",
      from: Date.UTC(2024, 0, 10),
      to: now,
      key: "secret",
    });
    expect([bars.time[0], bars.time.at(-1), bars.time.length]).toEqual([
      Date.UTC(2024, 0, 10),
      Date.UTC(2024, 0, 30),
      21,
    ]);
    expectMarket(bars.time, bars.close);
  });

  test("takes New York's clock of bars within the day, a month at a time, at five requests a minute", async () => {
    const simulator = await started(simulateAlphaVantage());
    const now = Date.UTC(2024, 7, 1);
    const { run, waits } = fetcher(alphaVantage(), simulator, now);
    const { bars } = await run({
      symbol: "IBM",
      timeframe: "1m",
      from: Date.UTC(2024, 0, 1),
      to: Date.UTC(2024, 6, 10),
      key: "secret",
    });
    expect(simulator.asked.map((url) => url.searchParams.get("month"))).toEqual([
      "2024-01",
      "2024-02",
      "2024-03",
      "2024-04",
      "2024-05",
      "2024-06",
      "2024-07",
    ]);
    expect([...bars.time].map((time) => new Date(time).getUTCHours())).toEqual([
      14, 14, 14, 14, 14, 14, 13, 13, 13, 13, 13, 13, 13, 13,
    ]);
    expect(waits).toEqual([60_000]);
  });

  test("tells a limit from a wrong symbol, though both come as success", async () => {
    const simulator = await started(simulateAlphaVantage());
    const request = { timeframe: "1d", from: 0, to: Date.UTC(2024, 1, 1) } as const;
    const { run } = fetcher(alphaVantage(), simulator, request.to);
    await expect(run({ ...request, symbol: "IBM", key: "wrong" })).rejects.toMatchObject({ code: "too-many-requests" });
    await expect(run({ ...request, symbol: "NOPE", key: "secret" })).rejects.toMatchObject({ code: "invalid-input" });
    await expect(run({ ...request, symbol: "IBM" })).rejects.toThrow("ALPHA_VANTAGE_KEY");
    simulator.failNext({
      status: 200,
      body: JSON.stringify({ Note: "Thank you for using Alpha Vantage! 25 requests per day." }),
    });
    await expect(run({ ...request, symbol: "IBM", key: "secret" })).rejects.toThrow("25 requests per day");
  });
});

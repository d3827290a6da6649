import { describe, expect, test } from "vitest";
import { buildReport } from "@/graph-runtime/analytics/report.ts";
import { compile } from "@/graph-runtime/compiler/compile.ts";
import { DAY } from "@/graph-runtime/core/time.ts";
import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { runBacktest } from "@/graph-runtime/sim/run-backtest.ts";
import { smaCross } from "@/graph-runtime/templates/sma-cross.ts";
import { buy, close, fillLines, runScript, sellShort } from "@/graph-runtime/testkit/run-script.ts";
import { syntheticBars } from "@/graph-runtime/testkit/synthetic-bars.ts";

const at = (price: number): number[] => [price, price, price, price];
const market = { type: "market" } as const;
const euro = { currency: "EUR" };

describe("an instrument in another currency", () => {
  test("is paid for at the rate of the fill, and worth what it is at the rate of the bar", () => {
    const result = runScript({
      bars: [at(50), at(50), at(55), at(60)],
      asks: { 0: [buy(market, 100)], 2: [close()] },
      instrument: euro,
      rates: { 0: 1.2, 2: 1.1, 3: 1.3 },
    });
    const paid = 100 * 50 * 1.2;
    expect(result.equity[1]).toBeCloseTo(100_000, 9);
    expect(result.equity[2]).toBeCloseTo(100_000 - paid + 100 * 55 * 1.1, 9);
    expect(result.equity[3]).toBeCloseTo(100_000 - paid + 100 * 60 * 1.3, 9);
    // the rate alone: 50 a unit from 1.2 to 1.1, then to 1.3
    expect(result.cash.map(({ kind, bar, amount }) => [kind, bar, Number(amount.toFixed(9))])).toEqual([
      ["conversion", 2, -500],
      ["conversion", 3, 1_000],
    ]);
  });

  test("is sized by money of the account, and its commission is the account's too", () => {
    const result = runScript({
      bars: [at(50), at(50)],
      asks: { 0: [buy(market, 1, { size: { unit: "value", amount: 6_000 } })] },
      instrument: euro,
      rates: { 0: 1.2 },
      settings: { costs: { model: "percent", percent: 1 } },
    });
    expect(fillLines(result)).toEqual(["1 buy 100 at 50"]);
    expect(result.fills[0]?.fee).toBeCloseTo(60, 9);
    expect(result.equity[1]).toBeCloseTo(100_000 - 60, 9);
  });

  test("takes buying power at the rate", () => {
    const order = (units: number) =>
      runScript({ bars: [at(50), at(50)], asks: { 0: [buy(market, units)] }, instrument: euro, rates: { 0: 1.25 } });
    expect(order(1_600).orders[0]?.status).toBe("filled");
    expect(order(1_601).orders[0]?.deniedReason).toContain("needs 100062.50 and the buying power is 100000.00");
  });

  test("pays dividends and borrow at the rate, and a future its settlement", () => {
    const dividend = runScript({
      bars: [at(50), at(50), at(50)],
      asks: { 0: [buy(market, 100)] },
      actions: [{ kind: "dividend", time: 2 * DAY, amount: 2 }],
      instrument: euro,
      rates: { 0: 1.5 },
    });
    expect(dividend.equity[2]).toBeCloseTo(100_000 + 100 * 2 * 1.5, 9);
    const future = runScript({
      bars: [at(50), at(50), at(52), at(53)],
      asks: { 0: [sellShort(market, 10)] },
      instrument: { ...euro, settles: "daily", multiplier: 20 },
      rates: { 0: 1.5, 3: 1.4 },
      settings: { execution: { leverage: 5 } },
    });
    // what is settled keeps the rate of its day
    expect(future.equity[3]).toBeCloseTo(100_000 - 2 * 200 * 1.5 - 1 * 200 * 1.4, 9);
  });

  test("makes trades whose profit is the account's and whose prices are its own", () => {
    const result = runScript({
      bars: [at(50), at(50), at(55), at(60)],
      asks: { 0: [buy(market, 100)], 2: [close()] },
      instrument: euro,
      rates: { 0: 1.2, 3: 1.3 },
    });
    const prices = Float64Array.from([50, 50, 55, 60]);
    const bars = { time: result.time, open: prices, high: prices, low: prices, close: prices, volume: prices };
    const conversion = { time: Float64Array.of(0, 3 * DAY), rate: Float64Array.of(1.2, 1.3) };
    const { trades, benchmark } = buildReport({
      result,
      lanes: [{ instrument: shareInstrument("SAP", euro), bars, conversion }],
    });
    expect(trades).toHaveLength(1);
    expect(trades[0]?.entryPrice).toBeCloseTo(50, 9);
    expect(trades[0]?.exitPrice).toBeCloseTo(60, 9);
    expect(trades[0]?.profit).toBeCloseTo(100 * (60 * 1.3 - 50 * 1.2), 9);
    expect(benchmark?.[3]).toBeCloseTo((100_000 * 60 * 1.3) / (50 * 1.2), 6);
  });
});

describe("instruments whose rate nobody gives", () => {
  const bars = syntheticBars({ seed: 3, length: 200 });
  const lane = (symbol: string, currency: string) => ({ instrument: shareInstrument(symbol, { currency }), bars });
  const { program } = compile(smaCross.document);
  const run = (...lanes: readonly ReturnType<typeof lane>[]) => runBacktest({ program: program!, lanes });

  test("of one currency: the account is kept in it, and the result says so", () => {
    const rupees = run(lane("NIFTY", "INR"));
    expect(rupees.settings.currency).toBe("INR");
    expect(rupees.fingerprint).toBe(run(lane("NIFTY", "USD")).fingerprint);
    expect(rupees.fills.length).toBeGreaterThan(0);
  });

  test("of several currencies: refused, with the one that is missing", () => {
    const mixed = run(lane("AAPL", "USD"), lane("NIFTY", "INR"));
    expect(mixed.diagnostics).toMatchObject([
      { code: "run.no-conversion", severity: "error", expected: "USD", received: "INR" },
    ]);
    expect(mixed.diagnostics[0]?.message).toContain("NIFTY is quoted in INR and the account is kept in USD");
    expect(mixed.fills).toEqual([]);
    expect(mixed.equity).toHaveLength(0);
  });
});

import { describe, expect, test } from "vitest";
import { buildReport } from "@/graph-runtime/analytics/report.ts";
import { DAY } from "@/graph-runtime/core/time.ts";
import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { buy, close, fillLines, runScript, sellShort } from "@/graph-runtime/testkit/run-script.ts";
import { syntheticBars } from "@/graph-runtime/testkit/synthetic-bars.ts";

const flat = [100, 100, 100, 100];
const at = (price: number): number[] => [price, price, price, price];
const market = { type: "market" } as const;

describe("futures", () => {
  const future = { settles: "daily", multiplier: 50 } as const;
  const leveraged = { execution: { leverage: 20 } };

  test("cost nothing to open, and pay each session's gain or loss in cash", () => {
    const result = runScript({
      bars: [flat, flat, at(104), at(97)],
      asks: { 0: [buy(market, 3)] },
      instrument: future,
      settings: leveraged,
    });
    // 3 contracts x 50 a point: +4 points, then -7
    expect([...result.equity]).toEqual([100_000, 100_000, 100_600, 99_550]);
    expect(result.cash.map(({ kind, bar, amount }) => [kind, bar, amount])).toEqual([
      ["settlement", 2, 600],
      ["settlement", 3, -1_050],
    ]);
    // exposure is the contracts' value, not what was paid for them
    expect(result.exposure[3]).toBeCloseTo((3 * 50 * 97) / 99_550, 12);
  });

  test("closed within a session, only the points since the last settlement move", () => {
    const result = runScript({
      bars: [flat, flat, [104, 110, 104, 106], [101, 101, 99, 100]],
      asks: { 0: [buy(market, 4)], 2: [close(market, 50)] },
      instrument: future,
      settings: leveraged,
    });
    expect(fillLines(result)).toEqual(["1 buy 4 at 100", "3 sell 2 at 101"]);
    // settled at 106: +6 x 200; then 2 closed at 101 (-5 x 100) and 2 settled at 100 (-6 x 100)
    expect([...result.equity]).toEqual([100_000, 100_000, 101_200, 100_100]);
  });

  test("a short gains as the price falls, and turns over in one fill", () => {
    const result = runScript({
      bars: [flat, flat, at(90), at(95), at(97)],
      asks: {
        0: [sellShort(market, 2)],
        2: [{ ...buy(market, 1), action: "enter", direction: 1, reverse: true } as never],
      },
      instrument: future,
      settings: leveraged,
    });
    // short 2 from 100: +10 x 100; covered at 95: -5 x 100; long 1 from 95 to 97: +2 x 50
    expect([...result.equity]).toEqual([100_000, 100_000, 101_000, 100_500, 100_600]);
  });

  test("interest is earned on settled gains, which shares do not give before they are sold", () => {
    const financing = { cashInterestPercent: 36.5 };
    const run = (settles: "daily" | "trade") =>
      runScript({
        bars: [flat, flat, at(110), at(110)],
        asks: { 0: [buy(market, 100)] },
        instrument: { settles },
        settings: { financing, execution: { leverage: 4 } },
      });
    const day = 1.001;
    const cash = 100_000 * day * day + 1_000;
    expect(run("daily").equity[3]).toBeCloseTo(cash * day, 6);
    expect(run("trade").equity[3]).toBeCloseTo((100_000 * day - 10_000) * day * day + 11_000, 6);
  });

  test("expire into cash at the close of the bar in which they end, at their final price where there is one", () => {
    const run = (more: object) =>
      runScript({
        bars: [flat, flat, at(105), at(120)],
        asks: {
          0: [buy(market, 2, {}), buy({ type: "limit", price: 50 }, 1)],
          2: [buy(market, 1)],
          3: [buy(market, 1)],
        },
        instrument: { ...future, expiry: 2 * DAY + DAY / 2, ...more },
        settings: leveraged,
      });
    const plain = run({});
    expect(fillLines(plain)).toEqual(["1 buy 2 at 100", "2 sell 2 at 105"]);
    expect(plain.fills[1]).toMatchObject({ reason: "expiry", fee: 0, role: "exit" });
    expect(plain.orders[1]).toMatchObject({
      status: "cancelled",
      deniedReason: "the contract expired at 1970-01-03T12:00:00Z",
    });
    expect(plain.orders.filter((order) => order.status === "denied").map((order) => order.deniedReason)).toEqual([
      "the contract expired at 1970-01-03T12:00:00Z",
      "the contract expired at 1970-01-03T12:00:00Z",
    ]);
    expect([...plain.equity]).toEqual([100_000, 100_000, 100_500, 100_500]);
    expect(run({ finalPrice: 106 }).equity[3]).toBe(100_600);
  });

  test("a roll closes the old contract and opens the new one, with commission on both, and carries stops by the gap", () => {
    const result = runScript({
      bars: [flat, at(101), [131, 131, 131, 131], [130, 130, 124, 125]],
      asks: { 0: [buy(market, 2)] },
      protections: [{ role: "stop", percent: false, distance: 5 }],
      actions: [{ kind: "roll", time: 2 * DAY, symbol: "NEXT", closePrice: 102, openPrice: 130 }],
      instrument: future,
      settings: { ...leveraged, costs: { model: "per-contract", perContract: 1 } },
    });
    expect(fillLines(result)).toEqual(["1 buy 2 at 101", "2 sell 2 at 102", "2 buy 2 at 130", "3 sell 2 at 124"]);
    // bought at 101, rolled 102 -> 130, stopped at 96 + 28: 1 - 6 points x 100, four fills of 2
    expect(result.equity[3]).toBeCloseTo(100_000 + (1 - 6) * 100 - 8, 9);
    expect(result.fills.slice(1, 3).map((fill) => fill.reason)).toEqual(["roll to NEXT", "roll to NEXT"]);
    const lanes = [
      {
        instrument: shareInstrument("OLD", future),
        bars: barsOf(result.time, [100, 101, 131, 125]),
        actions: [{ kind: "roll" as const, time: 2 * DAY, symbol: "NEXT", closePrice: 102, openPrice: 130 }],
      },
    ];
    const { trades } = buildReport({ result, lanes });
    expect(trades.map(({ symbol, profit }) => [symbol, profit])).toEqual([
      ["OLD", 1 * 100 - 4],
      ["NEXT", -6 * 100 - 4],
    ]);
  });
});

describe("perpetuals", () => {
  test("longs pay the funding rate on the position's value, shorts receive it, and the other way round below zero", () => {
    const events = [
      { kind: "funding", time: 2 * DAY, rate: 0.001 },
      { kind: "funding", time: 3 * DAY, rate: -0.0005, price: 120 },
    ] as const;
    const run = (order: typeof buy) =>
      runScript({
        bars: [flat, flat, at(110), at(110)],
        asks: { 0: [order(market, 100)] },
        actions: events,
        settings: { execution: { leverage: 4 } },
      });
    const paid = [100 * 100 * 0.001, -100 * 120 * 0.0005] as const;
    expect(run(buy).equity[3]).toBeCloseTo(101_000 - paid[0] - paid[1], 9);
    expect(run(sellShort).equity[3]).toBeCloseTo(99_000 + paid[0] + paid[1], 9);
    expect(run(buy).cash.map(({ kind, amount }) => [kind, amount])).toEqual([
      ["funding", -paid[0]],
      ["funding", -paid[1]],
    ]);
  });

  test("who holds nothing pays nothing, and a position opened at the payment's bar has none to pay", () => {
    const result = runScript({
      bars: [flat, flat, flat],
      asks: { 1: [buy()] },
      actions: [
        { kind: "funding", time: DAY, rate: 0.01 },
        { kind: "funding", time: 2 * DAY, rate: 0.01 },
      ],
    });
    expect(result.cash).toEqual([]);
    expect(result.equity[2]).toBe(100_000);
  });
});

describe("a delisting", () => {
  test("closes the position at its price without commission, cancels orders and takes none any more", () => {
    const result = runScript({
      bars: [flat, flat, at(8), at(8)],
      asks: { 0: [buy(market, 100), buy({ type: "limit", price: 5 }, 1)], 2: [buy()] },
      actions: [{ kind: "delist", time: 2 * DAY, price: 7 }],
      settings: { costs: { model: "per-trade", amount: 1 } },
    });
    expect(fillLines(result)).toEqual(["1 buy 100 at 100", "2 sell 100 at 7"]);
    expect(result.equity[2]).toBe(100_000 - 100 * 93 - 1);
    expect(result.orders[1]).toMatchObject({ status: "cancelled" });
    expect(result.orders.at(-1)).toMatchObject({
      status: "denied",
      deniedReason: "the instrument was delisted at 1970-01-03T00:00:00Z",
    });
  });

  test("takes place though the instrument has no bars any more, as long as the run goes on", () => {
    const result = runScript({
      bars: [flat, flat, flat, flat],
      asks: { 0: [buy(market, 10)] },
      actions: [{ kind: "delist", time: 2 * DAY }],
    });
    expect(fillLines(result)).toEqual(["1 buy 10 at 100", "2 sell 10 at 100"]);
    expect(result.fills[1]?.reason).toBe("delisting");
  });
});

describe("a change of symbol", () => {
  test("changes no money, no position and no order; trades go by the name of their day", () => {
    const rename = { kind: "rename", time: 2 * DAY, symbol: "META" } as const;
    const script = {
      bars: [flat, flat, at(103), at(104), at(104)],
      asks: { 0: [buy(market, 10)], 1: [close({ type: "limit", price: 103.5 })], 3: [buy(market, 1)] },
    };
    const result = runScript({ ...script, actions: [rename] });
    expect(result.fingerprint).toBe(runScript(script).fingerprint);
    const bars = barsOf(result.time, [100, 100, 103, 104, 104]);
    const { trades } = buildReport({ result, lanes: [{ instrument: shareInstrument("FB"), bars, actions: [rename] }] });
    expect(trades.map((trade) => trade.symbol)).toEqual(["FB", "META"]);
  });
});

function barsOf(time: Float64Array, closes: readonly number[]) {
  const prices = Float64Array.from(closes);
  return {
    ...syntheticBars({ seed: 1, length: closes.length }),
    time,
    open: prices,
    high: prices,
    low: prices,
    close: prices,
  };
}

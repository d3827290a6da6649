import { describe, expect, test } from "vitest";
import { buy, close, fillLines, runScript, sellShort } from "@/graph-runtime/testkit/run-script.ts";

const flat = [100, 100, 100, 100];

describe("commissions", () => {
  const feesOf = (costs: unknown, units: number, bars: readonly number[][] = [flat, flat, flat, flat], more = {}) =>
    runScript({ bars, asks: { 0: [buy({ type: "market" }, units)] }, settings: { costs, ...more } }).fills.map((fill) =>
      Number(fill.fee.toFixed(9)),
    );

  test("per share with a minimum and a cap", () => {
    const rates = { model: "per-share", perShare: 0.005, minimum: 1, maximumPercent: 0.5 };
    expect(feesOf(rates, 10)).toEqual([1]);
    expect(feesOf(rates, 400)).toEqual([2]);
    expect(feesOf(rates, 1)).toEqual([0.5]);
  });

  test("a minimum holds over all fills of an order: later fills pay only what has come due since", () => {
    const rates = { model: "per-share", perShare: 0.01, minimum: 1 };
    const bars = [flat, ...Array.from({ length: 4 }, () => [...flat, 600])];
    // 60 units a bar: 0.60 is below the minimum, 1.20 exceeds it by 0.20, then 0.60 and the last 0.20
    expect(feesOf(rates, 200, bars, { execution: { participationPercent: 10 } })).toEqual([1, 0.2, 0.6, 0.2]);
  });

  test("per trade once, per contract each, by a schedule with dates", () => {
    expect(feesOf({ model: "per-trade", amount: 7 }, 10)).toEqual([7]);
    expect(feesOf({ model: "per-contract", perContract: 0.5 }, 10)).toEqual([5]);
    const rates = [
      { from: 0, percent: 1 },
      { from: 86_400_000, percent: 0.5 },
    ];
    expect(feesOf({ model: "schedule", rates }, 10)).toEqual([5]);
  });

  test("a resting limit order pays the maker's rate, a market order the taker's", () => {
    const settings = { costs: { model: "maker-taker", makerPercent: 0.01, takerPercent: 0.1 } };
    const asks = { 0: [buy()], 1: [close({ type: "limit", price: 105 })] };
    const result = runScript({ bars: [flat, flat, [100, 106, 100, 106]], asks, settings });
    expect(result.fills.map((fill) => Number(fill.fee.toFixed(6)))).toEqual([1, 0.105]);
  });
});

describe("buying power", () => {
  test("an order beyond it is denied with a reason, or shrunk where the setting says so", () => {
    const run = (beyondBuyingPower: string) =>
      runScript({
        bars: [flat, flat],
        asks: { 0: [buy({ type: "market" }, 2_000)] },
        settings: { execution: { beyondBuyingPower } },
      });
    expect(run("deny").orders[0]?.deniedReason).toContain("needs 200000.00 and the buying power is 100000.00");
    expect(fillLines(run("shrink"))).toEqual(["1 buy 1000 at 100"]);
  });

  test("working entries reserve it", () => {
    const result = runScript({
      bars: [flat, flat],
      asks: { 0: [buy({ type: "limit", price: 90 }, 900), buy({ type: "limit", price: 90 }, 900)] },
    });
    expect(result.orders.map((order) => order.status)).toEqual(["working", "denied"]);
  });

  test("a cash account sells nothing short; a margin account needs the initial margin", () => {
    const cash = { execution: { account: "cash" } };
    expect(runScript({ bars: [flat, flat], asks: { 0: [sellShort()] }, settings: cash }).orders[0]?.status).toBe(
      "denied",
    );
    const half = { execution: { initialMarginPercent: 50 } };
    expect(
      runScript({ bars: [flat, flat], asks: { 0: [buy({ type: "market" }, 2_000)] }, settings: half }).fills,
    ).toHaveLength(1);
    expect(
      runScript({ bars: [flat, flat], asks: { 0: [buy({ type: "market" }, 2_001)] }, settings: half }).fills,
    ).toEqual([]);
  });
});

describe("a cash account owes nothing, whatever the price at the fill", () => {
  const market = { type: "market" } as const;
  const run = (bars: readonly number[][], ask: ReturnType<typeof buy>, more: object = {}, settings: object = {}) =>
    runScript({ bars, asks: { 0: [ask] }, settings: { execution: { account: "cash", ...more }, ...settings } });
  // all of the cash at the close, and the market opens one point higher
  const up = [101, 101, 101, 101];

  test("an entry that the cash does not pay for is cancelled with the reason, as LEAN calls it invalid", () => {
    const result = run([flat, up, flat], buy(market, 1_000));
    expect(result.fills).toEqual([]);
    expect(result.orders.map(({ status, deniedReason }) => [status, deniedReason])).toEqual([
      ["cancelled", "its fill costs 101000.00 and the cash is 100000.00"],
    ]);
    expect([...result.equity]).toEqual([100_000, 100_000, 100_000]);
    expect(fillLines(run([flat, up], buy(market, 990)))).toEqual(["1 buy 990 at 101"]);
  });

  test("where orders shrink it fills as far as the money goes, its fee included, and the rest is cancelled", () => {
    const costs = { model: "per-trade", amount: 20 };
    const result = run([flat, up, up], buy(market, 999), { beyondBuyingPower: "shrink" }, { costs });
    // 989 x 101 + 20 = 99,909, and 990 would take 100,010
    expect(fillLines(result)).toEqual(["1 buy 989 at 101"]);
    const [order] = result.orders;
    expect([order?.status, order?.filledQuantity]).toEqual(["cancelled", 989]);
    expect(order?.deniedReason).toBe("the cash does not pay for more");
    expect(result.equity[2]).toBe(100_000 - 20);
  });

  test("a stop that the open gaps over, and slippage, count at the price that is paid", () => {
    const stop = run([flat, [110, 110, 110, 110]], buy({ type: "stop", price: 105 }, 950));
    expect(stop.orders[0]?.deniedReason).toBe("its fill costs 104500.00 and the cash is 100000.00");
    const slipped = run([flat, flat], buy(market, 1_000), {}, { slippage: { model: "percent", percent: 1 } });
    expect(slipped.orders[0]?.deniedReason).toBe("its fill costs 101000.00 and the cash is 100000.00");
  });

  test("a margin account borrows the difference", () => {
    const result = run([flat, up], buy(market, 1_000), { account: "margin" });
    expect(fillLines(result)).toEqual(["1 buy 1000 at 101"]);
  });
});

describe("margin calls", () => {
  const settings = { execution: { initialMarginPercent: 50, maintenanceMarginPercent: 25 } };
  const asks = { 0: [buy({ type: "market" }, 2_000)] };

  test("close as much as needed at the next open once equity is below the maintenance share", () => {
    // equity 100,000 - 2,000 x 35 = 30,000 against 0.25 x 130,000 = 32,500: positions may be worth 120,000
    const bars = [flat, flat, [65, 65, 65, 65], [65, 65, 65, 65]];
    const result = runScript({ bars, asks, settings });
    expect(fillLines(result)).toEqual(["1 buy 2000 at 100", "3 sell 154 at 65"]);
    expect(result.fills[1]?.reason).toBe("margin call");
  });

  test("come after a fill at whose price equity is too low, though the close finds it high enough", () => {
    // 2,001 units at 65 are worth 130,065, and a quarter of it is more than the 30,000 that are left: 120,000 may be held
    const bars = [flat, flat, [65, 80, 65, 80], [80, 80, 80, 80]];
    const asks = { 0: [buy({ type: "market" }, 2_000)], 1: [buy({ type: "limit", price: 66 }, 1)] };
    const run = (more: object) =>
      runScript({ bars, asks, settings: { execution: { ...settings.execution, ...more } } });
    const denied = run({});
    expect(fillLines(denied)).toEqual(["1 buy 2000 at 100"]);
    // room for one unit more: an initial margin of 49 %
    const called = run({ initialMarginPercent: 49 });
    expect(fillLines(called)).toEqual(["1 buy 2000 at 100", "2 buy 1 at 65", "3 sell 155 at 80"]);
    expect(called.fills[2]?.reason).toBe("margin call");
    // at the close the account has 60,000 against a quarter of 160,080
    expect(called.equity[2]).toBeCloseTo(100_000 - 2_000 * 20 + 15, 9);
  });

  test("sell no more than the rest of the bar leaves", () => {
    // called for 155 at the open as above; then the first entry's stop at 60 sells its 2,000 units, and one is left
    const bars = [flat, flat, [65, 66, 58, 60], [60, 60, 60, 60], [60, 60, 60, 60]];
    const result = runScript({
      bars,
      asks: { 0: [buy({ type: "market" }, 2_000)], 1: [buy({ type: "limit", price: 66 }, 1)] },
      protections: [{ role: "stop", percent: false, distance: 40 }],
      settings: { execution: { ...settings.execution, initialMarginPercent: 49 } },
    });
    expect(fillLines(result)).toEqual(["1 buy 2000 at 100", "2 buy 1 at 65", "2 sell 2000 at 60", "3 sell 1 at 60"]);
    expect(result.fills[3]?.reason).toBe("margin call");
  });

  test("do not come while equity suffices", () => {
    expect(runScript({ bars: [flat, flat, [70, 70, 70, 70], flat], asks, settings }).fills).toHaveLength(1);
  });

  test("equity that is gone ends all trading", () => {
    const bars = [flat, flat, [40, 40, 40, 40], [40, 40, 40, 40]];
    const result = runScript({ bars, asks: { ...asks, 2: [buy()] }, settings: { execution: { leverage: 2 } } });
    expect(result.fills).toHaveLength(1);
    expect(result.diagnostics.map((problem) => problem.code)).toContain("run.ruined");
  });
});

describe("financing, by calendar days", () => {
  const financing = { cashInterestPercent: 3.65, marginInterestPercent: 7.3, borrowPercent: 36.5 };

  test("cash earns interest", () => {
    const result = runScript({ bars: [flat, flat, flat], asks: {}, settings: { financing } });
    expect(result.equity[1]).toBeCloseTo(100_010, 6);
    expect(result.equity[2]).toBeCloseTo(100_010 * 1.0001, 6);
  });

  test("cash below zero pays, and a short pays its borrow", () => {
    const leveraged = { financing, execution: { leverage: 2 } };
    const long = runScript({
      bars: [flat, flat, flat],
      asks: { 0: [buy({ type: "market" }, 1_500)] },
      settings: leveraged,
    });
    // a day's interest on 100,000, then 0.02 % a day on the debt of 49,990
    expect(long.equity[2]).toBeCloseTo(100_010 - 49_990 * 0.0002, 6);
    const short = runScript({
      bars: [flat, flat, flat],
      asks: { 0: [sellShort({ type: "market" }, 100)] },
      settings: { financing },
    });
    expect(short.equity[2]).toBeCloseTo(100_010 + 110_010 * 0.0001 - 10_000 * 0.001, 6);
  });
});

describe("bad orders", () => {
  test("each is denied with a reason, and none changes the account", () => {
    const cases = [
      [buy({ type: "market" }, 0.4), "rounds to zero"],
      [close(), "no position to close"],
      [buy({ type: "stop", price: 105 }, 10, { timeInForce: "on-open" }), "takes market and limit orders"],
    ] as const;
    for (const [intent, reason] of cases) {
      const result = runScript({ bars: [flat, flat], asks: { 0: [intent] } });
      expect(result.orders[0]?.deniedReason).toContain(reason);
      expect([...result.equity]).toEqual([100_000, 100_000]);
    }
  });

  test("an expired contract takes no orders", () => {
    const result = runScript({ bars: [flat, flat], asks: { 0: [buy()] }, instrument: { expiry: 0 } });
    expect(result.orders[0]?.deniedReason).toContain("expired");
  });
});

import { describe, expect, test } from "vitest";
import { HOUR } from "@/graph-runtime/core/time.ts";
import { buy, close, fillLines, runScript, sellShort } from "@/graph-runtime/testkit/run-script.ts";

const flat = [100, 100, 100, 100];
const execution = (changes: Record<string, unknown>) => ({ settings: { execution: changes } });

describe("limits", () => {
  test("need the price to trade through them by the setting's ticks", () => {
    const asks = { 0: [buy({ type: "limit", price: 95 })] };
    const touched = [flat, [100, 100, 95, 96]];
    expect(runScript({ bars: touched, asks }).fills).toEqual([]);
    expect(fillLines(runScript({ bars: touched, asks, ...execution({ limitPenetrationTicks: 0 }) }))).toEqual([
      "1 buy 10 at 95",
    ]);
    expect(fillLines(runScript({ bars: [flat, [100, 100, 94.99, 96]], asks }))).toEqual(["1 buy 10 at 95"]);
  });

  test("fill at a better open, and never worse than the limit whatever the slippage", () => {
    const settings = { slippage: { model: "percent", percent: 1 } };
    const asks = { 0: [buy({ type: "limit", price: 95 })] };
    expect(fillLines(runScript({ bars: [flat, [93, 94, 92, 93]], asks, settings }))).toEqual(["1 buy 10 at 93"]);
  });
});

describe("stop-limit orders", () => {
  const order = buy({ type: "stop-limit", price: 105, limit: 106 });

  test("fill at the trigger where the limit allows", () => {
    expect(fillLines(runScript({ bars: [flat, [100, 110, 100, 110]], asks: { 0: [order] } }))).toEqual([
      "1 buy 10 at 105",
    ]);
  });

  test("gapped beyond the limit they rest, and fill when the price comes back on the path", () => {
    expect(runScript({ bars: [flat, [108, 110, 107, 109]], asks: { 0: [order] } }).fills).toEqual([]);
    expect(fillLines(runScript({ bars: [flat, [108, 110, 105.5, 109]], asks: { 0: [order] } }))).toEqual([
      "1 buy 10 at 106",
    ]);
    const later = [flat, [108, 110, 107, 109], [109, 109, 104, 105]];
    expect(fillLines(runScript({ bars: later, asks: { 0: [order] } }))).toEqual(["2 buy 10 at 106"]);
  });

  test("in the trigger bar, a limit that only the path before the trigger reached does not count", () => {
    const asks = { 0: [buy({ type: "stop-limit", price: 105, limit: 98 })] };
    const bars = [flat, [100, 106, 97, 105]];
    expect(runScript({ bars, asks, ...execution({ intrabar: "olhc" }) }).fills).toEqual([]);
    expect(fillLines(runScript({ bars, asks, ...execution({ intrabar: "ohlc" }) }))).toEqual(["1 buy 10 at 98"]);
  });
});

describe("touched orders", () => {
  test("a market-if-touched order fills at its level, slippage on top, and at a better open", () => {
    const asks = { 0: [buy({ type: "market-if-touched", price: 95 })] };
    expect(fillLines(runScript({ bars: [flat, [100, 100, 95, 96]], asks }))).toEqual(["1 buy 10 at 95"]);
    expect(fillLines(runScript({ bars: [flat, [90, 96, 90, 95]], asks }))).toEqual(["1 buy 10 at 90"]);
    const settings = { slippage: { model: "ticks", ticks: 2 } };
    expect(fillLines(runScript({ bars: [flat, [100, 100, 95, 96]], asks, settings }))).toEqual(["1 buy 10 at 95.02"]);
  });

  test("a limit-if-touched order becomes a limit order at its level", () => {
    const asks = { 0: [buy({ type: "limit-if-touched", price: 95, limit: 94 })] };
    expect(runScript({ bars: [flat, [100, 100, 94.5, 96]], asks }).fills).toEqual([]);
    expect(fillLines(runScript({ bars: [flat, [100, 100, 93, 96]], asks }))).toEqual(["1 buy 10 at 94"]);
  });
});

describe("trailing stops", () => {
  test("by percent, follow the high and never step back", () => {
    const asks = { 0: [buy()], 1: [close({ type: "trailing-stop", distance: 10, unit: "percent" })] };
    const bars = [flat, flat, [100, 120, 100, 118], [118, 119, 109, 110], [110, 110, 107, 108]];
    expect(fillLines(runScript({ bars, asks }))[1]).toBe("4 sell 10 at 108");
  });

  test("of a short, follow the low", () => {
    const asks = { 0: [sellShort()], 1: [close({ type: "trailing-stop", distance: 5, unit: "price" })] };
    const bars = [flat, flat, [100, 100, 90, 91], [91, 96, 91, 95]];
    expect(fillLines(runScript({ bars, asks }))[1]).toBe("3 buy 10 at 95");
  });
});

describe("time in force", () => {
  const limit = { type: "limit", price: 95 } as const;
  const later = [flat, flat, [100, 100, 90, 95]];

  test("a day order ends with the session of its first bar", () => {
    const result = runScript({ bars: later, asks: { 0: [buy(limit, 10, { timeInForce: "day" })] } });
    expect(result.fills).toEqual([]);
    expect(result.orders[0]?.status).toBe("expired");
  });

  test("within a session, a day order lives on", () => {
    const asks = { 0: [buy(limit, 10, { timeInForce: "day" })] };
    expect(fillLines(runScript({ bars: later, asks, step: HOUR }))).toEqual(["2 buy 10 at 95"]);
  });

  test("good till a date works up to that instant", () => {
    const day = 86_400_000;
    const till = (days: number) => ({ 0: [buy(limit, 10, { timeInForce: "gtd", goodTill: days * day })] });
    expect(runScript({ bars: later, asks: till(2) }).orders[0]?.status).toBe("expired");
    expect(runScript({ bars: later, asks: till(3) }).orders[0]?.status).toBe("filled");
    expect(runScript({ bars: later, asks: till(0) }).orders[0]?.deniedReason).toContain("has passed");
  });

  test("immediate or cancel takes what the open gives; fill or kill takes all or nothing", () => {
    const bars = [flat, [100, 100, 100, 100, 400]];
    const run = (timeInForce: "ioc" | "fok") =>
      runScript({
        bars,
        asks: { 0: [buy({ type: "market" }, 100, { timeInForce })] },
        ...execution({ participationPercent: 10 }),
      });
    expect(fillLines(run("ioc"))).toEqual(["1 buy 40 at 100"]);
    expect(run("ioc").orders[0]?.status).toBe("cancelled");
    expect(run("fok").fills).toEqual([]);
  });

  test("on the open waits for the first bar of a session, on the close for the last", () => {
    const bars = Array.from({ length: 49 }, (_, i) => [100 + i, 100 + i, 100 + i, 100 + i]);
    const run = (timeInForce: "on-open" | "on-close") =>
      runScript({ bars, step: HOUR, asks: { 3: [buy({ type: "market" }, 10, { timeInForce })] } });
    expect(fillLines(run("on-open"))).toEqual(["24 buy 10 at 124"]);
    expect(fillLines(run("on-close"))).toEqual(["23 buy 10 at 123"]);
  });

  test("a limit on the close that the close does not reach expires", () => {
    const result = runScript({
      bars: [flat, [100, 100, 90, 99]],
      asks: { 0: [buy(limit, 10, { timeInForce: "on-close" })] },
    });
    expect(result.orders[0]?.status).toBe("expired");
  });
});

describe("orders that belong together", () => {
  const bracket = [
    { role: "stop", percent: false, distance: 5 },
    { role: "target", percent: false, distance: 5 },
  ] as const;

  test("a bracket goes live with its entry's fill, and one side cancels the other", () => {
    const result = runScript({ bars: [flat, [100, 107, 99, 106]], asks: { 0: [buy()] }, protections: bracket });
    expect(fillLines(result)).toEqual(["1 buy 10 at 100", "1 sell 10 at 105"]);
    expect(result.orders.map((order) => order.status)).toEqual(["filled", "cancelled", "filled"]);
  });

  test("stop and target in one bar: the policy decides, and the bar is counted as ambiguous", () => {
    const bars = [flat, [100, 106, 94, 100]];
    const sold = (intrabar: string) => {
      const result = runScript({ bars, asks: { 0: [buy()] }, protections: bracket, ...execution({ intrabar }) });
      expect(result.ambiguousBars).toBe(1);
      return fillLines(result)[1];
    };
    expect(sold("pessimistic")).toBe("1 sell 10 at 95");
    expect(sold("ohlc")).toBe("1 sell 10 at 105");
    expect(sold("olhc")).toBe("1 sell 10 at 95");
  });

  test("a protective order attached to an intrabar entry is live on the rest of the path only", () => {
    const asks = { 0: [buy({ type: "stop", price: 104 })] };
    // on the way up: in at 104, then down through the stop at 99; low first: the low came before the entry
    const bars = [flat, [100, 105, 98, 103]];
    const lines = (intrabar: string) =>
      fillLines(runScript({ bars, asks, protections: [bracket[0]], ...execution({ intrabar }) }));
    expect(lines("ohlc")).toEqual(["1 buy 10 at 104", "1 sell 10 at 99"]);
    expect(lines("olhc")).toEqual(["1 buy 10 at 104"]);
  });

  test("orders of one group cancel each other at the first fill", () => {
    const pair = [
      buy({ type: "stop", price: 105 }, 10, { oco: "breakout" }),
      sellShort({ type: "stop", price: 95 }, 10, { oco: "breakout" }),
    ];
    const result = runScript({ bars: [flat, [100, 106, 99, 106], [106, 106, 90, 91]], asks: { 0: pair } });
    expect(fillLines(result)).toEqual(["1 buy 10 at 105"]);
    expect(result.orders[1]?.status).toBe("cancelled");
  });

  test("a partly filled entry is protected for what has filled, and the parts do not cancel each other", () => {
    const bars = [flat, [100, 100, 100, 100, 40], [100, 100, 100, 100, 60], [100, 100, 90, 90, 1_000]];
    const result = runScript({
      bars,
      asks: { 0: [buy({ type: "market" }, 10)] },
      protections: [bracket[0]],
      ...execution({ participationPercent: 10 }),
    });
    expect(fillLines(result)).toEqual(["1 buy 4 at 100", "2 buy 6 at 100", "3 sell 4 at 95", "3 sell 6 at 95"]);
  });
});

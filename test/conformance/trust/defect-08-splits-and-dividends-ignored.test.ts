import { describe, expect, test } from "vitest";
import { DAY } from "@/graph-runtime/core/time.ts";
import type { InstrumentEvent } from "@/graph-runtime/market/instrument-event.ts";
import type { OrderIntent } from "@/graph-runtime/nodes/order-intent.ts";
import { buy, fillLines, runScript, sellShort } from "@/graph-runtime/testkit/run-script.ts";

const run = (bars: readonly number[][], asks: Record<number, OrderIntent[]>, actions: InstrumentEvent[]) =>
  runScript({ bars, asks, actions });

describe("defect 8: splits and dividends are booked", () => {
  const flat = [100, 100, 100, 100];
  const quarter = [25, 25, 25, 25];

  test("a four-for-one split quadruples the units, and equity does not move", () => {
    const result = run([flat, flat, quarter, quarter], { 0: [buy()] }, [{ kind: "split", time: 2 * DAY, ratio: 4 }]);
    expect([...result.equity]).toEqual([100_000, 100_000, 100_000, 100_000]);
    expect(result.exposure[2]).toBeCloseTo(0.01, 12);
  });

  test("working orders keep their meaning over a split", () => {
    const asks = { 0: [buy()], 1: [buy({ type: "limit", price: 80 }, 10)] };
    const result = run([flat, flat, quarter, [25, 25, 19, 20]], asks, [{ kind: "split", time: 2 * DAY, ratio: 4 }]);
    expect(fillLines(result)[1]).toBe("3 buy 40 at 20");
  });

  test("a reverse split pays out the fraction at the price", () => {
    const actions: InstrumentEvent[] = [{ kind: "split", time: 2 * DAY, ratio: 0.3 }];
    const result = run([flat, flat, [200, 200, 200, 200]], { 0: [buy({ type: "market" }, 5)] }, actions);
    // one and a half units: one stays, half is paid out at 100 / 0.3, and the market opens at 200
    expect(result.equity[2]).toBeCloseTo(100_000 - 500 + 200 + (0.5 * 100) / 0.3, 6);
  });

  test("a dividend is earned at the ex-date and is part of equity before it is paid", () => {
    const actions: InstrumentEvent[] = [{ kind: "dividend", time: 2 * DAY, payTime: 3 * DAY, amount: 2 }];
    const after = [98, 98, 98, 98];
    expect([...run([flat, flat, after, after], { 0: [buy()] }, actions).equity]).toEqual([
      100_000, 100_000, 100_000, 100_000,
    ]);
  });

  test("a short pays the dividend", () => {
    const result = run([flat, flat, flat], { 0: [sellShort()] }, [{ kind: "dividend", time: 2 * DAY, amount: 2 }]);
    expect(result.equity[2]).toBe(99_980);
  });

  test("a position opened on the ex-date does not get it", () => {
    const result = run([flat, flat, flat], { 1: [buy()] }, [{ kind: "dividend", time: 2 * DAY, amount: 2 }]);
    expect(result.equity[2]).toBe(100_000);
  });
});

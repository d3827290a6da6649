import { describe, expect, test } from "vitest";
import { DAY } from "../../core/time.ts";
import type { InstrumentEvent } from "../../market/instrument-event.ts";
import { laneOf } from "../../testkit/analysis-run.ts";
import { buy, close, runScript } from "../../testkit/run-script.ts";
import { windowSummaries } from "./window-summaries.ts";

const at = (price: number): number[] => [price, price, price, price];
const market = { type: "market" } as const;

describe("the sums over the trades of a sweep's points", () => {
  test("are money of the account where the instrument is quoted in another currency", () => {
    const prices = [50, 50, 55, 60, 50, 55, 55];
    const rates = { 0: 1.2, 3: 1.3, 4: 1.2, 5: 1 };
    const result = runScript({
      bars: prices.map(at),
      asks: { 0: [buy(market, 100)], 2: [close()], 3: [buy(market, 100)], 4: [close()] },
      instrument: { currency: "EUR" },
      rates,
    });
    const conversion = {
      time: Float64Array.from(Object.keys(rates), (bar) => Number(bar) * DAY),
      rate: Float64Array.from(Object.values(rates)),
    };
    const lane = { ...laneOf(result.time, prices, { currency: "EUR" }), conversion };
    const { trades, winRate, profitFactor } = windowSummaries([lane])(result, { from: 0, to: 7 });
    expect(trades).toBe(2);
    // 100 x (60 x 1.3 - 50 x 1.2) = 1,800 won; 100 x (55 x 1 - 50 x 1.2) = 500 lost, though the price rose
    expect(winRate).toBe(0.5);
    expect(profitFactor).toBeCloseTo(1_800 / 500, 9);
  });

  test("span a split", () => {
    const prices = [100, 100, 25, 20, 20, 22];
    const actions: InstrumentEvent[] = [{ kind: "split", time: 2 * DAY, ratio: 4 }];
    const result = runScript({
      bars: prices.map(at),
      asks: { 0: [buy(market, 10)], 2: [close()], 3: [buy(market, 50)], 4: [close()] },
      actions,
    });
    const lane = { ...laneOf(result.time, prices), actions };
    const { trades, winRate, profitFactor } = windowSummaries([lane])(result, { from: 0, to: 6 });
    // 10 at 100 became 40, sold at 20: 200 lost; then 50 from 20 to 22: 100 won
    expect([trades, winRate]).toEqual([2, 0.5]);
    expect(profitFactor).toBeCloseTo(0.5, 9);
  });
});

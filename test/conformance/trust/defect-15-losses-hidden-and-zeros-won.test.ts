import { expect, test } from "vitest";
import { fillOf } from "@/graph-runtime/testkit/analysis-run.ts";
import { equityOf, weekdays } from "./business-days.ts";
import { statisticOf } from "./statistic-of.ts";

const time = weekdays(61);

test("a loss of more than everything has no growth rate, and no ratio is made of it", () => {
  const equity = Array.from({ length: 61 }, (_, i) => 100_000 - i * 2_000);
  const cagr = statisticOf("cagr", { time, equity });
  expect(cagr.value).toBeNull();
  expect(cagr.reason).toContain("more than the capital was lost");
  expect(statisticOf("sharpe", { time, equity }).value).toBeNull();
  expect(statisticOf("total-return", { time, equity }).value).toBeCloseTo(-1.2, 12);
});

test("losing half grows by a negative rate: 0.5 ^ (365.25 / days) - 1", () => {
  const equity = Array.from({ length: 61 }, (_, i) => 100_000 - (i * 50_000) / 60);
  const days = ((time[60] as number) - (time[0] as number)) / 86_400_000;
  expect(statisticOf("cagr", { time, equity }).value).toBeCloseTo(0.5 ** (365.25 / days) - 1, 12);
});

test("exposure is the share of bars with a position, not of sessions whose equity moved", () => {
  const equity = new Array<number>(61).fill(100_000);
  const exposure = equity.map((_, i) => (i >= 10 && i < 30 ? 0.5 : 0));
  expect(statisticOf("exposure", { time, equity, exposure }).value).toBeCloseTo(20 / 61, 12);
});

test("a session with a return of zero is not won, and a trade that breaks even is not won", () => {
  const returns = Array.from({ length: 60 }, (_, i) => [0.01, 0, 0, -0.005][i % 4] as number);
  expect(statisticOf("winning-sessions", { time, equity: equityOf(returns) }).value).toBe(0.5);

  const trade = (bar: number, price: number) => [
    fillOf({ bar, side: "buy", quantity: 1, price: 100 }),
    fillOf({ bar: bar + 1, side: "sell", quantity: 1, price }),
  ];
  const fills = [...trade(0, 110), ...trade(2, 100), ...trade(4, 100), ...trade(6, 95)];
  expect(statisticOf("win-rate", { time, equity: equityOf(returns), fills }).value).toBe(0.25);
});

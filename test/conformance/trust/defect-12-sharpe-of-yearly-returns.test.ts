import { expect, test } from "vitest";
import { equityOf, weekdays } from "./business-days.ts";
import { statisticOf } from "./statistic-of.ts";

test("two runs with the same yearly returns and different paths have different Sharpe ratios", () => {
  const count = 520;
  const pair = (up: number): number => 1.002 / (1 + up) - 1;
  const path = (up: number): number[] => Array.from({ length: count }, (_, i) => (i % 2 === 0 ? up : pair(up)));
  const expected = (up: number): number => {
    // Two values, as often each: the mean is their middle, the deviation half their distance times sqrt(n / (n - 1)).
    const mean = (up + pair(up)) / 2;
    const deviation = (Math.abs(up - pair(up)) / 2) * Math.sqrt(count / (count - 1));
    return (mean / deviation) * Math.sqrt(252);
  };
  const sharpe = (up: number): number => {
    return statisticOf("sharpe", { time: weekdays(count + 1), equity: equityOf(path(up)) }).value ?? Number.NaN;
  };
  expect(sharpe(0.003)).toBeCloseTo(expected(0.003), 8);
  expect(sharpe(0.02)).toBeCloseTo(expected(0.02), 8);
  expect(sharpe(0.003)).toBeGreaterThan(5 * sharpe(0.02));
});

import { expect, test } from "vitest";
import { equityOf, weekdays } from "./business-days.ts";
import { statisticOf } from "./statistic-of.ts";

/** The normal distribution function by Simpson's rule, independent of the product's. */
function phi(z: number): number {
  const steps = 20_000;
  const width = z / steps;
  const density = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  let sum = density(0) + density(z);
  for (let i = 1; i < steps; i++) sum += density(i * width) * (i % 2 === 0 ? 2 : 4);
  return 0.5 + (sum * width) / 3;
}

test("the probabilistic Sharpe ratio takes the full kurtosis, 3 for a normal distribution", () => {
  // Ninety returns of three values: 78 x +0.4 %, 6 x -3 %, 6 x +3 %. Their moments follow from the counts alone.
  const values = [0.004, -0.03, 0.03];
  const counts = [78, 6, 6];
  const n = 90;
  const mean = (78 * 0.004 - 6 * 0.03 + 6 * 0.03) / n;
  const central = (power: number): number =>
    values.reduce((sum, value, i) => sum + (counts[i] as number) * (value - mean) ** power, 0) / n;
  const ratio = mean / Math.sqrt((central(2) * n) / (n - 1));
  const skew = central(3) / central(2) ** 1.5;
  const kurtosis = central(4) / central(2) ** 2;
  const psr = (g4: number): number => {
    return phi((ratio * Math.sqrt(n - 1)) / Math.sqrt(1 - skew * ratio + ((g4 - 1) / 4) * ratio * ratio));
  };

  const order = values.flatMap((value, i) => new Array<number>(counts[i] as number).fill(value));
  const returns = order.map((_, i) => order[(i * 37) % n] as number);
  const curve = { time: weekdays(n + 1), equity: equityOf(returns) };

  expect(statisticOf("kurtosis", curve).value).toBeCloseTo(kurtosis, 8);
  expect(statisticOf("probabilistic-sharpe", curve).value).toBeCloseTo(psr(kurtosis), 8);
  // The defect, kurtosis - 3 in its place, is told apart by this test.
  expect(Math.abs(psr(kurtosis) - psr(kurtosis - 3))).toBeGreaterThan(1e-3);
});

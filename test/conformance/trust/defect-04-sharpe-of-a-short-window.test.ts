import { expect, test } from "vitest";
import { equityOf, weekdays } from "./business-days.ts";
import { statisticOf } from "./statistic-of.ts";

const RATIOS = [
  "sharpe",
  "sortino",
  "volatility",
  "information-ratio",
  "probabilistic-sharpe",
  "t-statistic",
  "cagr",
  "skew",
];

test.each(RATIOS)("%s of five sessions is n/a, with the reason", (id) => {
  const { value, reason } = statisticOf(id, { time: weekdays(6), equity: equityOf([0.01, 0.011, 0.01, 0.009, 0.01]) });
  expect(value).toBeNull();
  expect(reason).toContain("5 session returns");
});

test.each(["sharpe", "t-statistic", "probabilistic-sharpe", "skew", "kurtosis"])(
  "%s of constant growth is n/a, not 1.5e15",
  (id) => {
    const { value, reason } = statisticOf(id, { time: weekdays(201), equity: equityOf(new Array(200).fill(0.001)) });
    expect(value).toBeNull();
    expect(reason).toBe("the session returns do not vary");
  },
);

test("29 returns are too few and 30 are enough: the border is where the definition puts it", () => {
  const returns = (count: number): number[] => Array.from({ length: count }, (_, i) => (i % 2 === 0 ? 0.02 : -0.01));
  expect(statisticOf("sharpe", { time: weekdays(30), equity: equityOf(returns(29)) }).value).toBeNull();
  // 15 of each: mean 0.005, squared differences 30 x 0.015^2, divisor 29.
  const expected = (0.005 / (0.015 * Math.sqrt(30 / 29))) * Math.sqrt(252);
  const value = statisticOf("sharpe", { time: weekdays(31), equity: equityOf(returns(30)) }).value;
  expect(value).toBeCloseTo(expected, 9);
});

test("ratios without a denominator are n/a: no losing session, no drawdown, no losing trade", () => {
  const rising = { time: weekdays(101), equity: equityOf(Array.from({ length: 100 }, (_, i) => 0.001 * (i % 3))) };
  for (const id of ["sortino", "calmar", "omega", "tail-ratio", "profit-factor", "payoff", "kelly"]) {
    const { value, reason } = statisticOf(id, rising);
    expect(value, id).toBeNull();
    expect(reason, id).toMatch(/\w+ \w+/);
  }
});

import { expect, test } from "vitest";
import { equityOf, weekdays } from "./business-days.ts";
import { statisticOf } from "./statistic-of.ts";

test("volatility is sampled on sessions, not on calendar days annualised as if they were sessions", () => {
  // 520 returns of +1 % and -1 % in turn: mean 0, sample deviation 0.01 x sqrt(520 / 519), 252 sessions a year.
  const returns = Array.from({ length: 520 }, (_, i) => (i % 2 === 0 ? 0.01 : -0.01));
  const expected = 0.01 * Math.sqrt(520 / 519) * Math.sqrt(252);
  const value = statisticOf("volatility", { time: weekdays(521), equity: equityOf(returns) }).value ?? Number.NaN;
  expect(value).toBeCloseTo(expected, 10);

  // The defect: the same curve filled forward over weekends has 5 returns in 7 days, and shows sqrt(5 / 7) of it.
  const understated = expected * Math.sqrt(5 / 7);
  expect(value / understated).toBeGreaterThan(1.18);
});

test("hourly bars of a session give the volatility of the session ends", () => {
  const returns = Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? 0.02 : -0.02));
  const ends = equityOf(returns);
  const hours = [14, 15, 16, 17, 18, 19, 20];
  const time = weekdays(101).flatMap((day) => hours.map((hour) => day + hour * 3_600_000));
  // Within a session equity swings widely and comes back to the session's end in the last hour.
  const equity = ends.flatMap((end) => hours.map((hour) => (hour === 20 ? end : end * (hour % 2 === 0 ? 1.1 : 0.9))));
  const value = statisticOf("volatility", { time, equity }).value ?? Number.NaN;
  expect(value).toBeCloseTo(0.02 * Math.sqrt(100 / 99) * Math.sqrt(252), 10);
});

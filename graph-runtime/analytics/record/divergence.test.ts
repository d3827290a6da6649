import { expect, test } from "vitest";
import { divergenceOf } from "./divergence.ts";

// Returns that alternate by +1 % and -1 % around nothing: mean about 0, deviation about 1 %.
const wobble = (count: number, drift: number) => {
  const equity = [100];
  for (let at = 0; at < count; at++) equity.push(equity[at]! * (1 + drift + (at % 2 === 0 ? 0.01 : -0.01)));
  return Float64Array.from(equity);
};

test("paper that goes on as the backtest did is within an error", () => {
  const found = divergenceOf(wobble(200, 0.001), wobble(20, 0.001));
  expect(found?.days).toBe(20);
  expect(Math.abs(found?.errors ?? 9)).toBeLessThan(0.01);
  expect(found?.expectedReturn).toBeCloseTo(0.02, 12);
});

test("paper that loses 1 % a day more is as many errors off as the square root of its days", () => {
  const found = divergenceOf(wobble(400, 0), wobble(16, -0.01));
  expect(found?.errors).toBeCloseTo(-4, 1);
  expect(found?.paperDrawdown).toBeGreaterThan(found?.backtestDrawdown ?? 1);
});

test("a few days, or a backtest that never moved, say nothing", () => {
  expect(divergenceOf(wobble(200, 0), wobble(4, 0))).toBeNull();
  expect(divergenceOf(Float64Array.of(1, 1, 1), wobble(20, 0))).toBeNull();
});

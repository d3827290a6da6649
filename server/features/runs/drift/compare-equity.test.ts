import { expect, test } from "vitest";
import { compareEquity } from "./compare-equity.ts";

test("curves that are the same go together, without any difference", () => {
  expect(compareEquity([100, 101, 99], [100, 101, 99])).toEqual({ correlation: 1, difference: 0, trackingError: 0 });
});

test("returns of +10%, -10%, 0 against their opposite are fully opposed", () => {
  const { correlation, difference, trackingError } = compareEquity([100, 110, 99, 99], [100, 90, 99, 99]);
  expect(correlation).toBeCloseTo(-1, 12);
  expect(difference).toBe(0);
  // differences 0.2, -0.2 and 0: deviation sqrt(0.08 / 2)
  expect(trackingError).toBeCloseTo(0.2, 12);
});

test("a curve that never moves has no correlation, and too few bars say nothing", () => {
  expect(compareEquity([100, 100, 100], [100, 101, 102]).correlation).toBeNull();
  expect(compareEquity([100, 101], [100, 100])).toEqual({ correlation: null, difference: 1, trackingError: null });
  expect(compareEquity([], [])).toEqual({ correlation: null, difference: null, trackingError: null });
});

import { expect, test } from "vitest";
import { allocateWeights } from "./allocate-weights.ts";
import { correlation, covariance } from "./covariance.ts";

const swing = (size: number, turn: number) =>
  Float64Array.from({ length: 40 }, (_, at) => (Math.floor(at / turn) % 2 === 0 ? size : -size));

test("given weights are brought to 1, equal ones ignore them", () => {
  expect(allocateWeights("given", [1, 3], [])).toEqual([0.25, 0.75]);
  expect(allocateWeights("equal", [1, 3], [])).toEqual([0.5, 0.5]);
});

test("inverse volatility gives half as much to what swings twice as far", () => {
  const weights = allocateWeights("inverse-volatility", [1, 1], [swing(0.01, 1), swing(0.02, 1)]);
  expect(weights[0]).toBeCloseTo(2 / 3, 12);
});

test("risk parity lets every member contribute the same risk, correlated or not", () => {
  // one and two move together in part; three swings on its own.
  const one = swing(0.01, 1);
  const two = one.map((value, at) => value + (Math.floor(at / 2) % 2 === 0 ? 0.01 : -0.01));
  const returns = [one, two, swing(0.03, 4)];
  const weights = allocateWeights("risk-parity", [1, 1, 1], returns);
  expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
  const parts = weights.map(
    (weight, i) => weight * weights.reduce((sum, other, j) => sum + other * covariance(returns[i]!, returns[j]!), 0),
  );
  const mean = parts.reduce((sum, part) => sum + part, 0) / parts.length;
  for (const part of parts) expect(part / mean).toBeCloseTo(1, 9);
});

test("risk parity of two uncorrelated members is inverse volatility", () => {
  const returns = [swing(0.01, 1), swing(0.02, 2)];
  expect(correlation(returns[0]!, returns[1]!)).toBeCloseTo(0, 12);
  const weights = allocateWeights("risk-parity", [1, 1], returns);
  expect(weights[0]).toBeCloseTo(2 / 3, 9);
});

test("a short past, or a member that never moved, leaves the given weights", () => {
  const short = [swing(0.01, 1).subarray(0, 19), swing(0.02, 1).subarray(0, 19)];
  expect(allocateWeights("risk-parity", [0.3, 0.7], short)).toEqual([0.3, 0.7]);
  const still = [swing(0.01, 1), new Float64Array(40)];
  expect(allocateWeights("inverse-volatility", [0.3, 0.7], still)).toEqual([0.3, 0.7]);
  expect(correlation(still[0]!, still[1]!)).toBeNull();
});

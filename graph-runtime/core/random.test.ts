import { expect, test } from "vitest";
import { RandomStream } from "./random.ts";

test("numbers are spread evenly: 64 classes of 640,000 draws pass a chi-square test", () => {
  const draws = new Int32Array(640_000);
  new RandomStream(42).indices(draws, 64);
  const counts = new Int32Array(64);
  for (const draw of draws) counts[draw]!++;
  const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
  // 63 degrees of freedom: between the quantiles of one in ten thousand at either end
  expect(chiSquare).toBeGreaterThan(29);
  expect(chiSquare).toBeLessThan(111);
});

test("neighbours are independent: 16 x 16 pairs of draws pass a chi-square test", () => {
  const draws = new Int32Array(512_000);
  new RandomStream(7).indices(draws, 16);
  const counts = new Int32Array(256);
  for (let i = 0; i + 1 < draws.length; i += 2) counts[draws[i]! * 16 + draws[i + 1]!]!++;
  const chiSquare = counts.reduce((sum, count) => sum + (count - 1_000) ** 2 / 1_000, 0);
  expect(chiSquare).toBeGreaterThan(177);
  expect(chiSquare).toBeLessThan(347);
});

test("drawing in parts draws the same numbers, and seeds that differ in a fraction differ", () => {
  const whole = new Int32Array(100);
  new RandomStream(1.5).indices(whole, 1_000);
  const parts = new Int32Array(100);
  const random = new RandomStream(1.5);
  random.indices(parts.subarray(0, 33), 1_000);
  random.indices(parts.subarray(33), 1_000);
  expect(parts).toEqual(whole);
  const other = new Int32Array(100);
  new RandomStream(1.25).indices(other, 1_000);
  expect(other).not.toEqual(whole);
});

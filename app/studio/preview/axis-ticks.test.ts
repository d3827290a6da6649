import { expect, test } from "vitest";
import { axisTicks } from "./axis-ticks.ts";

test.each([
  [{ low: 1812, high: 4230 }, 4, { values: [2000, 2500, 3000, 3500, 4000], decimals: 0 }],
  [{ low: 99.2, high: 101.9 }, 4, { values: [99.5, 100, 100.5, 101, 101.5], decimals: 1 }],
  [{ low: 1.08121, high: 1.08374 }, 2, { values: [1.082, 1.083], decimals: 3 }],
  [{ low: -3, high: 7 }, 2, { values: [0, 5], decimals: 0 }],
])("an axis from %o has round values", (extent, wanted, ticks) => {
  expect(axisTicks(extent, wanted)).toEqual(ticks);
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RandomStream } from "../../core/random.ts";
import { bandsOf, type Drawing, monteCarlo } from "./monte-carlo.ts";

const bootstrap: Drawing = { kind: "bootstrap" };
const shuffle: Drawing = { kind: "shuffle" };

/** The path in a list of its own, its drawdown from the definition. */
function slowPath(path: readonly number[], unit: "return" | "profit", capital: number) {
  const curve = [capital];
  for (const step of path) {
    const last = curve.at(-1) as number;
    if (last <= 0) break;
    curve.push(unit === "return" ? last * (1 + step) : last + step);
  }
  const drawdowns = curve.map((money, i) => 1 - money / Math.max(...curve.slice(0, i + 1)));
  return { final: curve.at(-1) as number, drawdown: Math.max(...drawdowns) };
}

describe("against a slow reference that draws the same numbers", () => {
  test.each(["return", "profit"] as const)("each path of %ss has its money and drawdown", (unit) => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -0.4, max: 0.4, noNaN: true }), { minLength: 1, maxLength: 30 }),
        fc.integer(),
        (drawn, seed) => {
          const steps = drawn.map((step) => (unit === "return" ? step : step * 500));
          const random = new RandomStream(seed);
          const places = new Int32Array(steps.length);
          const slow = Array.from({ length: 20 }, () => {
            random.indices(places, steps.length);
            return slowPath(
              Array.from(places, (at) => steps[at] as number),
              unit,
              1_000,
            );
          });
          const task = { steps: Float64Array.from(steps), unit, drawing: bootstrap, capital: 1_000, seed };
          const result = monteCarlo({ ...task, resamples: 20 });
          const ascending = (a: number, b: number): number => a - b;
          slow
            .map(({ final }) => final)
            .sort(ascending)
            .forEach((final, i) => {
              expect(result.finalEquity[i]).toBeCloseTo(final, 9);
            });
          slow
            .map(({ drawdown }) => drawdown)
            .sort(ascending)
            .forEach((drawdown, i) => {
              expect(result.maxDrawdown[i]).toBeCloseTo(drawdown, 12);
            });
          expect(result.lost).toBe(slow.filter(({ final }) => final < 1_000).length);
          expect(result.ruined).toBe(slow.filter(({ final }) => final <= 0).length);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("against closed forms", () => {
  const steps = Float64Array.from({ length: 60 }, (_, i) => 0.03 * Math.sin(i * 1.7) + 0.002);
  const mean = steps.reduce((sum, step) => sum + step, 0) / steps.length;
  const variance = steps.reduce((sum, step) => sum + (step - mean) ** 2, 0) / steps.length;

  test("mean and deviation of the final equity of drawn returns are those of a product of independent factors", () => {
    const resamples = 40_000;
    const { finalEquity } = monteCarlo({ steps, unit: "return", drawing: bootstrap, capital: 1, resamples, seed: 5 });
    const expected = (1 + mean) ** steps.length;
    const deviation = Math.sqrt(((1 + mean) ** 2 + variance) ** steps.length - expected ** 2);
    const found = finalEquity.reduce((sum, money) => sum + money, 0) / resamples;
    expect(Math.abs(found - expected)).toBeLessThan((4 * deviation) / Math.sqrt(resamples));
    const spread = Math.sqrt(finalEquity.reduce((sum, money) => sum + (money - found) ** 2, 0) / resamples);
    expect(spread / deviation).toBeCloseTo(1, 1);
  });

  test("drawn profits add up to a normal sum, whose bands are known", () => {
    const resamples = 40_000;
    const result = monteCarlo({ steps, unit: "profit", drawing: bootstrap, capital: 100, resamples, seed: 6 });
    const centre = 100 + mean * steps.length;
    const deviation = Math.sqrt(variance * steps.length);
    const bands = bandsOf(result, [0.05, 0.5, 0.95]);
    const normal = [-1.6448536, 0, 1.6448536];
    bands.forEach(({ finalEquity }, i) => {
      expect(Math.abs(finalEquity - centre - (normal[i] as number) * deviation)).toBeLessThan(0.05 * deviation);
    });
  });

  test("every order of three trades comes up one time in six", () => {
    // the drawdowns of the six orders are all different
    const profits = Float64Array.of(-10, -30, 50);
    const orders = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ].map((order) => order.map((at) => profits[at] as number));
    const expected = orders.map((order) => slowPath(order, "profit", 100).drawdown);
    const resamples = 60_000;
    const result = monteCarlo({ steps: profits, unit: "profit", drawing: shuffle, capital: 100, resamples, seed: 7 });
    expect([...new Set(result.finalEquity)]).toEqual([110]);
    for (const drawdown of new Set(expected)) {
      const likely = (expected.filter((one) => Math.abs(one - drawdown) < 1e-12).length / 6) * resamples;
      const found = result.maxDrawdown.filter((one) => Math.abs(one - drawdown) < 1e-12).length;
      expect(Math.abs(found - likely)).toBeLessThan(5 * Math.sqrt(likely));
    }
  });
});

describe("stretches of neighbours", () => {
  test("keep neighbours together: steps that undo each other in pairs never drift far", () => {
    const steps = Float64Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? 10 : -10));
    const task = { steps, unit: "profit", capital: 1_000, resamples: 500, seed: 3 } as const;
    const blocks = monteCarlo({ ...task, drawing: { kind: "blocks", length: 50 } });
    const single = monteCarlo({ ...task, drawing: bootstrap });
    expect(blocks.maxDrawdown.at(-1)).toBeLessThan(0.03);
    expect(bandsOf(single, [0.5])[0]?.maxDrawdown).toBeGreaterThan(0.05);
  });

  test("of length one are drawn like single steps", () => {
    const steps = Float64Array.from({ length: 40 }, (_, i) => ((i * 7) % 11) / 1_000 - 0.004);
    const task = { steps, unit: "return", capital: 1, resamples: 50, seed: 8 } as const;
    expect(monteCarlo({ ...task, drawing: { kind: "blocks", length: 1 } })).toEqual(
      monteCarlo({ ...task, drawing: bootstrap }),
    );
  });
});

test("the same seed gives the same paths, another seed others", () => {
  const steps = Float64Array.from({ length: 50 }, (_, i) => Math.sin(i) / 50);
  const task = { steps, unit: "return", drawing: bootstrap, capital: 1, resamples: 100 } as const;
  expect(monteCarlo({ ...task, seed: 1 })).toEqual(monteCarlo({ ...task, seed: 1 }));
  expect(monteCarlo({ ...task, seed: 1 })).not.toEqual(monteCarlo({ ...task, seed: 2 }));
});

test("a path without steps keeps the capital", () => {
  const none = {
    steps: new Float64Array(0),
    unit: "return",
    drawing: bootstrap,
    capital: 5,
    resamples: 3,
    seed: 1,
  } as const;
  expect(monteCarlo(none)).toEqual({
    finalEquity: Float64Array.of(5, 5, 5),
    maxDrawdown: new Float64Array(3),
    ruined: 0,
    lost: 0,
  });
});

import { describe, expect, test } from "vitest";
import { SweepPlan } from "./dto.ts";
import {
  bestPoint,
  countStates,
  emptyResults,
  encodeResults,
  metricCount,
  pointStates,
  resumeResults,
  sharpeVariance,
} from "./sweep-results.ts";

const axes = [{ key: "fast", values: [1, 2, 3, 4] }];
const knobs = [{ key: "fast", values: [1, 2, 3, 4] }];

/** Points with a Sharpe ratio and a drawdown each; NaN has not been run. */
function results(rows: readonly (readonly [sharpe: number, drawdown: number])[]) {
  const made = emptyResults(
    Uint16Array.from(rows, (_, index) => index),
    1,
  );
  rows.forEach(([sharpe, drawdown], point) => {
    if (Number.isNaN(sharpe)) return;
    made.states[point] = pointStates.done;
    made.figures[point * metricCount + 4] = sharpe;
    made.figures[point * metricCount + 5] = drawdown;
  });
  return made;
}

describe("the best point of a sweep", () => {
  const points = results([
    [1, 0.1],
    [3, 0.5],
    [2, 0.2],
    [Number.NaN, 0],
  ]);
  const plan = (more: object) => SweepPlan.parse({ knobs, ...more });

  test("has the most or the least of the objective", () => {
    expect(bestPoint(points, plan({}))).toBe(1);
    expect(bestPoint(points, plan({ objective: { metric: "maxDrawdown", direction: "least" } }))).toBe(0);
  });

  test("keeps the constraints; where none does, there is no best", () => {
    expect(bestPoint(points, plan({ constraints: [{ metric: "maxDrawdown", most: 0.3 }] }))).toBe(2);
    expect(bestPoint(points, plan({ constraints: [{ metric: "maxDrawdown", most: 0.01 }] }))).toBeNull();
    // a figure that is not known keeps no constraint
    expect(bestPoint(points, plan({ constraints: [{ metric: "trades", least: 0 }] }))).toBeNull();
  });
});

describe("the results of a sweep", () => {
  test("that was interrupted go on where they stood, unless the plan is another", () => {
    const stored = encodeResults(
      results([
        [1, 0.1],
        [Number.NaN, 0],
      ]),
      axes,
    );
    const same = emptyResults(Uint16Array.of(0, 1), 1);
    resumeResults(same, stored);
    expect(countStates(same.states)).toEqual({ done: 1, refused: 0 });
    const other = emptyResults(Uint16Array.of(1, 0), 1);
    resumeResults(other, stored);
    expect(countStates(other.states).done).toBe(0);
  });

  test("tell how far apart their Sharpe ratios lie, per period", () => {
    const variance = sharpeVariance(
      results([
        [2, 0],
        [4, 0],
        [Number.NaN, 0],
      ]),
      4,
    );
    expect(variance).toBeCloseTo(0.5, 12);
    expect(sharpeVariance(results([[2, 0]]), 4)).toBeNull();
  });
});

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { laneOf, runOf } from "../testkit/analysis-run.ts";
import { createAnalysisContext } from "./analysis-context.ts";
import { computeStatistics } from "./compute-statistics.ts";
import { statistics } from "./statistic-registry.ts";

type Vectors = {
  riskFreeRate: number;
  minimumReturn: number;
  trials: number;
  time: number[];
  equity: number[];
  benchmark: number[];
  expected: Record<string, number>;
};
// numpy 2, scipy 1.17 and empyrical-reloaded 0.7 on the same curve; statistics-vectors.py wrote them.
const vectors = JSON.parse(readFileSync(new URL("statistics-vectors.json", import.meta.url), "utf8")) as Vectors;

const DAY = 86_400_000;

describe("on a curve of three years, with a benchmark", () => {
  const context = createAnalysisContext({
    result: runOf(vectors),
    lanes: [laneOf(vectors.time, vectors.benchmark)],
    riskFreeRate: vectors.riskFreeRate,
    minimumReturn: vectors.minimumReturn,
    trials: { count: vectors.trials },
  });
  const values = new Map(computeStatistics(context).map((value) => [value.id, value]));

  test.each(Object.entries(vectors.expected))("%s agrees with numpy, scipy or empyrical", (id, expected) => {
    const value = values.get(id)?.value ?? Number.NaN;
    expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-10 * Math.max(1, Math.abs(expected)));
  });

  test("every statistic has an id of its own, a label and a definition that is a sentence", () => {
    expect(new Set(statistics.map((statistic) => statistic.id)).size).toBe(statistics.length);
    for (const { id, label, definition } of statistics) {
      expect(label.length, id).toBeGreaterThan(2);
      expect(definition, id).toMatch(/^[A-Z].{20,}\.$/);
    }
  });
});

describe("drawdown by hand", () => {
  // 100, 120 (peak), 90 (1 - 90/120 = 25 %), 120 (recovered), 110, 130, 117 (10 %, still open)
  const equity = [100, 120, 90, 120, 110, 130, 117];
  const result = runOf({ time: equity.map((_, i) => i * DAY), equity });
  const context = createAnalysisContext({ result, lanes: [] });
  const values = new Map(computeStatistics(context).map((value) => [value.id, value]));

  test("depth, dates and durations", () => {
    expect(values.get("max-drawdown")?.value).toBeCloseTo(0.25, 12);
    expect(values.get("max-drawdown-amount")?.value).toBe(30);
    expect(values.get("max-drawdown-peak")?.value).toBe(DAY);
    expect(values.get("max-drawdown-trough")?.value).toBe(2 * DAY);
    expect(values.get("max-drawdown-recovery")?.value).toBe(3 * DAY);
    expect(values.get("max-drawdown-days")?.value).toBe(2);
    expect(values.get("longest-drawdown-days")?.value).toBe(2);
  });

  test("the average counts the open one: (1/4 + 1/12 + 1/10) / 3", () => {
    expect(values.get("average-drawdown")?.value).toBeCloseTo((1 / 4 + 1 / 12 + 1 / 10) / 3, 12);
  });

  test("an unrecovered drawdown has no recovery, and says so", () => {
    const open = createAnalysisContext({
      result: runOf({ time: [0, DAY, 2 * DAY], equity: [100, 80, 90] }),
      lanes: [],
    });
    const value = computeStatistics(open).find(({ id }) => id === "max-drawdown-recovery");
    expect(value).toMatchObject({ value: null, reason: "the drawdown was still open at the end of the run" });
  });
});

describe("activity by hand", () => {
  test("exposure, peak value and ambiguous bars", () => {
    const result = runOf({
      time: [0, DAY, 2 * DAY, 3 * DAY],
      equity: [100, 100, 110, 100],
      exposure: [0, 0.5, -1.2, 0],
      ambiguousBars: 3,
    });
    const values = new Map(computeStatistics(createAnalysisContext({ result, lanes: [] })).map((v) => [v.id, v.value]));
    expect(values.get("exposure")).toBe(0.5);
    expect(values.get("average-exposure")).toBeCloseTo(1.7 / 4, 12);
    expect(values.get("peak-exposure")).toBe(1.2);
    expect(values.get("peak-position-value")).toBe(132);
    expect(values.get("ambiguous-bars")).toBe(3);
  });
});

test("a run without bars has no number anywhere but a reason", () => {
  const context = createAnalysisContext({ result: runOf({ time: [], equity: [] }), lanes: [] });
  for (const { id, value, reason } of computeStatistics(context)) {
    if (value === null) expect(reason, id).toMatch(/\w{3,}/);
    else expect(["elapsed-days", "trade-count", "open-trades", "fees", "ambiguous-bars"]).toContain(id);
  }
});

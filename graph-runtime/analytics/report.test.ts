import { describe, expect, test } from "vitest";
import { curveOf, fillOf, laneOf, runOf } from "../testkit/analysis-run.ts";
import { buildReport, type Report } from "./report.ts";

const DAY = 86_400_000;
const time = Array.from({ length: 400 }, (_, i) => i * DAY);
const equity = curveOf(Array.from({ length: 399 }, (_, i) => [0.01, -0.004, 0, 0.002, -0.006][i % 5] as number));
const prices = time.map((_, i) => 50 + (i % 17));
const fills = Array.from({ length: 31 }, (_, i) =>
  fillOf({
    bar: i * 12,
    time: i * 12 * DAY,
    side: i % 2 === 0 ? "buy" : "sell",
    quantity: 10,
    price: 50 + ((i * 12) % 17),
    fee: 1,
  }),
);
const input = { result: runOf({ time, equity, fills, ambiguousBars: 2 }), lanes: [laneOf(time, prices)] };

function plain(report: Report): unknown {
  return JSON.parse(
    JSON.stringify(report, (_, value: unknown) => (value instanceof Float64Array ? [...value] : value)),
  );
}

describe("the report", () => {
  test("is plain data: what JSON writes is what was there, apart from the columns", () => {
    const { drawdown, benchmark, held, rolling, tradeTable, ...rest } = buildReport(input);
    expect(JSON.parse(JSON.stringify(rest))).toEqual(rest);
    expect(tradeTable.columns.profit.length).toBeGreaterThanOrEqual(rest.trades.length);
    expect(drawdown).toBeInstanceOf(Float64Array);
    expect(benchmark).toHaveLength(400);
    expect(held?.prices.map((price) => price * held.units)).toEqual(benchmark);
    expect(rolling.time).toHaveLength(400);
  });

  test("is the same for the same run", () => {
    expect(plain(buildReport(input))).toEqual(plain(buildReport(input)));
  });

  test("leaves the run as it was", () => {
    const before = [...input.result.equity, ...input.result.exposure, ...input.result.time];
    plain(buildReport(input));
    expect([...input.result.equity, ...input.result.exposure, ...input.result.time]).toEqual(before);
  });

  test("holds a benchmark bought at the first close with the run's capital", () => {
    const { benchmark } = buildReport(input);
    expect(benchmark?.[0]).toBe(100_000);
    expect(benchmark?.[3]).toBeCloseTo((100_000 * 53) / 50, 6);
  });

  test("takes a benchmark that is given, in prices or in money", () => {
    const given = Float64Array.from(time, (_, i) => 3_000 + i);
    const { benchmark } = buildReport({ ...input, benchmark: given });
    expect(benchmark?.[399]).toBeCloseTo((100_000 * 3_399) / 3_000, 6);
  });

  test("spreads the benchmark over several instruments, and keeps cash for one that starts later", () => {
    const late = time.slice(100);
    const lanes = [
      laneOf(
        time,
        time.map((_, i) => 100 + i),
      ),
      laneOf(
        late,
        late.map((_, i) => 10 + i),
      ),
    ];
    const { benchmark } = buildReport({ ...input, lanes });
    expect(benchmark?.[50]).toBeCloseTo(50_000 * 1.5 + 50_000, 6);
    expect(benchmark?.[200]).toBeCloseTo(50_000 * 3 + 50_000 * 11, 6);
  });

  test("names every assumption and marks those that flatter", () => {
    const { assumptions } = buildReport(input);
    const ids = assumptions.map((assumption) => assumption.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(assumptions.filter((assumption) => assumption.optimistic).map((assumption) => assumption.id)).toEqual([
      "costs",
      "slippage",
      "liquidity",
    ]);
    expect(assumptions.find((assumption) => assumption.id === "ambiguous-bars")?.value).toBe("2");
    expect(assumptions.find((assumption) => assumption.id === "open-trades")?.value).toContain("1, marked");
  });

  test("of a run without a bar has reasons and no figure", () => {
    const report = buildReport({ result: runOf({ time: [], equity: [] }), lanes: [] });
    expect(report.trades).toEqual([]);
    expect(report.benchmark).toBeNull();
    expect(report.months).toEqual([]);
    expect(report.distribution).toEqual([]);
    expect(JSON.stringify(plain(report))).not.toContain("NaN");
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { curveOf, laneOf, runOf } from "../../testkit/analysis-run.ts";
import { createAnalysisContext } from "../analysis-context.ts";
import { calendarReturns } from "./calendar-returns.ts";
import { distributionOf } from "./distribution.ts";
import { quantileOf } from "./quantile.ts";
import { rollingColumns } from "./rolling.ts";

const DAY = 86_400_000;
/** 2020-01-01. */
const START = 18_262 * DAY;

const days = (count: number): number[] => Array.from({ length: count }, (_, i) => START + i * DAY);

describe("calendar returns", () => {
  test("January and February 2020 by hand, against the benchmark", () => {
    // 31 + 29 days; equity 100 -> 110 at the end of January -> 99 at the end of February; benchmark 50 -> 55 -> 66.
    const equity = days(60).map((_, i) => (i < 30 ? 100 : i < 59 ? 110 : 99));
    const prices = days(60).map((_, i) => (i < 30 ? 50 : i < 59 ? 55 : 66));
    const context = createAnalysisContext({
      result: runOf({ time: days(60), equity }),
      lanes: [laneOf(days(60), prices)],
    });
    const months = calendarReturns(context, "month");
    expect(months).toHaveLength(2);
    expect(months[0]).toMatchObject({ year: 2020, month: 1, partial: false });
    expect(months[0]?.return).toBeCloseTo(0.1, 12);
    expect(months[1]?.return).toBeCloseTo(-0.1, 12);
    expect(months[0]?.benchmark).toBeCloseTo(0.1, 12);
    expect(months[1]?.benchmark).toBeCloseTo(0.2, 12);
    expect(calendarReturns(context, "year")).toEqual([
      {
        year: 2020,
        month: null,
        return: expect.closeTo(-0.01, 12),
        benchmark: expect.closeTo(0.32, 12),
        partial: true,
      },
    ]);
  });

  test("months chain to the total return, and so do years", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -40, max: 50 }), { minLength: 2, maxLength: 900 }), (moves) => {
        let money = 1_000;
        const equity = moves.map((move) => (money *= 1 + move / 1_000));
        const result = runOf({ time: days(moves.length), equity, settings: { capital: 1_000 } });
        const context = createAnalysisContext({ result, lanes: [] });
        for (const period of ["month", "year"] as const) {
          const chained = calendarReturns(context, period).reduce((product, row) => product * (1 + row.return), 1);
          expect(chained).toBeCloseTo(money / 1_000, 9);
        }
      }),
    );
  });
});

describe("rolling figures", () => {
  const returns = Array.from({ length: 300 }, (_, i) => Math.sin(i) * 0.01 + 0.0005);
  const market = Array.from({ length: 300 }, (_, i) => Math.cos(i * 1.7) * 0.012);
  const result = runOf({ time: days(301), equity: curveOf(returns, 100) });
  const lanes = [laneOf(days(301), curveOf(market, 100))];
  const { window, sharpe, volatility, beta, time } = rollingColumns(createAnalysisContext({ result, lanes }));

  test("are unknown until the window is full", () => {
    expect(window).toBe(126);
    expect(time).toHaveLength(301);
    expect([...sharpe.subarray(0, 126)].every(Number.isNaN)).toBe(true);
    expect(Number.isNaN(sharpe[126])).toBe(false);
  });

  test("are those of the window alone", () => {
    const own = returns.slice(150 - 126, 150);
    const other = market.slice(150 - 126, 150);
    const mean = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0) / list.length;
    const covariance = (a: readonly number[], b: readonly number[]): number =>
      a.reduce((sum, x, i) => sum + (x - mean(a)) * ((b[i] as number) - mean(b)), 0) / (a.length - 1);
    expect(volatility[150]).toBeCloseTo(Math.sqrt(covariance(own, own) * 252), 9);
    expect(sharpe[150]).toBeCloseTo((mean(own) / Math.sqrt(covariance(own, own))) * Math.sqrt(252), 8);
    expect(beta?.[150]).toBeCloseTo(covariance(own, other) / covariance(other, other), 9);
  });
});

/** The number next to a width among 1, 2 and 5 times the powers of ten. */
function nearestRound(width: number): number {
  const powers = Array.from({ length: 11 }, (_, k) => Number(`1e${k - 9}`));
  const distance = (step: number): number => Math.abs(Math.log(step / width));
  return powers
    .flatMap((power) => [power, 2 * power, 5 * power])
    .sort((a, b) => distance(a) - distance(b))[0] as number;
}

describe("the distribution", () => {
  test("counts every return once, in bins that touch, with zero as a border", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -0.5, max: 0.5, noNaN: true }), { minLength: 2, maxLength: 200 }),
        (values) => {
          const sorted = Float64Array.from(values).sort();
          const bins = distributionOf(sorted);
          expect(bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(values.length);
          expect(bins.length).toBeLessThanOrEqual(61);
          const first = bins[0] as (typeof bins)[number];
          if (first.from === first.to) return;
          // the difference of two borders has lost digits; the width is the round number next to it
          const width = nearestRound(first.to - first.from);
          expect((first.to - first.from) / width).toBeCloseTo(1, 3);
          for (const [i, bin] of bins.entries()) {
            if (i > 0) expect(bin.from).toBe(bins[i - 1]?.to);
            const count = values.filter((v) => v >= bin.from && (v < bin.to || i === bins.length - 1)).length;
            expect(bin.count).toBe(count);
            expect(Math.abs(bin.from - Math.round(bin.from / width) * width)).toBeLessThan(1e-12);
          }
        },
      ),
    );
  });

  test("equal returns make one bin", () => {
    expect(distributionOf(Float64Array.of(0.01, 0.01, 0.01))).toEqual([{ from: 0.01, to: 0.01, count: 3 }]);
  });
});

test("quantiles interpolate as numpy does: percentile 30 of 1, 2, 4, 8 is 1.9", () => {
  expect(quantileOf(Float64Array.of(1, 2, 4, 8), 0.3)).toBeCloseTo(1.9, 12);
});

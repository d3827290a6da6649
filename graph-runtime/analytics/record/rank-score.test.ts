import { describe, expect, test } from "vitest";
import { type RankInput, rankScore } from "./rank-score.ts";

const plain: RankInput = {
  paperSharpe: 1,
  backtestSharpe: 1,
  paperDays: 120,
  divergenceErrors: 0,
  paperDrawdown: 0.05,
  backtestDrawdown: 0.1,
  winRate: 0.5,
  worstOverAverageWin: 2,
};
const scoreOf = (changes: Partial<RankInput>) => rankScore({ ...plain, ...changes }).score;

describe("the ranking", () => {
  test("is the formula that is published", () => {
    // (120 x 1 + 15 x 1) / (120 + 15 + 120)
    expect(scoreOf({})).toBeCloseTo(135 / 255, 12);
  });

  test("shrinks short records: a month of luck ranks below a year of less", () => {
    expect(scoreOf({ paperDays: 20, paperSharpe: 3 })).toBeLessThan(scoreOf({ paperDays: 250, paperSharpe: 1 }));
  });

  test("does not believe a backtest that is too good", () => {
    expect(scoreOf({ backtestSharpe: 9 })).toBe(scoreOf({ backtestSharpe: 2 }));
    expect(scoreOf({ paperDays: 0, paperSharpe: null, backtestSharpe: 9 })).toBeLessThan(0.25);
  });

  test.each<[string, Partial<RankInput>, number]>([
    ["divergence of three errors halves", { divergenceErrors: 3 }, 1 / 2],
    ["divergence upwards is divergence too", { divergenceErrors: -3 }, 1 / 2],
    ["divergence within one error is nothing", { divergenceErrors: 0.9 }, 1],
    ["a drawdown twice as deep as disclosed halves", { paperDrawdown: 0.2 }, 1 / 2],
    ["nine small wins and a large loss halve", { winRate: 0.95, worstOverAverageWin: 12 }, 1 / 2],
    ["a high win rate alone is nothing", { winRate: 0.95, worstOverAverageWin: 1 }, 1],
  ])("%s", (_, changes, factor) => {
    expect(scoreOf(changes) / scoreOf({})).toBeCloseTo(factor, 12);
  });

  test("penalties never lift a loss", () => {
    const loss = { paperSharpe: -1, backtestSharpe: -1 };
    expect(scoreOf({ ...loss, divergenceErrors: 3 })).toBeLessThan(scoreOf(loss));
  });

  test("says how it came about", () => {
    expect(rankScore(plain).parts.map(({ id }) => id)).toEqual(["evidence", "divergence", "drawdown", "hidden-risk"]);
  });
});

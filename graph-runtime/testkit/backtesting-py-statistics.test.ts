import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { backtestingPyStatistics } from "./backtesting-py-statistics.ts";

type Vectors = {
  version: string;
  time: number[];
  close: number[];
  equity: number[];
  trades: { size: number; entryBar: number; exitBar: number; profit: number; profitReturn: number }[];
  statistics: Record<string, number>;
};
// A run of backtesting.py itself on synthetic bars; backtesting-py-vectors.py wrote it.
const vectors = JSON.parse(readFileSync(new URL("backtesting-py-vectors.json", import.meta.url), "utf8")) as Vectors;
const at = (bar: number): number => vectors.time[bar] as number;
const statistics = backtestingPyStatistics({
  time: Float64Array.from(vectors.time),
  close: Float64Array.from(vectors.close),
  equity: Float64Array.from(vectors.equity),
  trades: vectors.trades.map((trade) => ({ ...trade, entryTime: at(trade.entryBar), exitTime: at(trade.exitBar) })),
  firstBar: 29,
});
// "Duration" is the span of the data, and commissions are the engine's.
const compared = Object.entries(vectors.statistics).filter(
  ([name]) => name !== "Duration" && name !== "Commissions [$]",
);

test("every statistic that backtesting.py prints is there", () => {
  expect(compared.length).toBeGreaterThan(25);
  expect(Object.keys(statistics).sort()).toEqual(compared.map(([name]) => name).sort());
});

test.each(compared)("%s agrees with backtesting.py to 1e-8", (name, expected) => {
  expect(Math.abs((statistics[name] ?? Number.NaN) - expected)).toBeLessThanOrEqual(
    1e-8 * Math.max(1, Math.abs(expected)),
  );
});

import { expect, test } from "vitest";
import { buildReport } from "@/graph-runtime/analytics/report.ts";
import { fillOf, laneOf, runOf } from "@/graph-runtime/testkit/analysis-run.ts";
import { weekdays } from "./business-days.ts";
import { statisticOf } from "./statistic-of.ts";

const time = weekdays(40);
const close = time.map((_, i) => 100 + i);
// One trade of +10 per unit, closed; one of 2 units opened at 120 and still held at the last close of 139: +38.
const fills = [
  fillOf({ bar: 5, time: time[5] as number, side: "buy", quantity: 1, price: 105 }),
  fillOf({ bar: 15, time: time[15] as number, side: "sell", quantity: 1, price: 115 }),
  fillOf({ bar: 20, time: time[20] as number, side: "buy", quantity: 2, price: 120 }),
];
const equity = close.map((price, i) => {
  const first = i < 5 ? 0 : Math.min(price, 115) - 105;
  return 1_000 + first + (i < 20 ? 0 : 2 * (price - 120));
});
const lanes = [laneOf(time, close)];

test("a trade open at the end is listed, flagged and marked at the last close", () => {
  const { trades } = buildReport({ result: runOf({ time, equity, fills }), lanes });
  expect(trades.map(({ open, profit, exitTime }) => ({ open, profit, exitTime }))).toEqual([
    { open: false, profit: 10, exitTime: time[15] },
    { open: true, profit: 38, exitTime: null },
  ]);
});

test("statistics are given closed only and marked to market, and together they explain the equity", () => {
  const run = { time, equity, fills };
  expect(statisticOf("open-trades", run, lanes).value).toBe(1);
  expect(statisticOf("trade-count", run, lanes)).toMatchObject({ value: 1, marked: { value: 2 } });
  expect(statisticOf("expectancy", run, lanes)).toMatchObject({ value: 10, marked: { value: 24 } });
  expect(statisticOf("net-profit", run, lanes).value).toBe(48);
});

test("where every trade is open, trade statistics say so instead of zero", () => {
  const run = { time, equity, fills: fills.slice(2) };
  expect(statisticOf("win-rate", run, lanes)).toMatchObject({
    value: null,
    reason: "no trade was closed",
    marked: { value: 1 },
  });
});

import { expect, test } from "vitest";
import { laneOf } from "@/graph-runtime/testkit/analysis-run.ts";
import { equityOf, weekdays } from "./business-days.ts";
import { statisticOf } from "./statistic-of.ts";

const DAY = 86_400_000;
const returns = Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? 0.01 : -0.01));
const equity = equityOf(returns);
const deviation = 0.01 * Math.sqrt(400 / 399);
const weekly = (i: number): number => i * 7 * DAY;

type Case = ["us-equity" | "india" | "always", (i: number) => number, number];

test.each<Case>([
  ["us-equity", (i) => weekdays(401)[i] as number, 252],
  ["india", (i) => weekdays(401)[i] as number, 252],
  ["always", (i) => i * DAY, 365],
  ["us-equity", weekly, 52],
  ["always", weekly, 52],
  ["us-equity", (i) => Date.UTC(1990, i, 1), 12],
])("the calendar decides the periods of a year: %s, %s, %s", (calendar, timeOf, periods) => {
  const time = equity.map((_, i) => timeOf(i));
  const value = statisticOf("volatility", { time, equity }, [laneOf(time, equity, { calendar })]).value;
  expect(value).toBeCloseTo(deviation * Math.sqrt(periods), 9);
});

test("minute bars round the clock are sampled by UTC day and annualised with 365", () => {
  const hours = [0, 6, 12, 18];
  const time = equity.flatMap((_, i) => hours.map((hour) => i * DAY + hour * 3_600_000));
  const curve = equity.flatMap((value) => hours.map((hour) => (hour === 18 ? value : value * 1.05)));
  const value = statisticOf("volatility", { time, equity: curve }, [laneOf(time, curve, { calendar: "always" })]).value;
  expect(value).toBeCloseTo(deviation * Math.sqrt(365), 9);
});

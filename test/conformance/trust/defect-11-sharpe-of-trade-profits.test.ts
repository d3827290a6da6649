import { expect, test } from "vitest";
import { fillOf } from "@/graph-runtime/testkit/analysis-run.ts";
import { equityOf, weekdays } from "./business-days.ts";
import { statisticOf } from "./statistic-of.ts";

const returns = Array.from({ length: 200 }, (_, i) => [0.012, -0.004, 0.001, -0.005][i % 4] as number);
const time = weekdays(201);
const equity = equityOf(returns);

test("the Sharpe ratio is made of session returns, however the position was cut into trades", () => {
  // Mean 0.001; squared differences 0.011, 0.005, 0, 0.006 fifty times each, divisor 199.
  const squares = 50 * (0.011 ** 2 + 0.005 ** 2 + 0.006 ** 2);
  const expected = (0.001 / Math.sqrt(squares / 199)) * Math.sqrt(252);

  const once = [
    fillOf({ bar: 1, side: "buy", quantity: 100, price: 10 }),
    fillOf({ bar: 199, side: "sell", quantity: 100, price: 11 }),
  ];
  const often = Array.from({ length: 90 }, (_, i) =>
    fillOf({ bar: i * 2, side: i % 2 === 0 ? "buy" : "sell", quantity: 100, price: 10 + (i % 7) }),
  );
  for (const fills of [[], once, often]) {
    expect(statisticOf("sharpe", { time, equity, fills }).value).toBeCloseTo(expected, 9);
  }
});

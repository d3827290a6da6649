import { describe, expect, test } from "vitest";
import { fillOf, laneOf, runOf } from "../../testkit/analysis-run.ts";
import { createAnalysisContext } from "../analysis-context.ts";
import { computeStatistics } from "../compute-statistics.ts";

const DAY = 86_400_000;
const time = Array.from({ length: 60 }, (_, i) => i * DAY);

/** Round trips of 10 units from 100 that end at the given prices, 3 bars each, fee 1 on each side; then one left open. */
const exits = [110, 120, 95, 90, 100.2, 130];
const fills = exits.flatMap((price, i) => [
  fillOf({ orderId: i * 3, bar: i * 6, time: i * 6 * DAY, side: "buy", quantity: 10, price: 100, fee: 1 }),
  fillOf({ orderId: i * 3 + 2, bar: i * 6 + 3, time: (i * 6 + 3) * DAY, side: "sell", quantity: 10, price, fee: 1 }),
]);
const open = fillOf({ orderId: 90, bar: 50, time: 50 * DAY, side: "buy", quantity: 10, price: 100, fee: 1 });
const order = (id: number, change: object) => ({
  id,
  sequence: id,
  ordinal: 0,
  lane: 0,
  side: "buy" as const,
  type: "market" as const,
  role: "entry" as const,
  nodeId: "n",
  reason: "r",
  createdBar: Math.floor(id / 3) * 6,
  createdTime: 0,
  group: null,
  quantity: 10,
  limitPrice: null,
  stopPrice: null,
  firstStopPrice: null,
  status: "filled" as const,
  filledQuantity: 10,
  averagePrice: 100,
  feePaid: 0,
  deniedReason: null,
  ...change,
});
// The first three trades have a stop at 95, so 50 of money at risk; the others have none.
const orders = exits.flatMap((_, i) => [
  order(i * 3, {}),
  ...(i < 3
    ? [order(i * 3 + 1, { side: "sell", role: "exit", type: "stop", stopPrice: 95, status: "cancelled" })]
    : []),
  order(i * 3 + 2, { side: "sell", role: "exit" }),
]);

const prices = time.map((_, i) => (i % 6 === 1 ? 104 : i % 6 === 2 ? 97 : i === 59 ? 108 : 100));
const context = createAnalysisContext({
  result: runOf({ time, equity: time.map(() => 10_000), fills: [...fills, open], orders }),
  lanes: [laneOf(time, prices)],
});
const values = new Map(computeStatistics(context).map((value) => [value.id, value]));
// Net profits: 98, 198, -52, -102, 0, 298. Sum 440, won 594 by three, lost 154 by two.
const profits = [98, 198, -52, -102, 0, 298];
const mean = 440 / 6;
const deviation = Math.sqrt(profits.reduce((sum, profit) => sum + (profit - mean) ** 2, 0) / 5);

const expected: Record<string, number> = {
  "trade-count": 6,
  "open-trades": 1,
  "win-rate": 3 / 6,
  "average-win": 198,
  "average-loss": -77,
  payoff: 198 / 77,
  "profit-factor": 594 / 154,
  expectancy: mean,
  "expectancy-return": 440 / 6 / 1_000,
  "expectancy-r": (98 + 198 - 52) / 50 / 3,
  sqn: (Math.sqrt(6) * mean) / deviation,
  kelly: 0.5 - 0.5 / (198 / 77),
  "best-trade": 298,
  "worst-trade": -102,
  "win-streak": 2,
  "loss-streak": 2,
  "average-bars-held": 3,
  "average-bars-won": 3,
  "average-bars-lost": 3,
  // Between entry and exit the close is 104, then 97: best max(40, exit), worst min(-30, exit).
  "average-mfe": (100 + 200 + 40 + 40 + 40 + 300) / 6,
  "average-mae": (-30 - 30 - 50 - 100 - 30 - 30) / 6,
  "worst-mae": -100,
  "end-trade-drawdown": (0 + 0 + 90 + 140 + 38 + 0) / 6,
  fees: 13,
};

describe("trade statistics by hand", () => {
  test.each(Object.entries(expected))("%s", (id, number) => {
    expect(values.get(id)?.value).toBeCloseTo(number, 9);
  });

  test("with the open trade marked at the last close of 108: one more trade, with a profit of 79", () => {
    expect(values.get("trade-count")?.marked).toEqual({ value: 7 });
    expect(values.get("win-rate")?.marked?.value).toBeCloseTo(4 / 7, 12);
    expect(values.get("expectancy")?.marked?.value).toBeCloseTo(519 / 7, 12);
    expect(values.get("profit-factor")?.marked?.value).toBeCloseTo((594 + 79) / 154, 12);
  });

  test("turnover is the value of all fills over mean equity, by the year", () => {
    const traded = exits.reduce((sum, price) => sum + 1_000 + price * 10, 0) + 1_000;
    expect(values.get("turnover")?.value).toBeCloseTo((traded / 10_000) * (365.25 / 59), 9);
  });

  test("costs over gross profit: 13 of fees where equity gained 100", () => {
    const equity = time.map((_, i) => 10_000 + (i === 59 ? 100 : 0));
    const run = createAnalysisContext({
      result: runOf({ time, equity, fills: [...fills, open] }),
      lanes: context.lanes,
    });
    expect(computeStatistics(run).find(({ id }) => id === "costs-share")?.value).toBeCloseTo(13 / 113, 12);
    expect(values.get("costs-share")?.reason).toBe(undefined);
  });
});

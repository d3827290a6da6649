import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fillOf, laneOf, runOf } from "../../testkit/analysis-run.ts";
import { createAnalysisContext } from "../analysis-context.ts";
import { computeStatistics } from "../compute-statistics.ts";
import { type Summary, summarize } from "./summarize.ts";
import { summaryFrame } from "./summary-frame.ts";

const DAY = 86_400_000;
const IDS: Record<keyof Summary, string> = {
  netProfit: "net-profit",
  totalReturn: "total-return",
  cagr: "cagr",
  volatility: "volatility",
  sharpe: "sharpe",
  maxDrawdown: "max-drawdown",
  trades: "trade-count",
  winRate: "win-rate",
  profitFactor: "profit-factor",
};

type Sample = {
  moves: number[];
  orders: { bar: number; side: "buy" | "sell"; lots: number; price: number; fee: number; lane: number }[];
  barsPerDay: number;
};

function compare({ moves, orders, barsPerDay }: Sample): void {
  const time = moves.map((_, i) => i * (DAY / barsPerDay));
  let money = 10_000;
  const equity = moves.map((move) => (money *= 1 + move / 1000));
  const fills = orders
    .filter((order) => order.bar < moves.length)
    .sort((a, b) => a.bar - b.bar)
    .map(({ lots, ...order }) => fillOf({ ...order, quantity: lots * 0.1, time: time[order.bar] as number }));
  const lanes = [
    laneOf(
      time,
      equity.map(() => 50),
      { calendar: "always" },
    ),
    laneOf(
      time,
      equity.map(() => 50),
      { calendar: "always", multiplier: 7 },
    ),
  ];
  const result = runOf({ time, equity, fills, settings: { capital: 10_000 } });
  const separate = new Map(
    computeStatistics(createAnalysisContext({ result, lanes })).map((value) => [value.id, value]),
  );
  const fused = summarize(summaryFrame(result.time, "always"), {
    equity: result.equity,
    fills: result.fillLog,
    capital: 10_000,
    multipliers: [1, 7],
  });
  for (const [key, id] of Object.entries(IDS) as [keyof Summary, string][]) {
    const expected = separate.get(id)?.value ?? null;
    if (expected === null && key === "trades") expect(fused.trades).toBe(0);
    else if (expected === null) expect(fused[key], `${key}: ${separate.get(id)?.reason}`).toBeNaN();
    else
      expect(Math.abs(fused[key] - expected), `${key}: ${fused[key]} and ${expected}`).toBeLessThanOrEqual(
        1e-9 * Math.max(1, Math.abs(expected)),
      );
  }
}

const order = fc.record({
  bar: fc.nat(120),
  side: fc.constantFrom<"buy" | "sell">("buy", "sell"),
  lots: fc.integer({ min: 1, max: 30 }),
  price: fc.integer({ min: 40, max: 60 }),
  fee: fc.integer({ min: 0, max: 5 }),
  lane: fc.nat(1),
});

describe("the fused summary", () => {
  test("equals the separate statistics on any run", () => {
    fc.assert(
      fc.property(
        fc.record({
          moves: fc.array(fc.oneof(fc.constant(0), fc.integer({ min: -300, max: 300 })), {
            minLength: 1,
            maxLength: 120,
          }),
          orders: fc.array(order, { maxLength: 40 }),
          barsPerDay: fc.constantFrom(1, 2, 3),
        }),
        compare,
      ),
    );
  });

  test("says NaN where the statistics say n/a: constant growth, no trades, a short run", () => {
    compare({ moves: new Array(60).fill(1), orders: [], barsPerDay: 1 });
    compare({ moves: [1, -1, 2], orders: [], barsPerDay: 1 });
  });
});

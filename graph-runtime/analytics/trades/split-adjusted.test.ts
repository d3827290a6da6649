import { describe, expect, test } from "vitest";
import { fillOf, laneOf, runOf } from "../../testkit/analysis-run.ts";
import { buildReport } from "../report.ts";
import type { Lane } from "../run-result.ts";

const DAY = 86_400_000;
const time = Array.from({ length: 10 }, (_, i) => i * DAY);
// Raw prices: 100 up to bar 4, then a two-for-one split at the open of bar 5 and 60 from there on (120 in old units).
const close = time.map((_, i) => (i < 5 ? 100 : 60));
const split = { kind: "split" as const, time: 5 * DAY - 1, ratio: 2 };
const at = (bar: number, side: "buy" | "sell", quantity: number, price: number, fee = 0) =>
  fillOf({ bar, time: bar * DAY, side, quantity, price, fee });

function tradesOf(fills: readonly ReturnType<typeof fillOf>[], lane: Lane) {
  return buildReport({ result: runOf({ time, equity: time.map(() => 10_000), fills }), lanes: [lane] }).trades;
}

describe("a trade that spans a split", () => {
  const lane: Lane = { ...laneOf(time, close), actions: [split] };

  test("keeps its units together: 10 bought at 100 are the 20 sold at 60", () => {
    const trades = tradesOf([at(1, "buy", 10, 100, 2), at(8, "sell", 20, 60, 3)], lane);
    expect(trades).toHaveLength(1);
    expect(trades[0]).toMatchObject({
      open: false,
      quantity: 20,
      entryPrice: 50,
      exitPrice: 60,
      entryValue: 1_000,
      grossProfit: 200,
      fees: 5,
      mae: 0,
      mfe: 200,
    });
  });

  test("shows a trade from before the split in the prices of its time", () => {
    const trades = tradesOf(
      [at(1, "buy", 10, 100), at(3, "sell", 10, 100), at(6, "buy", 1, 60), at(7, "sell", 1, 60)],
      lane,
    );
    expect(trades.map(({ quantity, entryPrice, exitPrice }) => [quantity, entryPrice, exitPrice])).toEqual([
      [10, 100, 100],
      [1, 60, 60],
    ]);
  });

  test("marks an open trade in the units of today", () => {
    const [trade] = tradesOf([at(1, "buy", 10, 100)], lane);
    expect(trade).toMatchObject({ open: true, quantity: 20, entryPrice: 50, markPrice: 60, profit: 200 });
  });

  test("pays out less than a lot at the last price before: 3 for 2 of 11 is 16 and a half", () => {
    const odd: Lane = { ...laneOf(time, close), actions: [{ ...split, ratio: 1.5 }] };
    const [trade, ...others] = tradesOf([at(1, "buy", 11, 100), at(8, "sell", 16, 60)], odd);
    expect(others).toEqual([]);
    // Half a unit at 100 / 1.5, sixteen at 60, against 1,100 paid.
    expect(trade?.open).toBe(false);
    expect(trade?.grossProfit).toBeCloseTo(0.5 * (100 / 1.5) + 16 * 60 - 1_100, 9);
  });
});

test("the benchmark holds through splits and keeps dividends in cash", () => {
  const actions = [
    { kind: "dividend" as const, time: 3 * DAY, amount: 4 },
    split,
    { kind: "dividend" as const, time: 7 * DAY, amount: 1 },
  ];
  const lane: Lane = { ...laneOf(time, close), actions };
  const { benchmark } = buildReport({ result: runOf({ time, equity: time.map(() => 10_000) }), lanes: [lane] });
  // 100 units; 400 in cash from bar 3; 200 units of 60 from bar 5; 200 more in cash from bar 7.
  expect([...(benchmark ?? [])]).toEqual([
    10_000, 10_000, 10_000, 10_400, 10_400, 12_400, 12_400, 12_600, 12_600, 12_600,
  ]);
});

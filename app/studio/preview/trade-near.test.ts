import { expect, test } from "vitest";
import type { Trade } from "@/graph-runtime/analytics/trades/trade.ts";
import { decisionBar, tradeNear } from "./trade-near.ts";

const trade = (id: number, entryBar: number, exitBar: number | null) => ({ id, entryBar, exitBar }) as unknown as Trade;
const plot = { range: { from: 100, to: 200 }, width: 1_000 };

test("a click near an entry or an exit means that trade, elsewhere none", () => {
  const trades = [trade(1, 110, 120), trade(2, 150, null)];
  expect(tradeNear(trades, 105, plot)?.id).toBe(1);
  expect(tradeNear(trades, 208, plot)?.id).toBe(1);
  expect(tradeNear(trades, 150, plot)).toBeNull();
  expect(tradeNear(trades, 505, plot)?.id).toBe(2);
  expect(tradeNear(trades, 500, { ...plot, range: { from: 160, to: 260 } })).toBeNull();
});

test("of two the nearer is meant; among many only the one that is hit", () => {
  expect(tradeNear([trade(1, 110, null), trade(2, 111, null)], 112, plot)?.id).toBe(2);
  const many = Array.from({ length: 100 }, (_, index) => trade(index, 100 + index, null));
  expect(tradeNear(many, 105, plot)?.id).toBe(10);
  expect(tradeNear(many, 110, plot)).toBeNull();
});

test("an order that fills on the next bar was decided one bar before", () => {
  expect(decisionBar(trade(1, 10, null), "next-open")).toBe(9);
  expect(decisionBar(trade(1, 0, null), "next-close")).toBe(0);
  expect(decisionBar(trade(1, 10, null), "same-close")).toBe(10);
});

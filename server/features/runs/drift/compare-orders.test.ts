import { expect, test } from "vitest";
import type { ComparedOrder } from "../../../db/repositories/run-drift.ts";
import { compareOrders } from "./compare-orders.ts";

const order = (changes: Partial<ComparedOrder> = {}): ComparedOrder => ({
  number: 1,
  time: 60_000,
  symbol: "ABC",
  side: "buy",
  role: "entry",
  type: "market",
  nodeId: "enter",
  status: "filled",
  filled: 10,
  price: 100,
  reason: "enter long",
  refused: null,
  ...changes,
});
const compare = (run: readonly ComparedOrder[], twin: readonly ComparedOrder[], said: string | null = null) =>
  compareOrders({ run, twin, within: 120_000, saidAt: () => said });

test("orders that were decided within two bars and filled alike are the same", () => {
  expect(compare([order({ time: 180_000, number: 7 })], [order()])).toEqual({ same: 1, differences: [] });
});

test.each<[string, ComparedOrder[], ComparedOrder[], string | null, RegExp, number | null]>([
  ["a worse price costs", [order({ price: 101 })], [order()], null, /worse price/, 10],
  ["a better price gains", [order({ side: "sell", price: 101 })], [order({ side: "sell" })], null, /better price/, -10],
  ["a part that filled", [order({ filled: 4, status: "cancelled" })], [order()], null, /Only a part/, null],
  ["no fill yet", [order({ filled: 0, price: null, status: "working" })], [order()], null, /not filled yet/, null],
  ["a refusal", [order({ filled: 0, price: null, refused: "no money" })], [order()], null, /refused: no money/, null],
  ["another size", [order({ filled: 9 })], [order()], null, /another equity/, null],
  ["paused entries", [], [order()], "Entries are paused.", /Entries are paused/, null],
  ["a position that was not there", [], [order()], null, /held something else/, null],
  ["too late to be the same", [order({ time: 240_000 })], [order()], "Gap.", /Gap|no such order/, null],
  ["an order by hand", [order({ nodeId: "", reason: "" })], [], null, /asked for by hand/, null],
])("%s is a difference with its reason", (_, run, twin, said, reason, cost) => {
  const { same, differences } = compare(run, twin, said);
  expect(same).toBe(0);
  expect(differences[0]?.reason).toMatch(reason);
  expect(differences[0]?.cost).toBe(cost);
  expect(differences).toHaveLength(run.length === 1 && twin.length === 1 && differences[0]?.run === null ? 2 : 1);
});

test("an order of the backtest that filled nowhere is no difference", () => {
  expect(compare([], [order({ filled: 0, price: null })]).differences).toEqual([]);
});

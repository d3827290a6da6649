import { expect, test } from "vitest";
import { type BacktestInputs, backtestInputHash } from "./input-hash.ts";

const inputs: BacktestInputs = {
  strategyId: "strategy",
  semanticHash: "a".repeat(64),
  parameters: { fast: 10, slow: 30 },
  snapshotId: "b".repeat(64),
  engineVersion: "1",
};

test("does not depend on the order in which parameters were given", () => {
  expect(backtestInputHash({ ...inputs, parameters: { slow: 30, fast: 10 } })).toBe(backtestInputHash(inputs));
});

test.each<[string, Partial<BacktestInputs>]>([
  ["strategy", { strategyId: "other" }],
  ["meaning", { semanticHash: "c".repeat(64) }],
  ["parameter", { parameters: { fast: 11, slow: 30 } }],
  ["data", { snapshotId: "d".repeat(64) }],
  ["engine", { engineVersion: "2" }],
])("moves with another %s", (_, change) => {
  expect(backtestInputHash({ ...inputs, ...change })).not.toBe(backtestInputHash(inputs));
});

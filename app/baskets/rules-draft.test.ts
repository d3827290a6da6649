import { expect, test } from "vitest";
import { readRules, rulesDraftOf } from "./rules-draft.ts";

const rules = {
  allocation: "risk-parity",
  rebalance: "weekly",
  corridorPercent: 3,
  limits: { maxDailyLossPercent: 2.5, lockProfitPercent: 4, trailPercent: 1 },
} as const;

test("rules that are written out and read again are the same", () => {
  expect(readRules(rulesDraftOf(rules))).toEqual({ rules, errors: {} });
  expect(readRules(rulesDraftOf()).rules).toEqual({
    allocation: "given",
    rebalance: "never",
    corridorPercent: 5,
    limits: {},
  });
});

test.each([
  ["maxDailyLossPercent", "0"],
  ["maxDrawdownPercent", "101"],
  ["maxMarginPercent", "much"],
] as const)("a %s of %s says what is needed", (key, text) => {
  const draft = rulesDraftOf();
  const { rules: read, errors } = readRules({ ...draft, limits: { ...draft.limits, [key]: text } });
  expect(read).toBeNull();
  expect(errors[key]).toMatch(/^A percentage above 0 and up to \d+ is needed\.$/);
});

test("a trail without a profit to lock is refused, a comma is a decimal point", () => {
  const draft = rulesDraftOf();
  expect(readRules({ ...draft, limits: { ...draft.limits, trailPercent: "1" } }).errors).toHaveProperty(
    "lockProfitPercent",
  );
  const comma = { ...draft.limits, maxDrawdownPercent: "7,5" };
  expect(readRules({ ...draft, limits: comma }).rules?.limits.maxDrawdownPercent).toBe(7.5);
  expect(readRules({ ...draft, corridor: "60" }).errors).toHaveProperty("corridor");
});

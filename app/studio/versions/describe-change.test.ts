import { expect, test } from "vitest";
import { smaCross } from "@/graph-runtime/templates/sma-cross.ts";
import { describeChange } from "./describe-change.ts";

const { document } = smaCross;
const told = (path: string, before: unknown, after: unknown): string =>
  describeChange({ path, before, after }, document, document);

test("of a setting with fields those are named that are others", () => {
  const execution = { fill: "next-open", intrabar: "pessimistic", limitPenetration: 0 };
  expect(told("settings/execution", execution, { ...execution, limitPenetration: 2 })).toBe(
    "Setting execution: limitPenetration 0 → 2",
  );
  expect(told("settings/timeframe", "1d", "1h")).toBe("Setting timeframe: 1d → 1h");
});

test("a number that a knob gives is told by the knob's name", () => {
  const before = { params: { amount: 100 } };
  expect(told("node/buy", before, { params: { amount: { $param: "risk" } } })).toBe("Enter: amount 100 → knob risk");
});

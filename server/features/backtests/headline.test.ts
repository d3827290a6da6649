import { expect, test } from "vitest";
import { headlineOf } from "./headline.ts";

const statistic = (id: string, value: number | null, reason?: string) => {
  const words = { label: id, group: "g", unit: "ratio", definition: "d" };
  return { id, value, ...words, ...(reason === undefined ? {} : { reason }) };
};

test("the headline is in the order of the list, without definitions, and leaves out what was not computed", () => {
  const statistics = [statistic("sharpe", null, "no trades"), statistic("beta", 1), statistic("cagr", 0.1)];
  expect(headlineOf({ statistics })).toEqual([
    { id: "cagr", label: "cagr", value: 0.1, unit: "ratio" },
    { id: "sharpe", label: "sharpe", value: null, unit: "ratio", reason: "no trades" },
  ]);
});

import { describe, expect, test } from "vitest";
import { Settings } from "@/graph-runtime/graph/settings.ts";
import { inputRows, statisticRows } from "./differences.ts";
import { compareAddress, readCompared } from "./read-compared.ts";

const statistic = (id: string, value: number | null) => ({
  id,
  label: id,
  group: "performance",
  unit: "ratio",
  definition: "",
  value,
});

describe("the table of differences", () => {
  test("lists what either run has, and marks what is not the same", () => {
    const rows = statisticRows([
      { statistics: [statistic("sharpe", 1), statistic("beta", 0.5)] },
      { statistics: [statistic("sharpe", 1), statistic("alpha", null)] },
    ]);
    expect(rows.map(({ id, values, differs }) => [id, values, differs])).toEqual([
      ["sharpe", [1, 1], false],
      ["beta", [0.5, null], true],
      ["alpha", [null, null], false],
    ]);
  });

  test("tells parameters and settings apart down to the single value", () => {
    const dataset = { name: "S&P 500", snapshotId: "a".repeat(64) } as Parameters<
      typeof inputRows
    >[0][number]["dataset"];
    type Run = Parameters<typeof inputRows>[0][number];
    const run = (fast: number, percent: number): Run => ({
      strategyName: "Cross",
      versionNumber: 1,
      semanticHash: "b".repeat(64),
      dataset,
      parameters: { fast },
      settings: Settings.parse({ costs: { model: "percent", percent } }) as Run["settings"],
      fingerprint: null,
      engineVersion: "1",
    });
    const rows = inputRows([run(10, 0.1), run(12, 0.2)]);
    expect(rows.filter(({ differs }) => differs).map(({ label, values }) => [label, values])).toEqual([
      ["fast", ["10", "12"]],
      ["costs · percent", ["0.1", "0.2"]],
    ]);
  });
});

describe("the address of a comparison", () => {
  const ids = Array.from({ length: 7 }, (_, index) => `${index}`.repeat(8).concat("-0000-4000-8000-000000000000"));

  test("holds five runs at most, each once, and nothing that is no id", () => {
    expect(readCompared([ids[0], ids[0], "drop table", ids[1]].join(","))).toEqual([ids[0], ids[1]]);
    expect(readCompared(ids.join(","))).toHaveLength(5);
    expect(compareAddress([ids[0]!, ids[1]!])).toBe(`/backtests/compare?ids=${ids[0]},${ids[1]}`);
  });
});

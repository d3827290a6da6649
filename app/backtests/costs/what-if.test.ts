import { describe, expect, test } from "vitest";
import { buildReport } from "@/graph-runtime/analytics/report.ts";
import { compile } from "@/graph-runtime/compiler/compile.ts";
import { readDocument } from "@/graph-runtime/graph/read-document.ts";
import type { Settings } from "@/graph-runtime/graph/settings.ts";
import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { runBacktest } from "@/graph-runtime/sim/run-backtest.ts";
import { smaCross } from "@/graph-runtime/templates/sma-cross.ts";
import { syntheticBars } from "@/graph-runtime/testkit/synthetic-bars.ts";
import { type CostPlan, profitSoFar, whatIf } from "./what-if.ts";

const asRun: CostPlan = { model: "as-run", rate: 0, slippagePercent: 0 };

/** A run whose sizes do not depend on what was paid before: a fixed number of units. */
function tradesWith(costs: Settings["costs"]) {
  const document = readDocument(smaCross.document).document!;
  const nodes = document.nodes.map((node) =>
    node.kind === "order.enter" ? { ...node, params: { ...node.params, amount: 10, unit: "units" } } : node,
  );
  const { program } = compile({ ...document, nodes });
  const lanes = [{ instrument: shareInstrument("TEST"), bars: syntheticBars({ seed: 5, length: 3_000 }) }];
  const result = runBacktest({ program: program!, lanes, overrides: { costs } });
  return buildReport({ result, lanes }).tradeTable;
}

describe("what other costs would have left", () => {
  const free = tradesWith({ model: "none" });

  test.each([
    ["percent", { model: "percent", percent: 0.2 }, { model: "percent", rate: 0.2, slippagePercent: 0 }],
    [
      "per-unit",
      { model: "per-share", perShare: 0.03, minimum: 0 },
      { model: "per-unit", rate: 0.03, slippagePercent: 0 },
    ],
  ] as const)("by %s is what a run with them comes to, where sizes are fixed", (_, costs, plan) => {
    const real = whatIf(tradesWith(costs), asRun);
    const imagined = whatIf(free, plan);
    expect(real.trades).toBeGreaterThan(10);
    expect(imagined.net).toBeCloseTo(real.net, 6);
    expect(imagined.winRate).toBe(real.winRate);
  });

  test("is nothing at the rate at which it breaks even", () => {
    const { breakEvenPercent, gross } = whatIf(free, asRun);
    if (breakEvenPercent === null) throw new Error(`expected a gross profit, found ${gross}`);
    expect(whatIf(free, { model: "percent", rate: breakEvenPercent, slippagePercent: 0 }).net).toBeCloseTo(0, 6);
    expect(whatIf(free, { model: "percent", rate: 0, slippagePercent: breakEvenPercent }).net).toBeCloseTo(0, 6);
  });

  test("adds up over time to the same sum", () => {
    const plan: CostPlan = { model: "per-fill", rate: 1, slippagePercent: 0.01 };
    const { time, profit } = profitSoFar(free, plan);
    expect(profit.at(-1)).toBeCloseTo(whatIf(free, plan).net, 6);
    expect(time.every((moment, index) => index === 0 || moment > time[index - 1]!)).toBe(true);
  });
});

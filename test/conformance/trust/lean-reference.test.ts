import { describe, expect, test } from "vitest";
import { compile } from "@/graph-runtime/compiler/compile.ts";
import type { BarColumns } from "@/graph-runtime/market/bars.ts";
import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { type BacktestResult, runBacktest } from "@/graph-runtime/sim/run-backtest.ts";
import { smallGraph } from "@/graph-runtime/testkit/small-graph.ts";
import { hasReference, leanDaily } from "../../setup/reference-data.ts";

const present = hasReference("us-daily/spy.csv") && hasReference("factor-files/spy.csv");

/** Interactive Brokers' rates, a buffer of a quarter per cent, sizes taken at the close of the decision. */
const leanSettings = {
  capital: 100_000,
  costs: { model: "per-share", perShare: 0.005, minimum: 1, maximumPercent: 0.5 },
  execution: { fill: "next-open", sizeAt: "decision", cashBufferPercent: 0.25 },
} as const;

function run(graph: unknown, bars: BarColumns): BacktestResult {
  const { program, diagnostics } = compile(graph);
  if (!program) throw new Error(diagnostics.map((problem) => problem.message).join("; "));
  // adjusted prices are no whole cents
  const instrument = shareInstrument("SPY", { tickSize: 1e-6 });
  return runBacktest({ program, lanes: [{ instrument, bars }] });
}

/** Cents as LEAN prints them: half a cent goes up. */
const cents = (money: number | undefined): string => (Math.floor((money ?? 0) * 100 + 0.5 + 1e-6) / 100).toFixed(2);

const feesOf = (result: BacktestResult): number => result.fills.reduce((sum, fill) => sum + fill.fee, 0);

describe("money agrees with LEAN to the cent", () => {
  test.skipIf(!present)("[reference] LEAN, SPY bought and held in October 2013", () => {
    const graph = smallGraph(
      {
        price: { kind: "market.bars" },
        always: { kind: "compare.compare", params: { relation: "above", level: 0 } },
        each: { kind: "logic.while-true" },
        buy: { kind: "order.enter", params: { amount: 100, unit: "equity-percent" } },
      },
      ["price.close > always.a", "always.result > each.condition", "each.event > buy.when"],
      { settings: leanSettings },
    );
    const result = run(graph, leanDaily("spy", "20131008", "20131017"));
    expect(result.fills).toHaveLength(1);
    expect(cents(feesOf(result))).toBe("3.49");
    expect(cents(result.equity.at(-1))).toBe("104486.22");
  });

  test.skipIf(!present)("[reference] LEAN, SPY by MACD(12,26,9) from 2004 to 2014", () => {
    const graph = smallGraph(
      {
        price: { kind: "market.bars" },
        fast: { kind: "indicator.ema", params: { length: 12 } },
        slow: { kind: "indicator.ema", params: { length: 26 } },
        macd: { kind: "math.arithmetic", params: { operation: "subtract" } },
        // unknown until both averages are seeded, so the signal line is fed only then
        signal: { kind: "indicator.ema", params: { length: 9 } },
        gap: { kind: "math.arithmetic", params: { operation: "subtract" } },
        share: { kind: "math.arithmetic", params: { operation: "divide" } },
        up: { kind: "compare.compare", params: { relation: "above", level: 0.0025 } },
        down: { kind: "compare.compare", params: { relation: "below", level: -0.0025 } },
        each: { kind: "logic.while-true" },
        buy: { kind: "order.enter", params: { amount: 100, unit: "equity-percent" } },
        sell: { kind: "order.exit" },
      },
      [
        "price.close > fast.source",
        "price.close > slow.source",
        "fast.value > macd.a",
        "slow.value > macd.b",
        "macd.value > signal.source",
        "macd.value > gap.a",
        "signal.value > gap.b",
        "gap.value > share.a",
        "fast.value > share.b",
        "share.value > up.a",
        "share.value > down.a",
        "up.result > each.condition",
        "each.event > buy.when",
        "down.result > sell.when",
      ],
      { settings: leanSettings },
    );
    const result = run(graph, leanDaily("spy", "20040101", "20141231"));
    expect(result.fills).toHaveLength(84);
    expect(cents(feesOf(result))).toBe("468.54");
    expect(cents(result.equity.at(-1))).toBe("137751.04");
  });
});

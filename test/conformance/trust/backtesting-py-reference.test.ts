import { expect, test } from "vitest";
import { buildReport } from "@/graph-runtime/analytics/report.ts";
import { compile } from "@/graph-runtime/compiler/compile.ts";
import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { runBacktest } from "@/graph-runtime/sim/run-backtest.ts";
import { smallGraph } from "@/graph-runtime/testkit/small-graph.ts";
import { hasReference, referenceCsv } from "../../setup/reference-data.ts";

test.skipIf(!hasReference("reference/GOOG.csv"))(
  "[reference] backtesting.py, GOOG reversed at SMA(10)/SMA(30) crosses makes 66 trades",
  () => {
    const graph = smallGraph(
      {
        price: { kind: "market.bars" },
        fast: { kind: "indicator.sma", params: { length: 10 } },
        slow: { kind: "indicator.sma", params: { length: 30 } },
        up: { kind: "compare.crossover", params: { direction: "above" } },
        down: { kind: "compare.crossover", params: { direction: "below" } },
        long: {
          kind: "order.enter",
          params: { direction: "long", amount: 99.99, unit: "equity-percent", reverse: true },
        },
        short: {
          kind: "order.enter",
          params: { direction: "short", amount: 99.99, unit: "equity-percent", reverse: true },
        },
      },
      [
        "price.close > fast.source",
        "price.close > slow.source",
        "fast.value > up.a",
        "slow.value > up.b",
        "fast.value > down.a",
        "slow.value > down.b",
        "up.crossed > long.when",
        "down.crossed > short.when",
      ],
      {
        settings: {
          capital: 10_000,
          costs: { model: "none" },
          execution: { sizeAt: "fill", cashBufferPercent: 0, leverage: 1 },
        },
      },
    );
    const { program } = compile(graph);
    const lanes = [{ instrument: shareInstrument("GOOG"), bars: referenceCsv("reference/GOOG.csv") }];
    const result = runBacktest({ program: program!, lanes });
    expect(buildReport({ result, lanes }).trades).toHaveLength(66);
  },
);

import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { benchBars } from "./bench-bars.ts";
import { benchGraph, benchProgram } from "./bench-graph.ts";
import { fullJob } from "./full-job.ts";
import type { Workload } from "./workload.ts";

/** Two years of minutes, round the clock. */
const BARS = 2 * 365 * 1_440;

export const w5Timeframes: Workload = {
  id: "W5",
  title: "1 m, 15 m and 1 d in one graph, two years",
  prepare: () => {
    const graph = benchGraph(
      {
        price: ["market.bars"],
        quarter: ["market.higher-bars", { timeframe: "15m" }],
        day: ["market.higher-bars", { timeframe: "1d" }],
        trend: ["indicator.sma", { length: 20 }],
        above: ["compare.compare", { relation: "above" }],
        rsi: ["indicator.rsi", { length: 14 }],
        rising: ["compare.compare", { relation: "above", level: 50 }],
        trendNow: ["market.last-closed-condition"],
        risingNow: ["market.last-closed-condition"],
        fast: ["indicator.sma", { length: 20 }],
        up: ["compare.crossover", { direction: "above" }],
        down: ["compare.crossover", { direction: "below" }],
        all: ["logic.all"],
        buy: ["order.enter", { amount: 90, unit: "equity-percent" }],
        sell: ["order.exit"],
      },
      [
        "day.close > trend.source",
        "day.close > above.a",
        "trend.value > above.b",
        "quarter.close > rsi.source",
        "rsi.value > rising.a",
        "above.result > trendNow.source",
        "rising.result > risingNow.source",
        "price.close > fast.source",
        "price.close > up.a",
        "fast.value > up.b",
        "price.close > down.a",
        "fast.value > down.b",
        "up.crossed > all.a",
        "trendNow.result > all.b",
        "risingNow.result > all.c",
        "all.result > buy.when",
        "down.crossed > sell.when",
      ],
      { settings: { timeframe: "1m" } },
    );
    const program = benchProgram(graph);
    const instrument = shareInstrument("BENCH", { calendar: "always" });
    const lanes = [{ instrument, bars: benchBars({ seed: 5, length: BARS, step: 60_000 }) }];
    return () => fullJob(program, lanes, BARS);
  },
};

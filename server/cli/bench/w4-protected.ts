import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { benchBars } from "./bench-bars.ts";
import { benchGraph, benchProgram } from "./bench-graph.ts";
import { fullJob } from "./full-job.ts";
import type { Workload } from "./workload.ts";

const BARS = 1_000_000;

export const w4Protected: Workload = {
  id: "W4",
  title: "ATR stop, target and trailing stop, 1 M bars, ambiguity counted",
  prepare: () => {
    const graph = benchGraph(
      {
        price: ["market.bars"],
        average: ["indicator.sma", { length: 50 }],
        atr: ["indicator.atr", { length: 14 }],
        stopDistance: ["math.arithmetic", { operation: "multiply", number: 4 }],
        targetDistance: ["math.arithmetic", { operation: "multiply", number: 8 }],
        trailDistance: ["math.arithmetic", { operation: "multiply", number: 6 }],
        up: ["compare.crossover", { direction: "above" }],
        buy: ["order.enter", { amount: 50, unit: "equity-percent" }],
        stop: ["exit.stop-loss", { unit: "price" }],
        target: ["exit.take-profit", { unit: "price" }],
        trail: ["exit.trailing-stop", { unit: "price" }],
      },
      [
        "price.close > average.source",
        "price.high > atr.high",
        "price.low > atr.low",
        "price.close > atr.close",
        "atr.value > stopDistance.a",
        "atr.value > targetDistance.a",
        "atr.value > trailDistance.a",
        "stopDistance.value > stop.distance",
        "targetDistance.value > target.distance",
        "trailDistance.value > trail.distance",
        "price.close > up.a",
        "average.value > up.b",
        "up.crossed > buy.when",
      ],
      { settings: { timeframe: "1m" } },
    );
    const program = benchProgram(graph);
    const lanes = [{ instrument: shareInstrument("BENCH"), bars: benchBars({ seed: 4, length: BARS, step: 60_000 }) }];
    return () => fullJob(program, lanes, BARS);
  },
};

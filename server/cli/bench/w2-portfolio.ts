import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { benchBars } from "./bench-bars.ts";
import { benchGraph, benchProgram } from "./bench-graph.ts";
import { fullJob } from "./full-job.ts";
import type { Workload } from "./workload.ts";

const SYMBOLS = 500;
const BARS = 2_520;

export const w2Portfolio: Workload = {
  id: "W2",
  title: "500 symbols x 2,520 daily bars, SMA(20/50), one cash account",
  prepare: () => {
    const graph = benchGraph(
      {
        price: ["market.bars"],
        fast: ["indicator.sma", { length: 20 }],
        slow: ["indicator.sma", { length: 50 }],
        up: ["compare.crossover", { direction: "above" }],
        down: ["compare.crossover", { direction: "below" }],
        buy: ["order.enter", { amount: 0.19, unit: "equity-percent" }],
        sell: ["order.exit"],
      },
      [
        "price.close > fast.source",
        "price.close > slow.source",
        "fast.value > up.a",
        "slow.value > up.b",
        "fast.value > down.a",
        "slow.value > down.b",
        "up.crossed > buy.when",
        "down.crossed > sell.when",
      ],
      { settings: { capital: 10_000_000, execution: { account: "cash" } } },
    );
    const program = benchProgram(graph);
    const first = benchBars({ seed: 1, length: BARS, step: 86_400_000 });
    const lanes = Array.from({ length: SYMBOLS }, (_, lane) => ({
      instrument: shareInstrument(`S${lane}`),
      bars: lane === 0 ? first : benchBars({ seed: lane + 1, length: BARS, step: 86_400_000, time: first.time }),
    }));
    return () => fullJob(program, lanes, SYMBOLS * BARS);
  },
};

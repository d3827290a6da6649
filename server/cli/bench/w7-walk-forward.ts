import { windowSummaries } from "@/graph-runtime/analytics/summary/window-summaries.ts";
import { createFingerprint } from "@/graph-runtime/core/hash/fingerprint.ts";
import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { walkForward } from "@/graph-runtime/sim/sweep/walk-forward.ts";
import { benchBars } from "./bench-bars.ts";
import { smaCrossGraph } from "./bench-graph.ts";
import type { Workload } from "./workload.ts";

const BARS = 2_520;
const FOLDS = 20;
/** Bars of a window of choice for each bar that its choice is traded on. */
const RATIO = 4;

export const w7WalkForward: Workload = {
  id: "W7",
  title: "walk-forward on 2,520 bars, 20 folds x 200 trials, windows 4 : 1",
  prepare: () => {
    const parameters = ["fast", "slow"].map((key) => ({ key, type: "integer" as const, default: 10 }));
    const document = smaCrossGraph({ length: { $param: "fast" } }, { length: { $param: "slow" } }, { parameters });
    const bars = benchBars({ seed: 7, length: BARS, step: 86_400_000 });
    const lanes = [{ instrument: shareInstrument("BENCH"), bars }];
    const trials = Array.from({ length: 200 }, (_, k) => ({ fast: 5 + (k % 20), slow: 30 + 5 * Math.floor(k / 20) }));
    return () => {
      const summarize = windowSummaries(lanes);
      const { folds, equity, trialCount } = walkForward({
        document,
        lanes,
        trials,
        plan: { folds: FOLDS, scheme: "rolling", ratio: RATIO },
        summarize,
        objective: ({ sharpe }) => sharpe,
      });
      const print = createFingerprint();
      print.column(equity);
      for (const { chosen, score } of folds) {
        print.number(chosen ?? -1);
        print.number(score);
      }
      const traded = equity.length / FOLDS;
      const simulated = trialCount * traded * RATIO + equity.length;
      return { fingerprint: print.digest(), bars: simulated, backtests: trialCount + FOLDS };
    };
  },
};

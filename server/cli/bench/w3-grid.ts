import { summarize } from "@/graph-runtime/analytics/summary/summarize.ts";
import { summaryFrame } from "@/graph-runtime/analytics/summary/summary-frame.ts";
import { createFingerprint } from "@/graph-runtime/core/hash/fingerprint.ts";
import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { runSweep } from "@/graph-runtime/sim/run-sweep.ts";
import { benchBars } from "./bench-bars.ts";
import { smaCrossGraph } from "./bench-graph.ts";
import type { Workload } from "./workload.ts";

const BARS = 2_520;
const SHORTEST = 2;
const LONGEST = 142;

export const w3Bars = () => benchBars({ seed: 3, length: BARS, step: 86_400_000 });

export const w3Grid: Workload = {
  id: "W3",
  title: "parameter grid, 9,870 SMA pairs x 2,520 bars, summary set for each",
  prepare: () => {
    const parameters = ["fast", "slow"].map((key) => ({ key, type: "integer" as const, default: 10 }));
    const document = smaCrossGraph({ length: { $param: "fast" } }, { length: { $param: "slow" } }, { parameters });
    const lanes = [{ instrument: shareInstrument("BENCH"), bars: w3Bars() }];
    const points: { fast: number; slow: number }[] = [];
    for (let fast = SHORTEST; fast <= LONGEST; fast++)
      for (let slow = fast + 1; slow <= LONGEST; slow++) points.push({ fast, slow });
    return () => {
      const print = createFingerprint();
      const frame = summaryFrame(lanes[0]!.bars.time, "us-equity");
      runSweep({ document, lanes, points }, (result) => {
        const { equity, fillLog: fills, settings } = result;
        const summary = summarize(frame, { equity, fills, capital: settings.capital, multipliers: [1] });
        print.number(summary.netProfit);
        print.number(summary.maxDrawdown);
        print.number(summary.trades);
        return "continue";
      });
      return { fingerprint: print.digest(), bars: points.length * BARS, backtests: points.length };
    };
  },
};

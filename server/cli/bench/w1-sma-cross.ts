import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { benchBars } from "./bench-bars.ts";
import { benchProgram, smaCrossGraph } from "./bench-graph.ts";
import { fullJob } from "./full-job.ts";
import type { Workload } from "./workload.ts";

const BARS = 1_000_000;

export const w1Bars = () => benchBars({ seed: 1, length: BARS, step: 60_000 });

export const w1SmaCross: Workload = {
  id: "W1",
  title: "SMA(10)/SMA(30) cross, long or flat, 0.1 % fee, 1 M one-minute bars",
  prepare: () => {
    const program = benchProgram(smaCrossGraph({ length: 10 }, { length: 30 }, { settings: { timeframe: "1m" } }));
    const lanes = [{ instrument: shareInstrument("BENCH"), bars: w1Bars() }];
    return () => fullJob(program, lanes, BARS);
  },
};

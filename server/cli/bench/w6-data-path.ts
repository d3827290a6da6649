import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { runBacktest } from "@/graph-runtime/sim/run-backtest.ts";
import { benchBars } from "./bench-bars.ts";
import { benchGraph, benchProgram } from "./bench-graph.ts";
import type { Workload } from "./workload.ts";

const SYMBOLS = 400;
/** Three months of sessions of 390 minutes. */
const BARS = 63 * 390;

export const w6DataPath: Workload = {
  id: "W6",
  title: "400 symbols x 3 months of minutes, a strategy that does nothing",
  prepare: () => {
    const program = benchProgram(benchGraph({}, [], { settings: { timeframe: "1m" } }));
    const first = benchBars({ seed: 6, length: BARS, step: 60_000 });
    const lanes = Array.from({ length: SYMBOLS }, (_, lane) => ({
      instrument: shareInstrument(`S${lane}`),
      bars: lane === 0 ? first : benchBars({ seed: 6 + lane, length: BARS, step: 60_000, time: first.time }),
    }));
    return () => {
      const result = runBacktest({ program, lanes });
      return { fingerprint: result.fingerprint, bars: SYMBOLS * BARS };
    };
  },
};

import { createFingerprint } from "@/graph-runtime/core/hash/fingerprint.ts";
import { createStepper } from "@/graph-runtime/engine/stepper.ts";
import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { simulatedVenue } from "@/graph-runtime/sim/simulated-venue.ts";
import { benchBars } from "./bench-bars.ts";
import { benchGraph, benchProgram } from "./bench-graph.ts";
import type { Workload } from "./workload.ts";

const STEPS = 5_000;
const AVERAGES = 14;

export const w9LiveStep: Workload = {
  id: "W9",
  title: "live step: one closed bar through a 50-node program, snapshot included, no I/O",
  prepare: () => {
    const nodes: Record<string, readonly [string, Record<string, number | string>?]> = {
      price: ["market.bars"],
      any: ["logic.any"],
    };
    const wires: string[] = [];
    const gates = ["a", "b", "c", "d"];
    for (let i = 0; i < AVERAGES; i++) {
      nodes[`fast${i}`] = ["indicator.ema", { length: 5 + i }];
      nodes[`slow${i}`] = ["indicator.sma", { length: 20 + i }];
      nodes[`up${i}`] = ["compare.crossover", { direction: "above" }];
      wires.push(`price.close > fast${i}.source`, `price.close > slow${i}.source`);
      wires.push(`fast${i}.value > up${i}.a`, `slow${i}.value > up${i}.b`);
    }
    // gates of four inputs each, then one over them
    for (let g = 0; g * 4 < AVERAGES; g++) {
      nodes[`gate${g}`] = ["logic.any"];
      for (let k = 0; k < 4 && g * 4 + k < AVERAGES; k++) wires.push(`up${g * 4 + k}.crossed > gate${g}.${gates[k]}`);
      wires.push(`gate${g}.result > any.${gates[g]}`);
    }
    nodes["buy"] = ["order.enter", { amount: 50, unit: "equity-percent" }];
    nodes["stop"] = ["exit.stop-loss", { distance: 2 }];
    wires.push("any.result > buy.when");
    const program = benchProgram(benchGraph(nodes, wires, { settings: { timeframe: "1m" } }));
    const bars = benchBars({ seed: 9, length: STEPS, step: 60_000 });
    return () => {
      const { settings } = program;
      const venue = simulatedVenue(settings);
      const stepper = createStepper({ program, lanes: [shareInstrument("BENCH")], settings, venue, runId: "bench" });
      const print = createFingerprint();
      for (let i = 0; i < STEPS; i++) {
        const bar = {
          open: bars.open[i]!,
          high: bars.high[i]!,
          low: bars.low[i]!,
          close: bars.close[i]!,
          volume: bars.volume[i]!,
        };
        const outcome = stepper.step({ kind: "bar", sequence: i + 1, time: bars.time[i]!, bars: [bar] });
        print.number(outcome.mark.equity);
        print.number(stepper.snapshot().length);
      }
      return { fingerprint: print.digest(), bars: STEPS, steps: STEPS };
    };
  },
};

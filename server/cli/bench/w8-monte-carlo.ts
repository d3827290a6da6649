import { bandsOf, monteCarlo } from "@/graph-runtime/analytics/robustness/monte-carlo.ts";
import { createFingerprint } from "@/graph-runtime/core/hash/fingerprint.ts";
import { benchBars } from "./bench-bars.ts";
import type { Workload } from "./workload.ts";

const RESAMPLES = 10_000;
const STEPS = 2_520;

export const w8MonteCarlo: Workload = {
  id: "W8",
  title: "Monte Carlo, 10,000 resamples of 2,520 returns",
  prepare: () => {
    const { open, close } = benchBars({ seed: 8, length: STEPS, step: 86_400_000 });
    const steps = close.map((price, i) => price / open[i]! - 1);
    return () => {
      const result = monteCarlo({
        steps,
        unit: "return",
        drawing: { kind: "bootstrap" },
        capital: 100_000,
        resamples: RESAMPLES,
        seed: 8,
      });
      const print = createFingerprint();
      print.column(result.finalEquity);
      print.column(result.maxDrawdown);
      for (const { finalEquity, maxDrawdown } of bandsOf(result, [0.05, 0.25, 0.5, 0.75, 0.95])) {
        print.number(finalEquity);
        print.number(maxDrawdown);
      }
      return { fingerprint: print.digest(), bars: RESAMPLES * STEPS };
    };
  },
};

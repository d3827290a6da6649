import { z } from "zod";
import { log } from "../../../../core/math/log.ts";
import { rollingView } from "../../../../kernels/rolling-window.ts";
import { defineIndicator } from "../../../define-indicator.ts";
import { lengthParam } from "../../../length-param.ts";

export const hurst = defineIndicator({
  kind: "indicator.hurst",
  meta: {
    title: "Hurst exponent",
    keywords: ["hurst", "persistence", "trend", "mean reversion", "regime"],
    summary:
      "Above 0.5 the series tends to go on, below 0.5 to turn back: how its moves grow with the time they are given, over N bars. 0.5 where it does not move.",
    reference:
      "Slope of the log deviation of k-bar differences against log k for k = 1, 2, 4, 8, 16 (as far as a quarter of N)",
  },
  params: z.object({ length: lengthParam(100, "Length", 16) }),
  explain: (p) => `Hurst exponent ${p.length}`,
  rolling: ({ length }) => {
    const lags = [1, 2, 4, 8, 16].filter((lag) => lag <= length / 4);
    const logs = lags.map((lag) => log(lag));
    const mean = logs.reduce((sum, x) => sum + x, 0) / lags.length;
    const spread = logs.reduce((sum, x) => sum + (x - mean) * (x - mean), 0);
    return rollingView(length, (read) => {
      let joint = 0;
      for (let rank = 0; rank < lags.length; rank++) {
        const deviation = deviationOfDifferences(length, lags[rank]!, read);
        if (deviation < 1e-14) return 0.5;
        joint += (logs[rank]! - mean) * log(deviation);
      }
      return joint / spread;
    });
  },
  examples: [
    {
      title: "a level line",
      params: { length: 16 },
      inputs: { source: Array.from({ length: 16 }, () => 5) },
      outputs: { value: Array.from({ length: 16 }, (_, i) => (i < 15 ? null : 0.5)) },
    },
  ],
});

function deviationOfDifferences(length: number, lag: number, read: (ago: number) => number): number {
  const count = length - lag;
  let sum = 0;
  for (let ago = 0; ago < count; ago++) sum += read(ago) - read(ago + lag);
  const mean = sum / count;
  let squares = 0;
  for (let ago = 0; ago < count; ago++) {
    const distance = read(ago) - read(ago + lag) - mean;
    squares += distance * distance;
  }
  return Math.sqrt(squares / count);
}

import { z } from "zod";
import { blend } from "../../../../kernels/blend.ts";
import { rollingAverage } from "../../../../kernels/rolling-average.ts";
import { averageParam } from "../../../average-param.ts";
import { defineIndicator } from "../../../define-indicator.ts";
import { lengthParam } from "../../../length-param.ts";

export const priceOscillator = defineIndicator({
  kind: "indicator.price-oscillator",
  meta: {
    title: "Price oscillator",
    keywords: ["apo", "ppo", "absolute", "percentage", "oscillator", "momentum"],
    summary: "The fast average less the slow one, in price or in percent of the slow one.",
    reference: "TA-Lib APO and PPO; 0 where the slow average is zero",
  },
  params: z.object({
    fast: lengthParam(12, "Fast", 2),
    slow: lengthParam(26, "Slow", 2),
    average: averageParam("ema"),
    unit: z.enum(["percent", "price"]).default("percent").meta({
      label: "Measured in",
      help: "Percent of the slow average, or price points.",
      control: "segmented",
    }),
  }),
  label: "Oscillator",
  explain: (p) => `${p.unit === "percent" ? "Percentage" : "Absolute"} price oscillator ${p.fast}/${p.slow}`,
  rolling: (p) => {
    const short = rollingAverage(p.average, Math.min(p.fast, p.slow));
    const long = rollingAverage(p.average, Math.max(p.fast, p.slow));
    return p.unit === "price"
      ? blend(short, long, (a, b) => a - b)
      : blend(short, long, (a, b) => (Math.abs(b) < 1e-14 ? 0 : ((a - b) / b) * 100));
  },
  examples: [
    {
      title: "in price on a straight line",
      params: { fast: 2, slow: 4, unit: "price" },
      inputs: { source: [1, 2, 3, 4, 5] },
      outputs: { value: [null, null, null, 1, 1] },
    },
  ],
});

import { z } from "zod";
import { overKnown } from "../../../../kernels/over-known.ts";
import { rollingAverage } from "../../../../kernels/rolling-average.ts";
import { rollingKernel } from "../../../../kernels/rolling-kernel.ts";
import { NOTHING, rollingVariance, varianceKernel } from "../../../../kernels/rolling-variance.ts";
import { averageParam } from "../../../average-param.ts";
import { defineNode } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

const width = (label: string) =>
  z.number().min(0.1).max(20).default(2).meta({ label, unit: "deviations", control: "number", primary: true });

type Bands = {
  readonly source: Float64Array;
  /** Variance and mean, until the bands are drawn. */
  readonly upper: Float64Array;
  readonly middle: Float64Array;
  readonly lower: Float64Array;
  readonly percentB: Float64Array;
  readonly bandwidth: Float64Array;
  readonly above: number;
  readonly below: number;
};

function drawBands(bands: Bands, from: number, to: number): void {
  const { source, upper, middle, lower, percentB, bandwidth, above, below } = bands;
  for (let i = from; i < to; i++) {
    const variance = upper[i]!;
    const deviation = variance < NOTHING ? 0 : Math.sqrt(variance);
    const center = middle[i]!;
    const top = center + deviation * above;
    const bottom = center - deviation * below;
    upper[i] = top;
    lower[i] = bottom;
    percentB[i] = top === bottom ? Number.NaN : (source[i]! - bottom) / (top - bottom);
    bandwidth[i] = center === 0 ? Number.NaN : ((top - bottom) / center) * 100;
  }
}

export const bollinger = defineNode({
  kind: "indicator.bollinger",
  version: 1,
  meta: {
    title: "Bollinger bands",
    family: "indicators",
    keywords: ["bbands", "bollinger", "%b", "bandwidth", "volatility", "channel", "mean reversion"],
    summary:
      "An average with bands some standard deviations above and below; %B says where the price stands between them (0 lower, 1 upper), bandwidth how wide they are.",
    reference: "TA-Lib BBANDS (population deviation); John Bollinger. %B is unknown where the bands meet",
  },
  params: z.object({
    length: lengthParam(20, "Length", 2),
    above: width("Upper band"),
    below: width("Lower band"),
    average: averageParam("sma"),
  }),
  inputs: { source: { type: "number", label: "Source" } },
  outputs: {
    upper: { type: "number", label: "Upper" },
    middle: { type: "number", label: "Middle" },
    lower: { type: "number", label: "Lower" },
    percentB: { type: "number", label: "%B" },
    bandwidth: { type: "number", label: "Bandwidth", help: "Distance of the bands in percent of the middle." },
  },
  warmup: (p) => rollingAverage(p.average, p.length).lookback,
  settle: (p) => rollingAverage(p.average, p.length).settle,
  explain: (p) => `Bollinger bands ${p.length}, ${p.above}`,
  state: (p) => ({
    mean: p.average === "sma" ? 0 : rollingAverage(p.average, p.length).cells,
    spread: rollingVariance(p.length).cells,
  }),
  compile: ({ params, inputs: { source }, outputs, state }) => {
    const { length, average, above, below } = params;
    const { upper, middle, lower, percentB, bandwidth } = outputs;
    // the variance knows the simple average already; the columns of the bands hold variance and average until those are known
    const spread = varianceKernel(state.spread, length, { source, out: upper, mean: middle });
    const mean =
      average === "sma" ? null : rollingKernel(rollingAverage(average, length), state.mean, { source, out: middle });
    const bands = { source, upper, middle, lower, percentB, bandwidth, above, below };
    return overKnown([source], [upper, middle, lower, percentB, bandwidth], (from, to) => {
      spread(from, to);
      mean?.(from, to);
      drawBands(bands, from, to);
    });
  },
  examples: [
    {
      title: "two values, 4 and 6",
      params: { length: 2 },
      inputs: { source: [4, 6] },
      outputs: {
        upper: [null, 7],
        middle: [null, 5],
        lower: [null, 3],
        percentB: [null, 0.75],
        bandwidth: [null, 80],
      },
    },
  ],
});

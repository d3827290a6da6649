import { z } from "zod";
import { overKnown } from "../../../../kernels/over-known.ts";
import { rollingAverage } from "../../../../kernels/rolling-average.ts";
import { rollingKernel } from "../../../../kernels/rolling-kernel.ts";
import {
  NOTHING,
  pushVarianceAt,
  rollingVariance,
  type VarianceWork,
  varyStretch,
} from "../../../../kernels/rolling-variance.ts";
import { averageParam } from "../../../average-param.ts";
import { byBar } from "../../../by-bar.ts";
import { defineNode, type Kernel } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

const width = (label: string) =>
  z.number().min(0.1).max(20).default(2).meta({ label, unit: "deviations", control: "number", primary: true });

type Bands = {
  readonly source: Float64Array;
  readonly upper: Float64Array;
  readonly middle: Float64Array;
  readonly lower: Float64Array;
  readonly percentB: Float64Array;
  readonly bandwidth: Float64Array;
  readonly above: number;
  readonly below: number;
};
type Work = {
  readonly bands: Bands;
  /** Its columns of variance and mean are the upper and the middle band, until those are drawn. */
  readonly spread: VarianceWork;
  /** Null where it is the simple average, which the variance knows already. */
  readonly mean: Kernel | null;
};

function follow({ bands, spread, mean }: Work, from: number, to: number): void {
  varyStretch(spread, from, to);
  mean?.(from, to);
  let i = from;
  // two bars in turn, as a loop looks its columns up anew in every round
  for (; i + 1 < to; i += 2) {
    draw(bands, i);
    draw(bands, i + 1);
  }
  if (i < to) draw(bands, i);
}

function push({ bands, spread, mean }: Work, at: number): void {
  if (Number.isNaN(spread.source[at]!)) {
    spread.out[at] = Number.NaN;
    spread.mean[at] = Number.NaN;
  } else {
    pushVarianceAt(spread, at);
    mean?.(at, at + 1);
  }
  draw(bands, at);
}

/** Until then the upper band is the variance. */
function draw({ source, upper, middle, lower, percentB, bandwidth, above, below }: Bands, at: number): void {
  const variance = upper[at]!;
  const deviation = variance < NOTHING ? 0 : Math.sqrt(variance);
  const center = middle[at]!;
  const top = center + deviation * above;
  const bottom = center - deviation * below;
  upper[at] = top;
  lower[at] = bottom;
  percentB[at] = top === bottom ? Number.NaN : (source[at]! - bottom) / (top - bottom);
  bandwidth[at] = center === 0 ? Number.NaN : ((top - bottom) / center) * 100;
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
    const work = {
      bands: { source, upper, middle, lower, percentB, bandwidth, above, below },
      spread: { cells: state.spread, length, source, out: upper, mean: middle },
      mean:
        average === "sma" ? null : rollingKernel(rollingAverage(average, length), state.mean, { source, out: middle }),
    };
    const walk = overKnown([source], [upper, middle, lower, percentB, bandwidth], (from, to) => follow(work, from, to));
    return byBar(walk, (at) => push(work, at));
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

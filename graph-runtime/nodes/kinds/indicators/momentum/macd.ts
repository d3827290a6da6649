import { z } from "zod";
import { blend } from "../../../../kernels/blend.ts";
import { delay } from "../../../../kernels/chain.ts";
import { forKnown } from "../../../../kernels/for-known.ts";
import { type AverageName, rollingAverage } from "../../../../kernels/rolling-average.ts";
import { rollingEma } from "../../../../kernels/rolling-ema.ts";
import type { Rolling } from "../../../../kernels/step.ts";
import { averageParam } from "../../../average-param.ts";
import { defineNode } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

type Lengths = { readonly fast: number; readonly slow: number; readonly average: AverageName; readonly fixed: boolean };

/** The faster average starts late, so that both give their first value on the same bar (TA-Lib). */
function difference({ fast, slow, average, fixed }: Lengths): Rolling {
  const short = fixed ? rollingEma(12, 0.15) : rollingAverage(average, Math.min(fast, slow));
  const long = fixed ? rollingEma(26, 0.075) : rollingAverage(average, Math.max(fast, slow));
  return blend(delay(short, long.lookback - short.lookback), long, (a, b) => a - b);
}

export const macd = defineNode({
  kind: "indicator.macd",
  version: 1,
  meta: {
    title: "MACD",
    family: "indicators",
    keywords: ["macd", "momentum", "convergence", "divergence", "signal line", "histogram"],
    summary:
      "The fast average less the slow one, its own average as signal line, and the difference of the two as histogram.",
    reference: "TA-Lib MACD, MACDEXT and MACDFIX; Gerald Appel",
  },
  params: z.object({
    fast: lengthParam(12, "Fast", 2),
    slow: lengthParam(26, "Slow", 2),
    signal: lengthParam(9, "Signal"),
    average: averageParam("ema"),
    signalAverage: averageParam("ema", "Signal average"),
    fixed: z.boolean().default(false).meta({
      label: "Appel's own 12/26",
      help: "Lengths 12 and 26 with the rounded factors 0.15 and 0.075 of the original.",
      control: "switch",
    }),
  }),
  inputs: { source: { type: "number", label: "Source" } },
  outputs: {
    line: { type: "number", label: "MACD" },
    signal: { type: "number", label: "Signal" },
    histogram: { type: "number", label: "Histogram" },
  },
  warmup: (p) => difference(p).lookback + rollingAverage(p.signalAverage, p.signal).lookback,
  settle: (p) => difference(p).settle + rollingAverage(p.signalAverage, p.signal).settle,
  explain: (p) => `MACD ${p.fixed ? "12/26" : `${p.fast}/${p.slow}`}/${p.signal}`,
  state: (p) => ({ line: difference(p).cells, signal: rollingAverage(p.signalAverage, p.signal).cells }),
  compile: ({ params, inputs, outputs, state }) => {
    const gap = difference(params).start(state.line);
    const smooth = rollingAverage(params.signalAverage, params.signal).start(state.signal);
    const { source } = inputs;
    const { line, signal, histogram } = outputs;
    return forKnown([source], [line, signal, histogram], (i) => {
      const value = gap(source[i]!);
      const average = Number.isNaN(value) ? value : smooth(value);
      // all three begin together
      line[i] = Number.isNaN(average) ? average : value;
      signal[i] = average;
      histogram[i] = value - average;
    });
  },
  examples: [
    {
      title: "has a constant lead on a straight line",
      params: { fast: 2, slow: 4, signal: 2 },
      inputs: { source: [1, 2, 3, 4, 5, 6] },
      outputs: {
        line: [null, null, null, null, 1, 1],
        signal: [null, null, null, null, 1, 1],
        histogram: [null, null, null, null, 0, 0],
      },
    },
  ],
});

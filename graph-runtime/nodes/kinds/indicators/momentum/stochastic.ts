import { z } from "zod";
import { firstKnown } from "../../../../kernels/first-known.ts";
import { overKnown } from "../../../../kernels/over-known.ts";
import { rangeKernel } from "../../../../kernels/range-kernel.ts";
import { rollingAverage } from "../../../../kernels/rolling-average.ts";
import { extremeCells } from "../../../../kernels/rolling-extreme.ts";
import { rollingKernel } from "../../../../kernels/rolling-kernel.ts";
import { averageParam } from "../../../average-param.ts";
import { defineNode } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

export const stochastic = defineNode({
  kind: "indicator.stochastic",
  version: 1,
  meta: {
    title: "Stochastic",
    family: "indicators",
    keywords: ["stoch", "stochastic", "%k", "%d", "oversold", "overbought", "oscillator"],
    summary:
      "0 to 100: where the close stands in the range of the last N bars, smoothed (%K), and the average of that (%D). Smoothing 1 gives the fast stochastic.",
    reference: "TA-Lib STOCH, and STOCHF with a smoothing of 1; George Lane. 0 where the range is zero",
  },
  params: z.object({
    length: lengthParam(14),
    smooth: lengthParam(3, "%K smoothing"),
    signal: lengthParam(3, "%D length"),
    smoothAverage: averageParam("sma", "%K average"),
    signalAverage: averageParam("sma", "%D average"),
  }),
  inputs: {
    high: { type: "number", label: "High" },
    low: { type: "number", label: "Low" },
    close: { type: "number", label: "Close" },
  },
  outputs: { k: { type: "number", label: "%K" }, d: { type: "number", label: "%D" } },
  warmup: (p) =>
    p.length -
    1 +
    rollingAverage(p.smoothAverage, p.smooth).lookback +
    rollingAverage(p.signalAverage, p.signal).lookback,
  settle: (p) => rollingAverage(p.smoothAverage, p.smooth).settle + rollingAverage(p.signalAverage, p.signal).settle,
  explain: (p) => `Stochastic ${p.length}/${p.smooth}/${p.signal}`,
  state: (p) => ({
    highs: extremeCells(p.length),
    lows: extremeCells(p.length),
    smooth: rollingAverage(p.smoothAverage, p.smooth).cells,
    signal: rollingAverage(p.signalAverage, p.signal).cells,
  }),
  compile: ({ params, inputs: { high, low, close }, outputs: { k, d }, state }) => {
    const { length } = params;
    // the outputs hold the extremes until the place between them is known
    const { highs, lows } = state;
    const findRange = rangeKernel({ highs, lows, length, high, low, highest: k, lowest: d });
    const mean = rollingAverage(params.smoothAverage, params.smooth);
    const smooth = rollingKernel(mean, state.smooth, { source: k, out: k });
    const signal = rollingAverage(params.signalAverage, params.signal);
    const average = rollingKernel(signal, state.signal, { source: k, out: d });
    const smoothStep = mean.start(state.smooth);
    const averageStep = signal.start(state.signal);
    return overKnown([high, low, close], [k, d], (from, to) => {
      findRange(from, to);
      if (to === from + 1) {
        // a live run comes bar by bar, past the ways in and out of the loops
        const lowest = d[from]!;
        const span = k[from]! - lowest;
        const place = span === 0 ? 0 : (100 * (close[from]! - lowest)) / span;
        const smoothed = Number.isNaN(place) ? place : smoothStep(place);
        const averaged = Number.isNaN(smoothed) ? smoothed : averageStep(smoothed);
        k[from] = Number.isNaN(averaged) ? Number.NaN : smoothed;
        d[from] = averaged;
        return;
      }
      for (let i = from; i < to; i++) {
        const lowest = d[i]!;
        const span = k[i]! - lowest;
        k[i] = span === 0 ? 0 : (100 * (close[i]! - lowest)) / span;
      }
      // each begins where the one before has begun, and both are shown from then on
      let start = firstKnown(k, from, to);
      smooth(start, to);
      start = firstKnown(k, start, to);
      average(start, to);
      start = firstKnown(d, start, to);
      for (let i = from; i < start; i++) {
        k[i] = Number.NaN;
        d[i] = Number.NaN;
      }
    });
  },
  examples: [
    {
      title: "close at the top, then in the middle of the range",
      params: { length: 2, smooth: 1, signal: 2 },
      inputs: { high: [10, 12, 12], low: [8, 9, 10], close: [9, 12, 10.5] },
      outputs: { k: [null, null, 50], d: [null, null, 75] },
    },
  ],
});

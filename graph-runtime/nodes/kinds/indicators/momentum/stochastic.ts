import { z } from "zod";
import { rollingAverage } from "../../../../kernels/rolling-average.ts";
import { extremeCells, pushExtreme } from "../../../../kernels/rolling-extreme.ts";
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
  compile: ({ params, inputs, outputs, state }) => {
    const { length } = params;
    const { highs, lows } = state;
    const smooth = rollingAverage(params.smoothAverage, params.smooth).start(state.smooth);
    const average = rollingAverage(params.signalAverage, params.signal).start(state.signal);
    const { high, low, close } = inputs;
    return (from, to) => {
      for (let i = from; i < to; i++) {
        const top = high[i]!;
        const bottom = low[i]!;
        const last = close[i]!;
        let k = Number.NaN;
        let d = Number.NaN;
        if (!Number.isNaN(top + bottom + last)) {
          const highest = pushExtreme(highs, length, top, 1);
          const lowest = pushExtreme(lows, length, bottom, -1);
          const span = highest - lowest;
          if (!Number.isNaN(span)) k = smooth(span === 0 ? 0 : (100 * (last - lowest)) / span);
          if (!Number.isNaN(k)) d = average(k);
        }
        // both begin together
        outputs.k[i] = Number.isNaN(d) ? d : k;
        outputs.d[i] = d;
      }
    };
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

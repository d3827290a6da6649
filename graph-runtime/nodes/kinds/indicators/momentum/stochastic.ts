import { z } from "zod";
import { forKnown } from "../../../../kernels/for-known.ts";
import { rollingAverage } from "../../../../kernels/rolling-average.ts";
import { startStochastic, stochasticCells } from "../../../../kernels/rolling-stochastic.ts";
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
    range: stochasticCells(p.length),
    smooth: rollingAverage(p.smoothAverage, p.smooth).cells,
    signal: rollingAverage(p.signalAverage, p.signal).cells,
  }),
  compile: ({ params, inputs, outputs, state }) => {
    const place = startStochastic(state.range, params.length);
    const smooth = rollingAverage(params.smoothAverage, params.smooth).start(state.smooth);
    const average = rollingAverage(params.signalAverage, params.signal).start(state.signal);
    const { high, low, close } = inputs;
    return forKnown([high, low, close], [outputs.k, outputs.d], (i) => {
      const raw = place(high[i]!, low[i]!, close[i]!);
      const k = Number.isNaN(raw) ? raw : smooth(raw);
      const d = Number.isNaN(k) ? k : average(k);
      // both begin together
      outputs.k[i] = Number.isNaN(d) ? d : k;
      outputs.d[i] = d;
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

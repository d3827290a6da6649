import { z } from "zod";
import { forKnown } from "../../../../kernels/for-known.ts";
import { rollingAverage } from "../../../../kernels/rolling-average.ts";
import { rollingRsi } from "../../../../kernels/rolling-rsi.ts";
import { startStochastic, stochasticCells } from "../../../../kernels/rolling-stochastic.ts";
import { averageParam } from "../../../average-param.ts";
import { defineNode } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

export const stochasticRsi = defineNode({
  kind: "indicator.stochastic-rsi",
  version: 1,
  meta: {
    title: "Stochastic RSI",
    family: "indicators",
    keywords: ["stochrsi", "stochastic", "rsi", "oscillator"],
    summary: "0 to 100: where the RSI stands in its own range of the last N bars (%K), and the average of that (%D).",
    reference: "TA-Lib STOCHRSI; Tushar Chande and Stanley Kroll, 1994. Set the %K smoothing to 3 for TradingView's",
  },
  params: z.object({
    rsi: lengthParam(14, "RSI length", 2),
    length: lengthParam(14, "Stochastic length"),
    smooth: lengthParam(1, "%K smoothing"),
    signal: lengthParam(3, "%D length"),
    signalAverage: averageParam("sma", "%D average"),
  }),
  inputs: { source: { type: "number", label: "Source" } },
  outputs: { k: { type: "number", label: "%K" }, d: { type: "number", label: "%D" } },
  warmup: (p) => p.rsi + p.length - 1 + p.smooth - 1 + rollingAverage(p.signalAverage, p.signal).lookback,
  settle: (p) => rollingRsi(p.rsi).settle + rollingAverage(p.signalAverage, p.signal).settle,
  explain: (p) => `Stochastic RSI ${p.rsi}/${p.length}`,
  state: (p) => ({
    rsi: rollingRsi(p.rsi).cells,
    range: stochasticCells(p.length),
    smooth: rollingAverage("sma", p.smooth).cells,
    signal: rollingAverage(p.signalAverage, p.signal).cells,
  }),
  compile: ({ params, inputs, outputs, state }) => {
    const rsi = rollingRsi(params.rsi).start(state.rsi);
    const place = startStochastic(state.range, params.length);
    const smooth = rollingAverage("sma", params.smooth).start(state.smooth);
    const average = rollingAverage(params.signalAverage, params.signal).start(state.signal);
    return forKnown([inputs.source], [outputs.k, outputs.d], (i) => {
      const strength = rsi(inputs.source[i]!);
      const raw = Number.isNaN(strength) ? strength : place(strength, strength, strength);
      const k = Number.isNaN(raw) ? raw : smooth(raw);
      const d = Number.isNaN(k) ? k : average(k);
      outputs.k[i] = Number.isNaN(d) ? d : k;
      outputs.d[i] = d;
    });
  },
  examples: [
    {
      title: "RSI 50 and 100, then lower: top, then bottom of its range",
      params: { rsi: 2, length: 2, smooth: 1, signal: 1 },
      inputs: { source: [1, 2, 1, 3, 1] },
      outputs: { k: [null, null, null, 100, 0], d: [null, null, null, 100, 0] },
    },
  ],
});

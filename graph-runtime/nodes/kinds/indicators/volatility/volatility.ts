import { z } from "zod";
import { log } from "../../../../core/math/log.ts";
import { forKnown } from "../../../../kernels/for-known.ts";
import { rollingVariance } from "../../../../kernels/rolling-variance.ts";
import { rollingMean } from "../../../../kernels/rolling-window.ts";
import { OPEN_HIGH_LOW_CLOSE } from "../../../bar-inputs.ts";
import { defineNode } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

const ESTIMATORS = ["close-to-close", "parkinson", "garman-klass", "rogers-satchell", "yang-zhang"] as const;
export const volatility = defineNode({
  kind: "indicator.volatility",
  version: 1,
  meta: {
    title: "Volatility",
    family: "indicators",
    keywords: [
      "volatility",
      "historical",
      "realised",
      "parkinson",
      "garman-klass",
      "rogers-satchell",
      "yang-zhang",
      "annualised",
    ],
    summary:
      "The deviation of log returns in percent, estimated from closes or, more sharply, from the ranges of the bars, over N bars and scaled to a year (1 bar per year: per bar).",
    reference:
      "Parkinson 1980; Garman and Klass 1980; Rogers and Satchell 1991; Yang and Zhang 2000 (k = 0.34 / (1.34 + (n + 1) / (n - 1))); sample variances. Unknown for prices at or below zero",
  },
  params: z.object({
    estimator: z
      .enum(ESTIMATORS)
      .default("close-to-close")
      .meta({ label: "Estimator", control: "select", primary: true }),
    length: lengthParam(20, "Length", 2),
    barsPerYear: z.number().min(1).max(1e6).default(252).meta({
      label: "Bars per year",
      help: "252 for daily bars of shares, 365 for crypto, 1 for no scaling.",
      control: "number",
    }),
  }),
  inputs: OPEN_HIGH_LOW_CLOSE,
  outputs: { value: { type: "number", label: "Volatility", help: "Percent." } },
  warmup: (p) => (p.estimator === "close-to-close" || p.estimator === "yang-zhang" ? p.length : p.length - 1),
  explain: (p) => `Volatility ${p.length} (${p.estimator})`,
  state: (p) => ({
    last: 2,
    returns: rollingVariance(p.length).cells,
    opens: rollingVariance(p.length).cells,
    inside: rollingMean(p.length).cells,
  }),
  compile: ({ params: { estimator, length, barsPerYear }, inputs, outputs: { value }, state }) => {
    const { open, high, low, close } = inputs;
    const returns = rollingVariance(length).start(state.returns);
    const opens = rollingVariance(length).start(state.opens);
    const inside = rollingMean(length).start(state.inside);
    const { last } = state;
    const sample = length / (length - 1);
    const weight = 0.34 / (1.34 + (length + 1) / (length - 1));

    /** Variance of one bar, or the rolling variance itself where the estimator needs more than one bar at a time. */
    function estimate(o: number, h: number, l: number, c: number): number {
      const range = h - l;
      const body = c - o;
      const drift = (h - c) * (h - o) + (l - c) * (l - o);
      if (estimator === "parkinson") return inside((range * range) / (4 * Math.LN2));
      if (estimator === "garman-klass") return inside(0.5 * range * range - (2 * Math.LN2 - 1) * body * body);
      if (estimator === "rogers-satchell") return inside(drift);
      const isFirst = last[0] === 0;
      const before = last[1]!;
      last[0] = 1;
      last[1] = c;
      if (isFirst) return Number.NaN;
      if (estimator === "close-to-close") return sample * returns(c - before);
      return sample * opens(o - before) + weight * sample * returns(body) + (1 - weight) * inside(drift);
    }

    return forKnown([open, high, low, close], [value], (i) => {
      value[i] = Number.NaN;
      if (!(open[i]! > 0 && high[i]! > 0 && low[i]! > 0 && close[i]! > 0)) return;
      const variance = estimate(log(open[i]!), log(high[i]!), log(low[i]!), log(close[i]!));
      if (!Number.isNaN(variance)) value[i] = 100 * Math.sqrt(Math.max(0, variance) * barsPerYear);
    });
  },
  examples: [
    {
      title: "an even price does not move",
      params: { length: 2 },
      inputs: { open: [5, 5, 5], high: [5, 5, 5], low: [5, 5, 5], close: [5, 5, 5] },
      outputs: { value: [null, null, 0] },
    },
    {
      title: "Parkinson of a range of one e-fold",
      params: { estimator: "parkinson", length: 2, barsPerYear: 1 },
      inputs: {
        open: [1, 1],
        high: [Math.E, Math.E],
        low: [1, 1],
        close: [1, 1],
      },
      outputs: { value: [null, 60.05612043932249] },
    },
  ],
});

import { z } from "zod";
import { forKnown } from "../../../../kernels/for-known.ts";
import { rollingEma } from "../../../../kernels/rolling-ema.ts";
import { rollingSum } from "../../../../kernels/rolling-window.ts";
import { HIGH_LOW } from "../../../bar-inputs.ts";
import { defineNode } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

export const massIndex = defineNode({
  kind: "indicator.mass-index",
  version: 1,
  meta: {
    title: "Mass index",
    family: "indicators",
    keywords: ["mass", "dorsey", "range", "reversal"],
    summary:
      "The sum over N bars of the smoothed range over its own smoothing; a bulge above 27 that falls below 26.5 warns of a reversal.",
    reference: "Donald Dorsey, 1992. A bar counts 1 where there is no range",
  },
  params: z.object({ average: lengthParam(9, "Average"), length: lengthParam(25) }),
  inputs: HIGH_LOW,
  outputs: { value: { type: "number", label: "Mass" } },
  warmup: (p) => 2 * (p.average - 1) + p.length - 1,
  settle: (p) => 2 * rollingEma(p.average).settle,
  explain: (p) => `Mass index ${p.average}/${p.length}`,
  state: (p) => ({ first: 2, second: 2, sum: rollingSum(p.length).cells }),
  compile: ({ params, inputs: { high, low }, outputs: { value }, state }) => {
    const first = rollingEma(params.average).start(state.first);
    const second = rollingEma(params.average).start(state.second);
    const sum = rollingSum(params.length).start(state.sum);
    return forKnown([high, low], [value], (i) => {
      const smooth = first(high[i]! - low[i]!);
      const smoother = Number.isNaN(smooth) ? smooth : second(smooth);
      value[i] = Number.isNaN(smoother) ? smoother : sum(Math.abs(smoother) < 1e-14 ? 1 : smooth / smoother);
    });
  },
  examples: [
    {
      title: "an even range counts one a bar",
      params: { average: 1, length: 2 },
      inputs: { high: [12, 13, 14], low: [10, 11, 12] },
      outputs: { value: [null, 2, 2] },
    },
  ],
});

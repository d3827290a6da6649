import { z } from "zod";
import { averageStretch, movingAveragePair, pushAverage } from "../../../kernels/moving-average.ts";
import { byBar } from "../../by-bar.ts";
import { defineNode } from "../../define-node.ts";
import { lengthParam } from "../../length-param.ts";

export const sma = defineNode({
  kind: "indicator.sma",
  version: 1,
  meta: {
    title: "Simple moving average",
    family: "indicators",
    keywords: ["sma", "average", "mean", "moving average", "trend"],
    summary: "The mean of the last N values.",
    reference: "TA-Lib SMA",
  },
  params: z.object({ length: lengthParam(20) }),
  inputs: { source: { type: "number", label: "Source" } },
  outputs: { value: { type: "number", label: "SMA" } },
  warmup: (p) => p.length - 1,
  // the running sum carries the rounding of all earlier bars, which stays far below 1e-9 of a price
  explain: (p) => `SMA ${p.length}`,
  state: (p) => ({ ring: p.length, cursor: 1, count: 1, sum: 1 }),
  compile: ({ params, inputs, outputs, state }) => {
    const average = { length: params.length, source: inputs.source, out: outputs.value, state };
    return byBar(
      (from, to) => averageStretch(average, from, to),
      (at) => pushAverage(average, at),
    );
  },
  pair: (one, other) =>
    movingAveragePair(
      one.inputs.source,
      { length: one.params.length, out: one.outputs.value, state: one.state },
      { length: other.params.length, out: other.outputs.value, state: other.state },
    ),
  examples: [
    {
      title: "averages the last three values",
      params: { length: 3 },
      inputs: { source: [1, 2, 3, 4, 8] },
      outputs: { value: [null, null, 2, 3, 5] },
    },
    {
      title: "passes over an unknown value",
      params: { length: 2 },
      inputs: { source: [1, null, 3, 5] },
      outputs: { value: [null, null, 2, 4] },
    },
  ],
});

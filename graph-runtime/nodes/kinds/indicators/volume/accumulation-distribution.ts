import { z } from "zod";
import { forKnown } from "../../../../kernels/for-known.ts";
import { closeLocation } from "../../../../kernels/money-flow.ts";
import { defineNode } from "../../../define-node.ts";

export const accumulationDistribution = defineNode({
  kind: "indicator.accumulation-distribution",
  version: 1,
  meta: {
    title: "Accumulation/distribution line",
    family: "indicators",
    keywords: ["ad", "adl", "chaikin", "accumulation", "distribution", "volume"],
    summary:
      "Running sum of volume, counted as bought when the bar closes near its high and as sold near its low. Its level depends on where the data starts.",
    reference: "TA-Lib AD; Marc Chaikin",
  },
  params: z.object({}),
  inputs: {
    high: { type: "number", label: "High" },
    low: { type: "number", label: "Low" },
    close: { type: "number", label: "Close" },
    volume: { type: "number", label: "Volume" },
  },
  outputs: { value: { type: "number", label: "A/D" } },
  warmup: () => 0,
  settle: () => Number.POSITIVE_INFINITY,
  explain: () => "Accumulation/distribution",
  state: () => ({ sum: 1 }),
  compile: ({ inputs: { high, low, close, volume }, outputs: { value }, state: { sum } }) =>
    forKnown([high, low, close, volume], [value], (i) => {
      sum[0]! += closeLocation(high[i]!, low[i]!, close[i]!) * volume[i]!;
      value[i] = sum[0]!;
    }),
  examples: [
    {
      title: "closes at the high, then in the middle, then at the low",
      inputs: { high: [12, 12, 12], low: [10, 10, 10], close: [12, 11, 10], volume: [5, 9, 2] },
      outputs: { value: [5, 5, 3] },
    },
  ],
});

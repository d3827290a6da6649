import { z } from "zod";
import { forKnown } from "../../../../kernels/for-known.ts";
import { rollingSum } from "../../../../kernels/rolling-window.ts";
import { defineNode } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

export const vwma = defineNode({
  kind: "indicator.vwma",
  version: 1,
  meta: {
    title: "Volume-weighted moving average",
    family: "indicators",
    keywords: ["vwma", "volume", "weighted", "moving average"],
    summary: "The average of the last N values, each weighted by its volume. Unknown where no volume was traded.",
    reference: "sum(price x volume) / sum(volume) over N bars",
  },
  params: z.object({ length: lengthParam(20) }),
  inputs: { source: { type: "number", label: "Source" }, volume: { type: "number", label: "Volume" } },
  outputs: { value: { type: "number", label: "VWMA" } },
  warmup: (p) => p.length - 1,
  explain: (p) => `VWMA ${p.length}`,
  state: (p) => ({ money: rollingSum(p.length).cells, shares: rollingSum(p.length).cells }),
  compile: ({ params, inputs, outputs, state }) => {
    const sum = rollingSum(params.length);
    const money = sum.start(state.money);
    const shares = sum.start(state.shares);
    const { source, volume } = inputs;
    return forKnown([source, volume], [outputs.value], (i) => {
      const total = money(source[i]! * volume[i]!);
      const traded = shares(volume[i]!);
      outputs.value[i] = traded > 0 ? total / traded : Number.NaN;
    });
  },
  examples: [
    {
      title: "leans to the bar with more volume",
      params: { length: 2 },
      inputs: { source: [10, 20, 30], volume: [1, 3, 0] },
      outputs: { value: [null, 17.5, 20] },
    },
  ],
});

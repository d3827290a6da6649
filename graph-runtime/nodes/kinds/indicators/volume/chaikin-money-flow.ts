import { z } from "zod";
import { forKnown } from "../../../../kernels/for-known.ts";
import { closeLocation } from "../../../../kernels/money-flow.ts";
import { rollingSum } from "../../../../kernels/rolling-window.ts";
import { HIGH_LOW_CLOSE_VOLUME } from "../../../bar-inputs.ts";
import { defineNode } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

export const chaikinMoneyFlow = defineNode({
  kind: "indicator.chaikin-money-flow",
  version: 1,
  meta: {
    title: "Chaikin money flow",
    family: "indicators",
    keywords: ["cmf", "chaikin", "money flow", "volume"],
    summary:
      "-1 to 1: volume counted as bought or sold by where each bar closed in its range, over all volume of N bars. 0 without volume.",
    reference: "Marc Chaikin",
  },
  params: z.object({ length: lengthParam(20) }),
  inputs: HIGH_LOW_CLOSE_VOLUME,
  outputs: { value: { type: "number", label: "CMF" } },
  warmup: (p) => p.length - 1,
  explain: (p) => `Chaikin money flow ${p.length}`,
  state: (p) => ({ flow: rollingSum(p.length).cells, traded: rollingSum(p.length).cells }),
  compile: ({ params, inputs: { high, low, close, volume }, outputs: { value }, state }) => {
    const flow = rollingSum(params.length).start(state.flow);
    const traded = rollingSum(params.length).start(state.traded);
    return forKnown([high, low, close, volume], [value], (i) => {
      const bought = flow(closeLocation(high[i]!, low[i]!, close[i]!) * volume[i]!);
      const total = traded(volume[i]!);
      value[i] = Math.abs(total) < 1e-14 ? 0 : bought / total;
    });
  },
  examples: [
    {
      title: "bought at the high, sold at the low",
      params: { length: 2 },
      inputs: { high: [12, 12], low: [10, 10], close: [12, 10], volume: [6, 2] },
      outputs: { value: [null, 0.5] },
    },
  ],
});

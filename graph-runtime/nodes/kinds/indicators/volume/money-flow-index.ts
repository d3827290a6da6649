import { z } from "zod";
import { forKnown } from "../../../../kernels/for-known.ts";
import { rollingSum } from "../../../../kernels/rolling-window.ts";
import { defineNode } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

export const moneyFlowIndex = defineNode({
  kind: "indicator.money-flow-index",
  version: 1,
  meta: {
    title: "Money flow index",
    family: "indicators",
    keywords: ["mfi", "money flow", "volume", "oversold", "overbought"],
    summary: "0 to 100: an RSI with volume: money traded on rising typical prices over all money traded in N bars.",
    reference: "TA-Lib MFI; Gene Quong and Avrum Soudack, 1989. 0 where less than 1 of money was traded",
  },
  params: z.object({ length: lengthParam(14, "Length", 2) }),
  inputs: {
    high: { type: "number", label: "High" },
    low: { type: "number", label: "Low" },
    close: { type: "number", label: "Close" },
    volume: { type: "number", label: "Volume" },
  },
  outputs: { value: { type: "number", label: "MFI" } },
  warmup: (p) => p.length,
  explain: (p) => `Money flow index ${p.length}`,
  state: (p) => ({ last: 2, up: rollingSum(p.length).cells, down: rollingSum(p.length).cells }),
  compile: ({ params, inputs: { high, low, close, volume }, outputs, state }) => {
    const sum = rollingSum(params.length);
    const ups = sum.start(state.up);
    const downs = sum.start(state.down);
    const { last } = state;
    return forKnown([high, low, close, volume], [outputs.value], (i) => {
      const typical = (high[i]! + low[i]! + close[i]!) / 3;
      const change = typical - last[1]!;
      const isFirst = last[0] === 0;
      last[0] = 1;
      last[1] = typical;
      outputs.value[i] = Number.NaN;
      if (isFirst) return;
      const money = typical * volume[i]!;
      const up = ups(change > 0 ? money : 0);
      const total = up + downs(change < 0 ? money : 0);
      if (!Number.isNaN(total)) outputs.value[i] = total < 1 ? 0 : 100 * (up / total);
    });
  },
  examples: [
    {
      title: "300 of money up, 100 down",
      params: { length: 2 },
      inputs: { high: [9, 30, 10], low: [9, 30, 10], close: [9, 30, 10], volume: [1, 10, 10] },
      outputs: { value: [null, null, 75] },
    },
  ],
});

import { z } from "zod";
import { forKnown } from "../../../../kernels/for-known.ts";
import { ATR_CELLS, atrSettle, pushAtr } from "../../../../kernels/rolling-atr.ts";
import { extremeCells } from "../../../../kernels/rolling-extreme.ts";
import { rollingMaximum, rollingMinimum } from "../../../../kernels/rolling-maximum.ts";
import { HIGH_LOW_CLOSE } from "../../../bar-inputs.ts";
import { defineNode } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

export const chandelier = defineNode({
  kind: "indicator.chandelier",
  version: 1,
  meta: {
    title: "Chandelier exit",
    family: "indicators",
    keywords: ["chandelier", "exit", "trailing stop", "atr"],
    summary:
      "Stops hung from the extremes: the highest high of N bars less some ATRs for a long position, the lowest low plus as many for a short one.",
    reference: "Chuck LeBeau; highs and lows rather than closes",
  },
  params: z.object({
    length: lengthParam(22),
    factor: z
      .number()
      .min(0.1)
      .max(50)
      .default(3)
      .meta({ label: "Distance", unit: "ATR", control: "number", primary: true }),
  }),
  inputs: HIGH_LOW_CLOSE,
  outputs: { long: { type: "number", label: "Long stop" }, short: { type: "number", label: "Short stop" } },
  warmup: (p) => p.length,
  settle: (p) => atrSettle(p.length),
  explain: (p) => `Chandelier exit ${p.length}, ${p.factor}`,
  state: (p) => ({ atr: ATR_CELLS, highs: extremeCells(p.length), lows: extremeCells(p.length) }),
  compile: ({ params: { length, factor }, inputs: { high, low, close }, outputs, state }) => {
    const highest = rollingMaximum(length).start(state.highs);
    const lowest = rollingMinimum(length).start(state.lows);
    return forKnown([high, low, close], [outputs.long, outputs.short], (i) => {
      const range = pushAtr(state.atr, length, high[i]!, low[i]!, close[i]!);
      outputs.long[i] = highest(high[i]!) - factor * range;
      outputs.short[i] = lowest(low[i]!) + factor * range;
    });
  },
  examples: [
    {
      title: "one range of two from the extremes",
      params: { length: 1, factor: 1 },
      inputs: { high: [11, 12], low: [9, 10], close: [10, 11] },
      outputs: { long: [null, 10], short: [null, 12] },
    },
  ],
});

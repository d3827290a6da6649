import { z } from "zod";
import { forKnown } from "../../../../kernels/for-known.ts";
import { extremeCells } from "../../../../kernels/rolling-extreme.ts";
import { rollingMaximum, rollingMinimum } from "../../../../kernels/rolling-maximum.ts";
import { rollingLine } from "../../../../kernels/rolling-regression.ts";
import { rollingDeviation } from "../../../../kernels/rolling-variance.ts";
import { rollingMean } from "../../../../kernels/rolling-window.ts";
import { trueRange } from "../../../../kernels/true-range.ts";
import { HIGH_LOW_CLOSE } from "../../../bar-inputs.ts";
import { defineNode } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

const width = (label: string, value: number) =>
  z.number().min(0.1).max(20).default(value).meta({ label, control: "number" });
const end = (length: number) => rollingLine(length, ({ slope, intercept }) => intercept + slope * (length - 1));

export const squeeze = defineNode({
  kind: "indicator.squeeze",
  version: 1,
  meta: {
    title: "Squeeze momentum",
    family: "indicators",
    keywords: ["squeeze", "ttm", "lazybear", "bollinger", "keltner", "momentum", "breakout"],
    summary:
      "On while the Bollinger bands lie inside the Keltner channel (the market is coiled); momentum says which way it leans.",
    reference:
      "John Carter's TTM squeeze in LazyBear's form: SMA of the true range, population deviation, regression of close less mean of range middle and SMA",
  },
  params: z.object({
    length: lengthParam(20, "Length", 2),
    bollinger: width("Bollinger width", 2),
    keltner: width("Keltner width", 1.5),
  }),
  inputs: HIGH_LOW_CLOSE,
  outputs: { on: { type: "boolean", label: "Squeeze on" }, momentum: { type: "number", label: "Momentum" } },
  warmup: (p) => 2 * (p.length - 1),
  explain: (p) => `Squeeze ${p.length}`,
  state: (p) => ({
    last: 2,
    mean: rollingMean(p.length).cells,
    spread: rollingDeviation(p.length).cells,
    range: rollingMean(p.length).cells,
    highs: extremeCells(p.length),
    lows: extremeCells(p.length),
    line: end(p.length).cells,
  }),
  compile: ({ params, inputs: { high, low, close }, outputs: { on, momentum }, state }) => {
    const { length, bollinger, keltner } = params;
    const mean = rollingMean(length).start(state.mean);
    const spread = rollingDeviation(length).start(state.spread);
    const range = rollingMean(length).start(state.range);
    const highest = rollingMaximum(length).start(state.highs);
    const lowest = rollingMinimum(length).start(state.lows);
    const line = end(length).start(state.line);
    const { last } = state;
    return forKnown([high, low, close], [on, momentum], (i) => {
      const span = last[0] === 0 ? high[i]! - low[i]! : trueRange(high[i]!, low[i]!, last[1]!);
      last[0] = 1;
      last[1] = close[i]!;
      const center = mean(close[i]!);
      const deviation = spread(close[i]!);
      const channel = range(span);
      const middle = (highest(high[i]!) + lowest(low[i]!)) / 2;
      const lean = close[i]! - (middle + center) / 2;
      on[i] = Number.isNaN(center) ? center : Number(bollinger * deviation < keltner * channel);
      momentum[i] = Number.isNaN(lean) ? lean : line(lean);
    });
  },
  examples: [
    {
      title: "still closes in wide bars are a squeeze without momentum",
      params: { length: 2 },
      inputs: { high: [11, 11, 11], low: [9, 9, 9], close: [10, 10, 10] },
      outputs: { on: [null, 1, 1], momentum: [null, null, 0] },
    },
  ],
});

import { z } from "zod";
import { log } from "../../../../core/math/log.ts";
import { forKnown } from "../../../../kernels/for-known.ts";
import { extremeCells } from "../../../../kernels/rolling-extreme.ts";
import { rollingMaximum, rollingMinimum } from "../../../../kernels/rolling-maximum.ts";
import { settleBars } from "../../../../kernels/settle.ts";
import { HIGH_LOW } from "../../../bar-inputs.ts";
import { defineNode } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

export const fisher = defineNode({
  kind: "indicator.fisher",
  version: 1,
  meta: {
    title: "Fisher transform",
    family: "indicators",
    keywords: ["fisher", "ehlers", "transform", "reversal"],
    summary:
      "Stretches the place of the price in its range, so that turning points stand out as sharp peaks; the trigger is the value one bar before.",
    reference: "John Ehlers, 2002: of the bar's middle, with his smoothing of 0.33 and 0.67 and half of the last value",
  },
  params: z.object({ length: lengthParam(9, "Length", 2) }),
  inputs: HIGH_LOW,
  outputs: { value: { type: "number", label: "Fisher" }, trigger: { type: "number", label: "Trigger" } },
  warmup: (p) => p.length,
  settle: () => settleBars(0.67) + settleBars(0.5) + 60,
  explain: (p) => `Fisher transform ${p.length}`,
  state: (p) => ({ highs: extremeCells(p.length), lows: extremeCells(p.length), last: 3 }),
  compile: ({ params: { length }, inputs: { high, low }, outputs: { value, trigger }, state }) => {
    const highest = rollingMaximum(length).start(state.highs);
    const lowest = rollingMinimum(length).start(state.lows);
    const { last } = state;
    return forKnown([high, low], [value, trigger], (i) => {
      const middle = (high[i]! + low[i]!) / 2;
      const top = highest(middle);
      const bottom = lowest(middle);
      value[i] = Number.NaN;
      trigger[i] = Number.NaN;
      if (Number.isNaN(top)) return;
      const place = top === bottom ? 0 : 2 * ((middle - bottom) / (top - bottom) - 0.5);
      const smooth = Math.max(-0.999, Math.min(0.999, 0.33 * place + 0.67 * last[1]!));
      const before = last[2]!;
      const now = 0.5 * log((1 + smooth) / (1 - smooth)) + 0.5 * before;
      value[i] = now;
      if (last[0] === 1) trigger[i] = before;
      last[0] = 1;
      last[1] = smooth;
      last[2] = now;
    });
  },
  examples: [
    {
      title: "stays at zero where the price does not move",
      params: { length: 2 },
      inputs: { high: [5, 5, 5], low: [3, 3, 3] },
      outputs: { value: [null, 0, 0], trigger: [null, null, 0] },
    },
  ],
});

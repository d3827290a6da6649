import { z } from "zod";
import { forKnown } from "../../../../kernels/for-known.ts";
import { rollingSum } from "../../../../kernels/rolling-window.ts";
import { trueRange } from "../../../../kernels/true-range.ts";
import { HIGH_LOW_CLOSE } from "../../../bar-inputs.ts";
import { defineNode } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

export const vortex = defineNode({
  kind: "indicator.vortex",
  version: 1,
  meta: {
    title: "Vortex",
    family: "indicators",
    keywords: ["vortex", "vi+", "vi-", "trend"],
    summary:
      "VI+ measures upward, VI- downward movement over N bars, each over the true range; their crossing marks a new trend. 0 where there was no range.",
    reference: "Etienne Botes and Douglas Siepman, 2010",
  },
  params: z.object({ length: lengthParam(14) }),
  inputs: HIGH_LOW_CLOSE,
  outputs: { plus: { type: "number", label: "VI+" }, minus: { type: "number", label: "VI-" } },
  warmup: (p) => p.length,
  explain: (p) => `Vortex ${p.length}`,
  state: (p) => ({
    last: 4,
    up: rollingSum(p.length).cells,
    down: rollingSum(p.length).cells,
    range: rollingSum(p.length).cells,
  }),
  compile: ({ params, inputs: { high, low, close }, outputs: { plus, minus }, state }) => {
    const sum = rollingSum(params.length);
    const up = sum.start(state.up);
    const down = sum.start(state.down);
    const range = sum.start(state.range);
    const { last } = state;
    return forKnown([high, low, close], [plus, minus], (i) => {
      const [isFirst, lastHigh, lastLow, lastClose] = [last[0] === 0, last[1]!, last[2]!, last[3]!];
      last[0] = 1;
      last[1] = high[i]!;
      last[2] = low[i]!;
      last[3] = close[i]!;
      plus[i] = Number.NaN;
      minus[i] = Number.NaN;
      if (isFirst) return;
      const total = range(trueRange(high[i]!, low[i]!, lastClose));
      const rise = up(Math.abs(high[i]! - lastLow));
      const fall = down(Math.abs(low[i]! - lastHigh));
      if (Number.isNaN(total)) return;
      plus[i] = total < 1e-14 ? 0 : rise / total;
      minus[i] = total < 1e-14 ? 0 : fall / total;
    });
  },
  examples: [
    {
      title: "a rising bar",
      params: { length: 1 },
      inputs: { high: [10, 12], low: [8, 10], close: [9, 11] },
      outputs: { plus: [null, 4 / 3], minus: [null, 0] },
    },
  ],
});

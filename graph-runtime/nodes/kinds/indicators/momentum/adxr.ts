import { z } from "zod";
import { forKnown } from "../../../../kernels/for-known.ts";
import { ADX_CELLS, pushAdx } from "../../../../kernels/rolling-adx.ts";
import { pushRing, ringCells } from "../../../../kernels/rolling-window.ts";
import { settleBars } from "../../../../kernels/settle.ts";
import { defineNode } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

export const adxr = defineNode({
  kind: "indicator.adxr",
  version: 1,
  meta: {
    title: "ADX rating",
    family: "indicators",
    keywords: ["adxr", "rating", "trend strength", "wilder"],
    summary: "The mean of the ADX now and N - 1 bars ago: a slower measure of trend strength.",
    reference: "TA-Lib ADXR; J. Welles Wilder, 1978",
  },
  params: z.object({ length: lengthParam(14, "Length", 2) }),
  inputs: {
    high: { type: "number", label: "High" },
    low: { type: "number", label: "Low" },
    close: { type: "number", label: "Close" },
  },
  outputs: { value: { type: "number", label: "ADXR" } },
  warmup: (p) => 3 * p.length - 2,
  settle: (p) => 2 * settleBars((p.length - 1) / p.length),
  explain: (p) => `ADXR ${p.length}`,
  state: (p) => ({ cells: ADX_CELLS, past: ringCells(p.length - 1) }),
  compile: ({ params: { length }, inputs: { high, low, close }, outputs, state }) => {
    return forKnown([high, low, close], [outputs.value], (i) => {
      const now = pushAdx(state.cells, length, high[i]!, low[i]!, close[i]!);
      outputs.value[i] = Number.isNaN(now) ? now : (now + pushRing(state.past, now)) / 2;
    });
  },
  examples: [
    {
      title: "a steady rise",
      params: { length: 2 },
      inputs: { high: [2, 3, 4, 5, 6], low: [1, 2, 3, 4, 5], close: [2, 3, 4, 5, 6] },
      outputs: { value: [null, null, null, null, 100] },
    },
  ],
});

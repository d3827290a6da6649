import { z } from "zod";
import { forKnown } from "../../../../kernels/for-known.ts";
import { rollingView } from "../../../../kernels/rolling-window.ts";
import type { Rolling } from "../../../../kernels/step.ts";
import { defineNode } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

function rollingCci(length: number): Rolling {
  return rollingView(length, (read) => {
    let sum = 0;
    for (let k = 0; k < length; k++) sum += read(k);
    const mean = sum / length;
    let spread = 0;
    for (let k = 0; k < length; k++) spread += Math.abs(read(k) - mean);
    const distance = read(0) - mean;
    return distance !== 0 && spread !== 0 ? distance / (0.015 * (spread / length)) : 0;
  });
}

export const cci = defineNode({
  kind: "indicator.cci",
  version: 1,
  meta: {
    title: "Commodity channel index",
    family: "indicators",
    keywords: ["cci", "commodity", "channel", "oscillator"],
    summary:
      "How far the typical price is from its average, in units of 1.5 % of its mean deviation; most values lie within -100 to 100.",
    reference: "TA-Lib CCI; Donald Lambert, 1980",
  },
  params: z.object({ length: lengthParam(20, "Length", 2) }),
  inputs: {
    high: { type: "number", label: "High" },
    low: { type: "number", label: "Low" },
    close: { type: "number", label: "Close" },
  },
  outputs: { value: { type: "number", label: "CCI" } },
  warmup: (p) => p.length - 1,
  explain: (p) => `CCI ${p.length}`,
  state: (p) => ({ cells: rollingCci(p.length).cells }),
  compile: ({ params, inputs: { high, low, close }, outputs, state }) => {
    const step = rollingCci(params.length).start(state.cells);
    return forKnown([high, low, close], [outputs.value], (i) => {
      outputs.value[i] = step((high[i]! + low[i]! + close[i]!) / 3);
    });
  },
  examples: [
    {
      title: "two typical prices, 4 and 6",
      params: { length: 2 },
      inputs: { high: [5, 7], low: [3, 5], close: [4, 6] },
      outputs: { value: [null, 1 / 0.015] },
    },
  ],
});

import { z } from "zod";
import { forKnown } from "../../../../kernels/for-known.ts";
import { rollingMean } from "../../../../kernels/rolling-window.ts";
import { defineNode } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

export const easeOfMovement = defineNode({
  kind: "indicator.ease-of-movement",
  version: 1,
  meta: {
    title: "Ease of movement",
    family: "indicators",
    keywords: ["eom", "emv", "arms", "volume"],
    summary:
      "How far the middle of the range moved for the volume it took, averaged over N bars. Bars without volume count 0.",
    reference: "Richard Arms: distance moved x range x scale / volume",
  },
  params: z.object({
    length: lengthParam(14),
    scale: z.number().min(1).max(1e12).default(10_000).meta({ label: "Scale", control: "number" }),
  }),
  inputs: {
    high: { type: "number", label: "High" },
    low: { type: "number", label: "Low" },
    volume: { type: "number", label: "Volume" },
  },
  outputs: { value: { type: "number", label: "EOM" } },
  warmup: (p) => p.length,
  explain: (p) => `Ease of movement ${p.length}`,
  state: (p) => ({ last: 2, mean: rollingMean(p.length).cells }),
  compile: ({ params, inputs: { high, low, volume }, outputs: { value }, state: { last, mean } }) => {
    const smooth = rollingMean(params.length).start(mean);
    return forKnown([high, low, volume], [value], (i) => {
      const middle = (high[i]! + low[i]!) / 2;
      const moved = middle - last[1]!;
      const isFirst = last[0] === 0;
      last[0] = 1;
      last[1] = middle;
      const ease = volume[i]! > 0 ? (moved * (high[i]! - low[i]!) * params.scale) / volume[i]! : 0;
      value[i] = isFirst ? Number.NaN : smooth(ease);
    });
  },
  examples: [
    {
      title: "up 1 over a range of 2 on 4 of volume",
      params: { length: 1, scale: 1 },
      inputs: { high: [11, 12], low: [9, 10], volume: [9, 4] },
      outputs: { value: [null, 0.5] },
    },
  ],
});

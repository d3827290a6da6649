import { z } from "zod";
import { forKnown } from "../../../../kernels/for-known.ts";
import { rollingEma } from "../../../../kernels/rolling-ema.ts";
import { defineNode } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

export const forceIndex = defineNode({
  kind: "indicator.force-index",
  version: 1,
  meta: {
    title: "Force index",
    family: "indicators",
    keywords: ["force", "efi", "elder", "volume"],
    summary:
      "The change of the price times the volume, smoothed by an exponential average (length 1 for the raw force).",
    reference: "Alexander Elder, Trading for a Living, 1993",
  },
  params: z.object({ length: lengthParam(13) }),
  inputs: { source: { type: "number", label: "Source" }, volume: { type: "number", label: "Volume" } },
  outputs: { value: { type: "number", label: "Force" } },
  warmup: (p) => p.length,
  settle: (p) => rollingEma(p.length).settle,
  explain: (p) => `Force index ${p.length}`,
  state: () => ({ last: 2, mean: 2 }),
  compile: ({ params, inputs: { source, volume }, outputs: { value }, state: { last, mean } }) => {
    const smooth = rollingEma(params.length).start(mean);
    return forKnown([source, volume], [value], (i) => {
      value[i] = last[0] === 0 ? Number.NaN : smooth((source[i]! - last[1]!) * volume[i]!);
      last[0] = 1;
      last[1] = source[i]!;
    });
  },
  examples: [
    {
      title: "up 2 on a volume of 5",
      params: { length: 1 },
      inputs: { source: [10, 12, 11], volume: [9, 5, 3] },
      outputs: { value: [null, 10, -3] },
    },
  ],
});

import { z } from "zod";
import { blend } from "../../../../kernels/blend.ts";
import { chain } from "../../../../kernels/chain.ts";
import { rollingChange } from "../../../../kernels/rolling-window.ts";
import { rollingWma } from "../../../../kernels/rolling-wma.ts";
import { defineIndicator } from "../../../define-indicator.ts";
import { lengthParam } from "../../../length-param.ts";

const change = (length: number) =>
  rollingChange(length, (now, before) => (before === 0 ? 0 : (now / before - 1) * 100));

export const coppock = defineIndicator({
  kind: "indicator.coppock",
  meta: {
    title: "Coppock curve",
    keywords: ["coppock", "momentum", "bottom", "long term"],
    summary:
      "The weighted average of two rates of change added together; turning up from below zero is its buy signal, on monthly bars.",
    reference: "Edwin Coppock, 1962",
  },
  params: z.object({
    long: lengthParam(14, "Long"),
    short: lengthParam(11, "Short"),
    length: lengthParam(10, "Average"),
  }),
  explain: (p) => `Coppock ${p.long}/${p.short}/${p.length}`,
  rolling: (p) =>
    chain(
      blend(change(p.long), change(p.short), (a, b) => a + b),
      rollingWma(p.length),
    ),
  examples: [
    {
      title: "ten percent twice",
      params: { long: 1, short: 1, length: 1 },
      inputs: { source: [100, 110] },
      outputs: { value: [null, 20] },
    },
  ],
});

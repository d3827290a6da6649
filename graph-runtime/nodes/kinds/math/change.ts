import { z } from "zod";
import { rollingChange } from "../../../kernels/rolling-window.ts";
import { countBars } from "../../count-bars.ts";
import { defineIndicator } from "../../define-indicator.ts";
import { lengthParam } from "../../length-param.ts";

export const change = defineIndicator({
  kind: "math.change",
  meta: {
    title: "Change",
    family: "math",
    keywords: ["difference", "delta", "percent change", "return"],
    summary: "The change over N bars, in points or in percent of the value then (0 where that was zero).",
  },
  params: z.object({
    length: lengthParam(1),
    unit: z.enum(["points", "percent"]).default("points").meta({
      label: "Measured in",
      help: "Points, or percent of the value N bars ago.",
      control: "segmented",
      primary: true,
    }),
  }),
  explain: (p) => `Change over ${p.length} bars`,
  phrase: (p, [source]) =>
    `change of ${source} over ${countBars(p.length)}${p.unit === "percent" ? " in percent" : ""}`,
  rolling: (p) =>
    rollingChange(
      p.length,
      p.unit === "points"
        ? (now, before) => now - before
        : (now, before) => (before === 0 ? 0 : ((now - before) / Math.abs(before)) * 100),
    ),
  examples: [
    {
      title: "in percent",
      params: { unit: "percent" },
      inputs: { source: [100, 110] },
      outputs: { value: [null, 10] },
    },
  ],
});

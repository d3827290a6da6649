import { z } from "zod";
import { forKnown } from "../../../kernels/for-known.ts";
import { pushRing, ringCells } from "../../../kernels/rolling-window.ts";
import { countBars } from "../../count-bars.ts";
import { defineNode } from "../../define-node.ts";
import { lengthParam } from "../../length-param.ts";

export const movedBy = defineNode({
  kind: "compare.moved-by",
  version: 1,
  meta: {
    title: "Moved by",
    family: "compare",
    keywords: ["up by", "down by", "percent", "change", "momentum", "drop"],
    summary:
      "True when the value is up (or down) by at least so much from where it was N bars ago, in percent of that value or in points.",
  },
  params: z.object({
    direction: z
      .enum(["up", "down", "either"])
      .default("up")
      .meta({ label: "Moved", control: "segmented", primary: true }),
    amount: z.number().min(0).max(1e12).default(5).meta({ label: "By at least", control: "number", primary: true }),
    unit: z.enum(["percent", "points"]).default("percent").meta({ label: "Measured in", control: "segmented" }),
    length: lengthParam(1, "Within"),
  }),
  inputs: { source: { type: "number", label: "Source" } },
  outputs: { result: { type: "boolean", label: "True" } },
  warmup: (p) => p.length,
  explain: (p) => `${p.direction} by ${p.amount}${p.unit === "percent" ? " %" : ""} over ${countBars(p.length)}`,
  phrase: (p, [source]) =>
    `${source} is ${p.direction === "either" ? "up or down" : p.direction} by ${p.amount}${p.unit === "percent" ? " %" : ""} over ${countBars(p.length)}`,
  state: (p) => ({ ring: ringCells(p.length) }),
  compile: ({ params: { direction, amount, unit }, inputs: { source }, outputs: { result }, state: { ring } }) =>
    forKnown([source], [result], (i) => {
      const before = pushRing(ring, source[i]!);
      const change = source[i]! - before;
      // a percentage of zero is unknown, and so is the first value
      const size = unit === "points" ? change : before === 0 ? Number.NaN : (change / Math.abs(before)) * 100;
      const shown = direction === "up" ? size : direction === "down" ? -size : Math.abs(size);
      result[i] = Number.isNaN(shown) ? Number.NaN : Number(shown >= amount);
    }),
  examples: [
    {
      title: "up five percent in a bar",
      inputs: { source: [100, 104, 110] },
      outputs: { result: [null, 0, 1] },
    },
  ],
});

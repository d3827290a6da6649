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
      "True when the value is up (or down) by at least so much from where it was N bars ago, or from a wired level such as the session's open or the entry price; in percent of where it came from, or in points.",
  },
  params: z.object({
    direction: z
      .enum(["up", "down", "either"])
      .default("up")
      .meta({ label: "Moved", control: "segmented", primary: true }),
    amount: z.number().min(0).max(1e12).default(5).meta({ label: "By at least", control: "number", primary: true }),
    unit: z
      .enum(["percent", "points"])
      .default("percent")
      .meta({ label: "Measured in", help: "Percent of the value it moved from, or points.", control: "segmented" }),
    since: z
      .enum(["bars", "level"])
      .default("bars")
      .meta({ label: "From", options: { bars: "Bars ago", level: "A wired level" }, control: "segmented" }),
    length: lengthParam(1, "Within").meta({ shownWhen: { since: ["bars"] } }),
  }),
  inputs: {
    source: { type: "number", label: "Source" },
    level: { type: "number", label: "From", shownWhen: { since: ["level"] } },
  },
  outputs: { result: { type: "boolean", label: "True" } },
  warmup: (p) => (p.since === "level" ? 0 : p.length),
  explain: (p) => `${p.direction} by ${amountText(p)}${p.since === "level" ? "" : ` over ${countBars(p.length)}`}`,
  phrase: (p, [source, level]) => {
    const from = p.since === "level" ? `from ${level ?? "..."}` : `over ${countBars(p.length)}`;
    return `${source} is ${p.direction === "either" ? "up or down" : p.direction} by ${amountText(p)} ${from}`;
  },
  state: (p) => ({ ring: p.since === "level" ? 0 : ringCells(p.length) }),
  compile: ({ params: { direction, amount, unit, since }, inputs: { source, level }, outputs, state: { ring } }) => {
    const isLevel = since === "level";
    return forKnown(isLevel ? [source, level] : [source], [outputs.result], (i) => {
      const before = isLevel ? level[i]! : pushRing(ring, source[i]!);
      const change = source[i]! - before;
      // a percentage of zero is unknown, and so is the first value
      const size = unit === "points" ? change : before === 0 ? Number.NaN : (change / Math.abs(before)) * 100;
      const shown = direction === "up" ? size : direction === "down" ? -size : Math.abs(size);
      outputs.result[i] = Number.isNaN(shown) ? Number.NaN : Number(shown >= amount);
    });
  },
  examples: [
    {
      title: "up five percent in a bar",
      inputs: { source: [100, 104, 110] },
      outputs: { result: [null, 0, 1] },
    },
    {
      title: "down two percent from the open",
      params: { direction: "down", amount: 2, since: "level" },
      inputs: { source: [100, 98.5, 98, 97], level: [100, 100, 100, null] },
      outputs: { result: [0, 0, 1, null] },
    },
  ],
});

function amountText({ amount, unit }: { readonly amount: number; readonly unit: "percent" | "points" }): string {
  return `${amount}${unit === "percent" ? " %" : ""}`;
}

import { z } from "zod";
import { positiveOnly } from "../../../kernels/positive-only.ts";
import { defineNode } from "../../define-node.ts";

export const stopLoss = defineNode({
  kind: "exit.stop-loss",
  version: 1,
  meta: {
    title: "Stop loss",
    family: "exits",
    keywords: ["stop loss", "protect", "risk"],
    summary:
      "Closes the position when the price moves the given distance against the entry. It goes out with the entry and is live from the moment the entry fills.",
  },
  params: z.object({
    distance: z
      .number()
      .positive()
      .max(1e9)
      .default(5)
      .meta({ label: "Distance", help: "Used while the input is not wired.", control: "number", primary: true }),
    unit: z.enum(["percent", "price"]).default("percent").meta({
      label: "Measured in",
      help: "Percent of the entry price, or price points.",
      control: "segmented",
      primary: true,
    }),
  }),
  inputs: { distance: { type: "number", label: "Distance", optional: true } },
  outputs: { distance: { type: "number", label: "Distance" } },
  warmup: () => 0,
  explain: (p, wired) =>
    `Stop loss ${wired?.["distance"] ?? p.distance}${p.unit === "percent" ? " %" : " points"} from the entry price`,
  compile: ({ params, inputs, outputs, connected }) => {
    const out = outputs.distance;
    const wired = connected.distance;
    const source = inputs.distance;
    return wired
      ? (from, to) => positiveOnly(source, out, from, to)
      : (from, to) => {
          out.fill(params.distance, from, to);
        };
  },
  protection: (p) => ({ role: "stop", unit: p.unit, output: "distance" }),
  examples: [
    {
      title: "keeps a fixed distance",
      params: { distance: 5 },
      inputs: { close: [10, 11] },
      outputs: { distance: [5, 5] },
    },
    {
      title: "takes a wired distance; nothing at or below zero",
      params: {},
      inputs: { distance: [2, 0, null] },
      outputs: { distance: [2, null, null] },
    },
  ],
});

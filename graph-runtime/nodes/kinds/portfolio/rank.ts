import { z } from "zod";
import { defineNode } from "../../define-node.ts";
import { sortedLanes } from "./sorted-lanes.ts";

export const rank = defineNode({
  kind: "portfolio.rank",
  version: 1,
  meta: {
    title: "Rank",
    family: "portfolio",
    keywords: ["order", "sort", "percentile", "relative strength", "cross-section", "position among"],
    summary:
      "The place of each instrument among all by a value: 1 is the first. Equal values stand in the order of the strategy's instruments; an unknown value has no place.",
  },
  params: z.object({
    first: z
      .enum(["largest", "smallest"])
      .default("largest")
      .meta({ label: "First is the", control: "segmented", primary: true }),
  }),
  inputs: { source: { type: "number", label: "Source" } },
  outputs: {
    rank: { type: "number", label: "Rank" },
    percentile: { type: "number", label: "Percentile", help: "100 for the first, 0 for the last." },
  },
  warmup: () => 0,
  explain: (p) => `rank, ${p.first} first,`,
  phrase: (p, [source], port) => `${port} by ${source}, ${p.first} first`,
  cross: ({ params, lanes }) => {
    const order = new Int32Array(lanes.length);
    const values = lanes.map((lane) => lane.inputs.source);
    const sort = sortedLanes({ lanes, values }, params.first === "largest", order);
    return (from, to) => {
      for (let i = from; i < to; i++) {
        const count = sort(i);
        for (const { outputs } of lanes) {
          outputs.rank[i] = Number.NaN;
          outputs.percentile[i] = Number.NaN;
        }
        for (let place = 0; place < count; place++) {
          const { outputs } = lanes[order[place]!]!;
          outputs.rank[i] = place + 1;
          outputs.percentile[i] = count === 1 ? 100 : 100 - (100 * place) / (count - 1);
        }
      }
    };
  },
  examples: [
    {
      title: "alone, an instrument is the first",
      inputs: { close: [1, 1], source: [7, null] },
      outputs: { rank: [1, null], percentile: [100, null] },
    },
  ],
});

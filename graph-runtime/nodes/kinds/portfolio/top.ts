import { z } from "zod";
import { defineNode } from "../../define-node.ts";
import { isIn } from "./membership.ts";
import { sortedLanes } from "./sorted-lanes.ts";

export const top = defineNode({
  kind: "portfolio.top",
  version: 1,
  meta: {
    title: "Top or bottom",
    family: "portfolio",
    keywords: ["filter", "best", "worst", "top n", "bottom n", "select", "momentum", "screen"],
    summary:
      "The set of the best or worst instruments by a score. An instrument with an unknown score is not in it; while no score is known, the set is unknown.",
  },
  params: z.object({
    pick: z.enum(["top", "bottom"]).default("top").meta({ label: "Take the", control: "segmented", primary: true }),
    count: z.int().min(1).max(2_000).default(5).meta({ label: "How many", control: "number", primary: true }),
    unit: z.enum(["instruments", "percent"]).default("instruments").meta({
      label: "Counted in",
      help: "Percent of those with a known score, rounded, at least one.",
      control: "segmented",
    }),
  }),
  inputs: {
    score: { type: "number", label: "Score" },
    among: { type: "universe", label: "Among", optional: true, help: "All instruments unless wired." },
  },
  outputs: { members: { type: "universe", label: "Members" } },
  warmup: () => 0,
  explain: (p) => `${p.pick} ${p.count}${p.unit === "percent" ? " %" : ""}`,
  phrase: (p, [score, among]) =>
    `${p.pick} ${p.count}${p.unit === "percent" ? " %" : ""} by ${score}${among === undefined ? "" : ` among ${among}`}`,
  cross: ({ params, lanes, connected }) => {
    const order = new Int32Array(lanes.length);
    const scores = lanes.map((lane) => lane.inputs.score);
    const sort = sortedLanes({ lanes, values: scores }, params.pick === "top", order);
    return (from, to) => {
      for (let i = from; i < to; i++) {
        const known = sort(i);
        let candidates = 0;
        for (let place = 0; place < known; place++)
          if (isIn(lanes[order[place]!]!, connected.among, i) === 1) order[candidates++] = order[place]!;
        const wanted =
          params.unit === "percent" ? Math.max(1, Math.round((candidates * params.count) / 100)) : params.count;
        for (const lane of lanes) {
          const isOut = known > 0 && !Number.isNaN(isIn(lane, connected.among, i));
          lane.outputs.members[i] = isOut ? 0 : Number.NaN;
        }
        for (let place = 0; place < Math.min(wanted, candidates); place++) lanes[order[place]!]!.outputs.members[i] = 1;
      }
    };
  },
  examples: [
    {
      title: "alone, an instrument is the best",
      inputs: { close: [1, 1, 1], score: [5, null, 6] },
      outputs: { members: [1, null, 1] },
    },
  ],
});

import { z } from "zod";
import { defineNode } from "../../define-node.ts";
import { isIn } from "./membership.ts";

export const where = defineNode({
  kind: "portfolio.where",
  version: 1,
  meta: {
    title: "Instruments where",
    family: "portfolio",
    keywords: ["filter", "screen", "condition", "universe", "select"],
    summary: "The set of the instruments for which a condition holds, among all or among those of another set.",
  },
  params: z.object({}),
  inputs: {
    condition: { type: "boolean", label: "Condition" },
    among: { type: "universe", label: "Among", optional: true, help: "All instruments unless wired." },
  },
  outputs: { members: { type: "universe", label: "Members" } },
  warmup: () => 0,
  explain: () => "instruments where a condition holds",
  phrase: (_, [condition, among]) => `${among === undefined ? "instruments" : `those of ${among}`} where ${condition}`,
  cross:
    ({ lanes, connected }) =>
    (from, to) => {
      for (const lane of lanes) {
        for (let i = from; i < to; i++) {
          const belongs = isIn(lane, connected.among, i);
          const holds = lane.inputs.condition[i]!;
          const isOut = (belongs === 0 || holds === 0) && !Number.isNaN(lane.close[i]!);
          lane.outputs.members[i] = isOut ? 0 : belongs === 1 && holds === 1 ? 1 : Number.NaN;
        }
      }
    },
  examples: [
    {
      title: "in while the condition holds",
      inputs: { close: [1, 1, 1], condition: [1, 0, null] },
      outputs: { members: [1, 0, null] },
    },
  ],
});

import { z } from "zod";
import { forKnown } from "../../../kernels/for-known.ts";
import { defineNode } from "../../define-node.ts";

export const latch = defineNode({
  kind: "state.latch",
  version: 1,
  meta: {
    title: "Latch",
    family: "state",
    keywords: ["remember", "flag", "set", "reset", "flip-flop", "armed", "state"],
    summary: "Turns true when Set fires and stays true until Reset fires. Reset wins when both fire; it starts false.",
  },
  params: z.object({}),
  inputs: { set: { type: "event", label: "Set" }, reset: { type: "event", label: "Reset", optional: true } },
  outputs: { on: { type: "boolean", label: "On" } },
  warmup: () => 0,
  settle: () => Number.POSITIVE_INFINITY,
  explain: () => "Latch",
  phrase: (_, [set, reset]) => `${set} has happened${reset ? ` and since then not ${reset}` : ""}`,
  state: () => ({ on: 1 }),
  compile: ({ inputs: { set, reset }, connected, outputs, state: { on } }) =>
    forKnown(connected.reset ? [set, reset] : [set], [outputs.on], (i) => {
      if (connected.reset && reset[i] === 1) on[0] = 0;
      else if (set[i] === 1) on[0] = 1;
      outputs.on[i] = on[0]!;
    }),
  examples: [
    {
      title: "holds until it is reset",
      inputs: { set: [0, 1, 0, 0, 1], reset: [0, 0, 0, 1, 1] },
      outputs: { on: [0, 1, 1, 0, 0] },
    },
  ],
});

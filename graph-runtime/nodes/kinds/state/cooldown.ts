import { z } from "zod";
import { forKnown } from "../../../kernels/for-known.ts";
import { defineNode } from "../../define-node.ts";
import { lengthParam } from "../../length-param.ts";

export const cooldown = defineNode({
  kind: "state.cooldown",
  version: 1,
  meta: {
    title: "Cooldown",
    family: "state",
    keywords: ["cool down", "pause", "wait", "debounce", "throttle"],
    summary: "Lets an event through and then holds further ones back for N bars.",
  },
  params: z.object({ length: lengthParam(10, "Pause") }),
  inputs: { event: { type: "event", label: "Event" } },
  outputs: { event: { type: "event", label: "Let through" } },
  warmup: () => 0,
  settle: () => Number.POSITIVE_INFINITY,
  explain: (p) => `Pause ${p.length} bars`,
  phrase: (p, [event]) => `${event} (then a pause of ${p.length} bars)`,
  state: () => ({ left: 1 }),
  compile: ({ params: { length }, inputs, outputs, state: { left } }) =>
    forKnown([inputs.event], [outputs.event], (i) => {
      const passes = inputs.event[i] === 1 && left[0] === 0;
      if (passes) left[0] = length;
      else if (left[0]! > 0) left[0]!--;
      outputs.event[i] = Number(passes);
    }),
  examples: [
    {
      title: "holds back for two bars",
      params: { length: 2 },
      inputs: { event: [1, 1, 1, 1, 0] },
      outputs: { event: [1, 0, 0, 1, 0] },
    },
  ],
});

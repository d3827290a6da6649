import { z } from "zod";
import { forKnown } from "../../../kernels/for-known.ts";
import { defineNode } from "../../define-node.ts";

export const counter = defineNode({
  kind: "state.counter",
  version: 1,
  meta: {
    title: "Counter",
    family: "state",
    keywords: ["count", "number of times", "reset", "tally"],
    summary:
      "How often an event has fired since the start or since the last reset. A reset on the same bar comes first.",
  },
  params: z.object({}),
  inputs: { event: { type: "event", label: "Count" }, reset: { type: "event", label: "Reset", optional: true } },
  outputs: { count: { type: "number", label: "Count" } },
  warmup: () => 0,
  settle: () => Number.POSITIVE_INFINITY,
  explain: () => "Count of events",
  phrase: (_, [event, reset]) => `how often ${event}${reset ? ` since ${reset}` : ""}`,
  state: () => ({ total: 1 }),
  compile: ({ inputs: { event, reset }, connected, outputs: { count }, state: { total } }) =>
    forKnown(connected.reset ? [event, reset] : [event], [count], (i) => {
      if (connected.reset && reset[i] === 1) total[0] = 0;
      total[0]! += event[i]!;
      count[i] = total[0]!;
    }),
  examples: [
    {
      title: "counts and starts again",
      inputs: { event: [1, 0, 1, 1], reset: [0, 0, 0, 1] },
      outputs: { count: [1, 1, 2, 1] },
    },
  ],
});

import { z } from "zod";
import { forKnown } from "../../../kernels/for-known.ts";
import { defineNode } from "../../define-node.ts";

export const valueWhen = defineNode({
  kind: "state.value-when",
  version: 1,
  meta: {
    title: "Value when",
    family: "state",
    keywords: ["valuewhen", "sample and hold", "remember", "entry price", "bars since", "barssince", "snapshot"],
    summary:
      "The value as it was when an event last fired, and how many bars ago that was. Unknown before the first time.",
  },
  params: z.object({}),
  inputs: { when: { type: "event", label: "When" }, source: { type: "number", label: "Source", optional: true } },
  outputs: { value: { type: "number", label: "Value" }, age: { type: "number", label: "Bars since" } },
  warmup: () => 0,
  unknownWhile: "the event has not fired yet",
  explain: () => "Value when",
  phrase: (_, [when, source]) => (source ? `${source} when ${when}` : `bars since ${when}`),
  state: () => ({ kept: 3 }),
  compile: ({ inputs: { when, source }, connected, outputs: { value, age }, state: { kept } }) =>
    forKnown(connected.source ? [when, source] : [when], [value, age], (i) => {
      if (when[i] === 1) {
        kept[0] = 1;
        kept[1] = connected.source ? source[i]! : Number.NaN;
        kept[2] = 0;
      } else kept[2]!++;
      value[i] = kept[0] === 1 ? kept[1]! : Number.NaN;
      age[i] = kept[0] === 1 ? kept[2]! : Number.NaN;
    }),
  examples: [
    {
      title: "keeps the value of the event's bar",
      inputs: { when: [0, 1, 0, 1], source: [5, 6, 7, 8] },
      outputs: { value: [null, 6, 6, 8], age: [null, 0, 1, 0] },
    },
  ],
});

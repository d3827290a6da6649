import { z } from "zod";
import { defineNode } from "../../define-node.ts";

/** The implicit conversion from a condition to an event; the compiler inserts it. */
type Columns = {
  readonly source: Float64Array;
  readonly out: Float64Array;
  readonly known: Float64Array;
  readonly last: Float64Array;
};

/** A function of its own, whose columns are its own variables: a loop in a closure is slower for every lane but the first of a process. */
function findTurns({ source, out, known, last }: Columns, from: number, to: number): void {
  let seen = known[0]!;
  let previous = last[0]!;
  let i = from;
  while (i < to) {
    const now = source[i]!;
    // most conditions are false most of the time: only zeros add up to zero
    if (now === 0 && seen === 1) {
      while (i + 3 < to && source[i]! + source[i + 1]! + (source[i + 2]! + source[i + 3]!) === 0) {
        out[i] = 0;
        out[i + 1] = 0;
        out[i + 2] = 0;
        out[i + 3] = 0;
        i += 4;
      }
      while (i < to && source[i] === 0) out[i++] = 0;
      previous = 0;
      continue;
    }
    if (Number.isNaN(now)) {
      out[i++] = Number.NaN;
      continue;
    }
    out[i] = now === 1 && previous === 0 ? 1 : 0;
    if (seen === 0) {
      out[i] = Number.NaN;
      seen = 1;
    }
    previous = now;
    i++;
  }
  known[0] = seen;
  last[0] = previous;
}

export const risingEdge = defineNode({
  kind: "logic.rising-edge",
  version: 1,
  meta: {
    title: "Becomes true",
    family: "logic",
    keywords: ["edge", "trigger", "once", "event"],
    summary: "An event on the bar where a condition turns from false to true.",
  },
  params: z.object({}),
  inputs: { condition: { type: "boolean", label: "Condition" } },
  outputs: { event: { type: "event", label: "Event" } },
  warmup: () => 1,
  explain: () => "When the condition becomes true",
  phrase: (_, [a]) => `${a} becomes true`,
  state: () => ({ seen: 1, previous: 1 }),
  compile: ({ inputs, outputs, state }) => {
    const source = inputs.condition;
    const out = outputs.event;
    const { seen: known, previous: last } = state;
    const columns = { source, out, known, last };
    return (from, to) => findTurns(columns, from, to);
  },
  examples: [
    { title: "fires on the turn only", inputs: { condition: [0, 1, 1, 0, 1] }, outputs: { event: [null, 1, 0, 0, 1] } },
  ],
});

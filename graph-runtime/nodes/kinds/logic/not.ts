import { z } from "zod";
import { byBar } from "../../by-bar.ts";
import { defineNode } from "../../define-node.ts";

type Columns = {
  readonly a: Float64Array;
  readonly out: Float64Array;
};

/** A function of its own, whose columns are its own variables: a loop in a closure is slower for every lane but the first of a process. */
function invert({ a, out }: Columns, from: number, to: number): void {
  for (let i = from; i < to; i++) out[i] = 1 - a[i]!;
}

function invertAt({ a, out }: Columns, at: number): void {
  out[at] = 1 - a[at]!;
}

export const not = defineNode({
  kind: "logic.not",
  version: 1,
  meta: {
    title: "Not",
    family: "logic",
    keywords: ["not", "invert", "opposite", "unless"],
    summary: "True when its input is false; unknown stays unknown.",
  },
  params: z.object({}),
  inputs: { a: { type: "boolean", label: "A" } },
  outputs: { result: { type: "boolean", label: "True" } },
  warmup: () => 0,
  explain: () => "Not A",
  phrase: (_, [a]) => `not ${a}`,
  compile: ({ inputs, outputs }) => {
    const { a } = inputs;
    const out = outputs.result;
    const columns = { a, out };
    return byBar(
      (from, to) => invert(columns, from, to),
      (at) => invertAt(columns, at),
    );
  },
  examples: [{ title: "turns around", inputs: { a: [1, 0, null] }, outputs: { result: [0, 1, null] } }],
});

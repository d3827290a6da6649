import { z } from "zod";
import { countBars } from "../../count-bars.ts";
import { defineNode } from "../../define-node.ts";

type Columns = {
  readonly source: Float64Array;
  readonly out: Float64Array;
  readonly ring: Float64Array;
  readonly cursor: Float64Array;
  readonly count: Float64Array;
  readonly length: number;
};

/** A function of its own, whose columns are its own variables: a loop in a closure is slower for every lane but the first of a process. */
function shift({ source, out, ring, cursor, count, length }: Columns, from: number, to: number): void {
  let at = cursor[0]! | 0;
  let seen = count[0]!;
  for (let i = from; i < to; i++) {
    const x = source[i]!;
    if (Number.isNaN(x)) {
      out[i] = Number.NaN;
      continue;
    }
    if (seen < length) {
      seen++;
      out[i] = Number.NaN;
    } else out[i] = ring[at]!;
    ring[at] = x;
    at = at + 1 === length ? 0 : at + 1;
  }
  cursor[0] = at;
  count[0] = seen;
}

export const barsAgo = defineNode({
  kind: "math.bars-ago",
  version: 1,
  meta: {
    title: "Bars ago",
    family: "math",
    keywords: ["previous", "lag", "shift", "delay", "prior", "yesterday", "history"],
    summary: "The value as it was N bars ago.",
  },
  params: z.object({
    bars: z.int().min(1).max(5_000).default(1).meta({ label: "Bars", unit: "bars", control: "number", primary: true }),
  }),
  inputs: { source: { type: "number", label: "Source" } },
  outputs: { value: { type: "number", label: "Value" } },
  warmup: (p) => p.bars,
  explain: (p) => `${countBars(p.bars)} ago`,
  phrase: (p, [source]) => `${source} ${countBars(p.bars)} ago`,
  state: (p) => ({ ring: p.bars, cursor: 1, count: 1 }),
  compile: ({ params, inputs, outputs, state }) => {
    const length = params.bars;
    const { ring, cursor, count } = state;
    const source = inputs.source;
    const out = outputs.value;
    const columns = { source, out, ring, cursor, count, length };
    return (from, to) => shift(columns, from, to);
  },
  examples: [
    {
      title: "looks two bars back",
      params: { bars: 2 },
      inputs: { source: [1, 2, 3, 4] },
      outputs: { value: [null, null, 1, 2] },
    },
  ],
});

import { z } from "zod";
import { byBar } from "../../by-bar.ts";
import { countBars } from "../../count-bars.ts";
import { defineNode } from "../../define-node.ts";

type Columns = {
  readonly source: Float64Array;
  readonly out: Float64Array;
  /** A ring of the last values, place of the oldest, and how many there are. */
  readonly cells: Float64Array;
  readonly length: number;
};

/**
 * Copies a stretch that is longer than the way back, and returns whether all of it was known; if not, it is to be done bar by bar, and
 * the ring is as it was.
 */
function shiftKnown({ source, out, cells, length }: Columns, from: number, to: number): boolean {
  let at = cells[length]! | 0;
  // an unknown bar shows in the sum
  let sum = 0;
  for (let i = from; i < from + length; i++) {
    out[i] = cells[at]!;
    at = at + 1 === length ? 0 : at + 1;
    sum += source[i]!;
  }
  let i = from + length;
  // two bars in turn, as a loop looks its columns up anew in every round
  for (; i + 1 < to; i += 2) {
    const x = source[i]!;
    const y = source[i + 1]!;
    sum += x + y;
    out[i] = source[i - length]!;
    out[i + 1] = source[i + 1 - length]!;
  }
  if (i < to) {
    sum += source[i]!;
    out[i] = source[i - length]!;
  }
  if (Number.isNaN(sum)) return false;
  at = (at + to - from - length) % length;
  cells[length] = at;
  for (let bar = to - length; bar < to; bar++) {
    cells[at] = source[bar]!;
    at = at + 1 === length ? 0 : at + 1;
  }
  return true;
}

/** A function of its own, whose columns are its own variables: a loop in a closure is slower for every lane but the first of a process. */
function shift(columns: Columns, from: number, to: number): void {
  const { source, out, cells, length } = columns;
  if (to - from > 2 * length && cells[length + 1] === length && shiftKnown(columns, from, to)) return;
  let at = cells[length]! | 0;
  let seen = cells[length + 1]!;
  for (let i = from; i < to; i++) {
    const x = source[i]!;
    if (Number.isNaN(x)) {
      out[i] = Number.NaN;
      continue;
    }
    if (seen < length) {
      seen++;
      out[i] = Number.NaN;
    } else out[i] = cells[at]!;
    cells[at] = x;
    at = at + 1 === length ? 0 : at + 1;
  }
  cells[length] = at;
  cells[length + 1] = seen;
}

function push({ source, out, cells, length }: Columns, bar: number): void {
  const x = source[bar]!;
  if (Number.isNaN(x)) {
    out[bar] = Number.NaN;
    return;
  }
  const at = cells[length]! | 0;
  if (cells[length + 1]! < length) {
    cells[length + 1]!++;
    out[bar] = Number.NaN;
  } else out[bar] = cells[at]!;
  cells[at] = x;
  cells[length] = at + 1 === length ? 0 : at + 1;
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
  state: (p) => ({ cells: p.bars + 2 }),
  compile: ({ params, inputs, outputs, state }) => {
    const length = params.bars;
    const { cells } = state;
    const source = inputs.source;
    const out = outputs.value;
    const columns = { source, out, cells, length };
    return byBar(
      (from, to) => shift(columns, from, to),
      (at) => push(columns, at),
    );
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

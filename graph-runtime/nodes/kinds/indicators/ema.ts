import { z } from "zod";
import { settleBars } from "../../../kernels/settle.ts";
import { byBar } from "../../by-bar.ts";
import { defineNode } from "../../define-node.ts";
import { lengthParam } from "../../length-param.ts";

type Columns = {
  readonly source: Float64Array;
  readonly out: Float64Array;
  /** Values seen, up to the length, and the average. */
  readonly cells: Float64Array;
  readonly length: number;
  readonly k: number;
};

/** A function of its own, whose columns are its own variables: a loop in a closure is slower for every lane but the first of a process. */
function average({ source, out, cells, length, k }: Columns, from: number, to: number): void {
  let seen = cells[0]!;
  let previous = cells[1]!;
  for (let i = from; i < to; i++) {
    const x = source[i]!;
    if (Number.isNaN(x)) {
      out[i] = Number.NaN;
      continue;
    }
    if (seen === length) {
      previous = (x - previous) * k + previous;
      out[i] = previous;
      continue;
    }
    // until it is seeded, the cell holds the running sum
    previous += x;
    seen++;
    if (seen === length) {
      previous /= length;
      out[i] = previous;
    } else out[i] = Number.NaN;
  }
  cells[0] = seen;
  cells[1] = previous;
}

/** The same for one bar. */
function push(columns: Columns, at: number): void {
  const { source, out, cells, length, k } = columns;
  const x = source[at]!;
  if (cells[0] !== length || Number.isNaN(x)) {
    average(columns, at, at + 1);
    return;
  }
  const previous = cells[1]!;
  const next = (x - previous) * k + previous;
  cells[1] = next;
  out[at] = next;
}

export const ema = defineNode({
  kind: "indicator.ema",
  version: 1,
  meta: {
    title: "Exponential moving average",
    family: "indicators",
    keywords: ["ema", "average", "exponential", "moving average", "trend"],
    summary: "A moving average that weighs recent values more: it moves 2 / (N + 1) of the way to each new value.",
    reference: "TA-Lib EMA, seeded with the simple average of the first N values",
  },
  params: z.object({ length: lengthParam(20) }),
  inputs: { source: { type: "number", label: "Source" } },
  outputs: { value: { type: "number", label: "EMA" } },
  warmup: (p) => p.length - 1,
  settle: (p) => settleBars(1 - 2 / (p.length + 1)),
  explain: (p) => `EMA ${p.length}`,
  state: () => ({ cells: 2 }),
  compile: ({ params, inputs, outputs, state }) => {
    const length = params.length;
    const k = 2 / (length + 1);
    const source = inputs.source;
    const out = outputs.value;
    const columns = { source, out, cells: state.cells, length, k };
    return byBar(
      (from, to) => average(columns, from, to),
      (at) => push(columns, at),
    );
  },
  examples: [
    {
      title: "starts from the simple average",
      params: { length: 3 },
      inputs: { source: [1, 2, 3, 5] },
      outputs: { value: [null, null, 2, 3.5] },
    },
  ],
});

import { z } from "zod";
import { settleBars } from "../../../kernels/settle.ts";
import { byBar } from "../../by-bar.ts";
import { defineNode } from "../../define-node.ts";
import { lengthParam } from "../../length-param.ts";

const NOTHING = 1e-14;

type Columns = {
  readonly source: Float64Array;
  readonly out: Float64Array;
  /** Values seen, the last one, averages of gains and of losses. */
  readonly cells: Float64Array;
  readonly length: number;
};

/** A function of its own, whose columns are its own variables: a loop in a closure is slower for every lane but the first of a process. */
function follow({ source, out, cells, length }: Columns, from: number, to: number): void {
  let seen = cells[0]!;
  let last = cells[1]!;
  let gain = cells[2]!;
  let loss = cells[3]!;
  for (let i = from; i < to; i++) {
    const x = source[i]!;
    if (Number.isNaN(x)) {
      out[i] = Number.NaN;
      continue;
    }
    const change = x - last;
    last = x;
    if (seen > length) {
      gain *= length - 1;
      loss *= length - 1;
      // which way it moved is as good as random: nothing branches on it
      const isDown = +(change < 0);
      loss -= change * isDown;
      gain += change * (1 - isDown);
      gain /= length;
      loss /= length;
    } else {
      seen++;
      if (seen === 1) {
        out[i] = Number.NaN;
        continue;
      }
      if (change < 0) loss -= change;
      else gain += change;
      if (seen <= length) {
        out[i] = Number.NaN;
        continue;
      }
      gain /= length;
      loss /= length;
    }
    const sum = gain + loss;
    out[i] = sum > NOTHING ? 100 * (gain / sum) : 0;
  }
  cells[0] = seen;
  cells[1] = last;
  cells[2] = gain;
  cells[3] = loss;
}

/** The same for one bar. */
function push(columns: Columns, at: number): void {
  const { source, out, cells, length } = columns;
  const change = source[at]! - cells[1]!;
  if (!(cells[0]! > length) || Number.isNaN(change)) {
    follow(columns, at, at + 1);
    return;
  }
  const isDown = +(change < 0);
  const gain = (cells[2]! * (length - 1) + change * (1 - isDown)) / length;
  const loss = (cells[3]! * (length - 1) - change * isDown) / length;
  cells[1] = source[at]!;
  cells[2] = gain;
  cells[3] = loss;
  const sum = gain + loss;
  out[at] = sum > NOTHING ? 100 * (gain / sum) : 0;
}

export const rsi = defineNode({
  kind: "indicator.rsi",
  version: 1,
  meta: {
    title: "Relative strength index",
    family: "indicators",
    keywords: ["rsi", "momentum", "oversold", "overbought", "wilder"],
    summary:
      "0 to 100: the share of gains in the average of gains and losses over N bars (Wilder smoothing). Low is oversold, high is overbought.",
    reference: "TA-Lib RSI; J. Welles Wilder, New Concepts in Technical Trading Systems, 1978",
  },
  params: z.object({ length: lengthParam(14, "Length", 2) }),
  inputs: { source: { type: "number", label: "Source" } },
  outputs: { value: { type: "number", label: "RSI" } },
  warmup: (p) => p.length,
  settle: (p) => settleBars((p.length - 1) / p.length),
  explain: (p) => `RSI ${p.length}`,
  state: () => ({ cells: 4 }),
  compile: ({ params, inputs, outputs, state }) => {
    const length = params.length;
    const source = inputs.source;
    const out = outputs.value;
    const columns = { source, out, cells: state.cells, length };
    return byBar(
      (from, to) => follow(columns, from, to),
      (at) => push(columns, at),
    );
  },
  examples: [
    {
      title: "only gains give 100",
      params: { length: 2 },
      inputs: { source: [1, 2, 3, 4] },
      outputs: { value: [null, null, 100, 100] },
    },
    {
      title: "gains and losses in balance give 50",
      params: { length: 2 },
      inputs: { source: [1, 2, 1] },
      outputs: { value: [null, null, 50] },
    },
  ],
});

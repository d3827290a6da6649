import { z } from "zod";
import { byBar } from "../../by-bar.ts";
import { defineNode } from "../../define-node.ts";

const bound = (label: string, value: number) =>
  z
    .number()
    .min(-1e12)
    .max(1e12)
    .default(value)
    .meta({ label, help: "Used while nothing is wired.", control: "number", primary: true });

type Columns = {
  readonly source: Float64Array;
  /** Null where the bound is a number. */
  readonly lower: Float64Array | null;
  readonly upper: Float64Array | null;
  readonly result: Float64Array;
  readonly least: number;
  readonly most: number;
  readonly isInside: number;
};

/** A function of its own, whose columns are its own variables: a loop in a closure is slower for every lane but the first of a process. */
function compare({ source, lower, upper, result, least, most, isInside }: Columns, from: number, to: number): void {
  const outside = 1 - isInside;
  for (let i = from; i < to; i++) {
    const x = source[i]!;
    const low = lower === null ? least : lower[i]!;
    const high = upper === null ? most : upper[i]!;
    if (Number.isNaN(x + low + high)) result[i] = Number.NaN;
    // on which side it is may be as good as random: nothing branches on it
    else result[i] = (+(x >= low) & +(x <= high)) ^ outside;
  }
}

/** Against two numbers. */
function compareLevels({ source, result, least, most, isInside }: Columns, from: number, to: number): void {
  const outside = 1 - isInside;
  let i = from;
  // two bars in turn, as a loop looks its columns up anew in every round
  for (; i + 1 < to; i += 2) {
    const x = source[i]!;
    const y = source[i + 1]!;
    if (Number.isNaN(x + y)) break;
    result[i] = (+(x >= least) & +(x <= most)) ^ outside;
    result[i + 1] = (+(y >= least) & +(y <= most)) ^ outside;
  }
  for (; i < to; i++) {
    const x = source[i]!;
    result[i] = Number.isNaN(x) ? x : (+(x >= least) & +(x <= most)) ^ outside;
  }
}

/** One bar. */
function compareAt({ source, lower, upper, result, least, most, isInside }: Columns, at: number): void {
  const x = source[at]!;
  const low = lower === null ? least : lower[at]!;
  const high = upper === null ? most : upper[at]!;
  if (Number.isNaN(x + low + high)) result[at] = Number.NaN;
  else result[at] = (+(x >= low) & +(x <= high)) ^ (1 - isInside);
}

export const between = defineNode({
  kind: "compare.between",
  version: 1,
  meta: {
    title: "Between",
    family: "compare",
    keywords: ["inside", "outside", "range", "band", "channel"],
    summary: "True while the value lies between two bounds (bounds included), or outside them.",
  },
  params: z.object({
    relation: z
      .enum(["inside", "outside"])
      .default("inside")
      .meta({ label: "Is", control: "segmented", primary: true }),
    lower: bound("Lower", 30),
    upper: bound("Upper", 70),
  }),
  inputs: {
    source: { type: "number", label: "Source" },
    lower: { type: "number", label: "Lower", optional: true },
    upper: { type: "number", label: "Upper", optional: true },
  },
  outputs: { result: { type: "boolean", label: "True" } },
  warmup: () => 0,
  explain: (p) => `${p.relation} ${p.lower} to ${p.upper}`,
  phrase: (p, [source, ...bounds]) =>
    `${source} is ${p.relation} ${bounds.length > 0 ? bounds.join(" and ") : `${p.lower} to ${p.upper}`}`,
  compile: ({ params, inputs, connected, outputs: { result } }) => {
    const isInside = params.relation === "inside" ? 1 : 0;
    const { source } = inputs;
    const lower = connected.lower ? inputs.lower : null;
    const upper = connected.upper ? inputs.upper : null;
    const { lower: least, upper: most } = params;
    const columns = { source, lower, upper, result, least, most, isInside };
    return byBar(
      lower === null && upper === null
        ? (from, to) => compareLevels(columns, from, to)
        : (from, to) => compare(columns, from, to),
      (at) => compareAt(columns, at),
    );
  },
  examples: [
    { title: "between 30 and 70", inputs: { source: [20, 30, 50, 71, null] }, outputs: { result: [0, 1, 1, 0, null] } },
    {
      title: "outside wired bounds",
      params: { relation: "outside" },
      inputs: { source: [5, 5], lower: [1, 6], upper: [9, 9] },
      outputs: { result: [0, 1] },
    },
  ],
});

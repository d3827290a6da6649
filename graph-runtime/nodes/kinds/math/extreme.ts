import { z } from "zod";
import { overKnown } from "../../../kernels/over-known.ts";
import { findPlaced, type Placed, placedExtremeCells, pushPlaced } from "../../../kernels/rolling-extreme-place.ts";
import { byBar } from "../../by-bar.ts";
import { defineNode } from "../../define-node.ts";
import { lengthParam } from "../../length-param.ts";

function push(placed: Placed, at: number): void {
  const { source, value, age } = placed;
  if (Number.isNaN(source[at]!)) {
    value[at] = Number.NaN;
    age[at] = Number.NaN;
  } else pushPlaced(placed, at);
}

export const extreme = defineNode({
  kind: "math.extreme",
  version: 1,
  meta: {
    title: "Highest or lowest",
    family: "math",
    keywords: ["highest", "lowest", "max", "min", "maxindex", "minindex", "extreme", "n-bar high"],
    summary:
      "The highest or lowest of the last N values, this bar included, and how many bars ago it was (the latest, where several are equal).",
    reference: "TA-Lib MAX, MIN, MAXINDEX, MININDEX, MINMAX and MINMAXINDEX (which count from the start of the data)",
  },
  params: z.object({
    which: z
      .enum(["highest", "lowest"])
      .default("highest")
      .meta({ label: "Which", control: "segmented", primary: true }),
    length: lengthParam(20),
  }),
  inputs: { source: { type: "number", label: "Source" } },
  outputs: { value: { type: "number", label: "Value" }, age: { type: "number", label: "Bars ago" } },
  warmup: (p) => p.length - 1,
  explain: (p) => `${p.which === "highest" ? "Highest" : "Lowest"} of ${p.length} bars`,
  phrase: (p, [source]) => `${p.which} ${source} of ${p.length} bars`,
  state: (p) => ({ cells: placedExtremeCells(p.length) }),
  compile: ({ params: { which, length }, inputs: { source }, outputs: { value, age }, state: { cells } }) => {
    const sign = which === "highest" ? 1 : -1;
    const placed = { cells, length, sign, source, value, age, pair: new Float64Array(2) } as const;
    const walk = overKnown([source], [value, age], (from, to) => findPlaced(placed, from, to));
    return byBar(walk, (at) => push(placed, at));
  },
  examples: [
    {
      title: "the highest of two",
      params: { length: 2 },
      inputs: { source: [3, 1, 2] },
      outputs: { value: [null, 3, 2], age: [null, 1, 0] },
    },
  ],
});

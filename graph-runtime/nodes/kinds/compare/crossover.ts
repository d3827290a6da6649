import { z } from "zod";
import { defineNode } from "../../define-node.ts";

export const crossover = defineNode({
  kind: "compare.crossover",
  version: 1,
  meta: {
    title: "Crosses",
    family: "compare",
    keywords: ["crossover", "crossunder", "golden cross", "death cross", "crosses above", "crosses below"],
    summary:
      "True on the bar where A moves from at or below B to above B (or the reverse). B is the level below unless something is wired to it.",
  },
  params: z.object({
    direction: z
      .enum(["above", "below"])
      .default("above")
      .meta({ label: "A crosses", control: "segmented", primary: true }),
    level: z
      .number()
      .min(-1e12)
      .max(1e12)
      .default(0)
      .meta({ label: "Level", help: "Used while B is not wired.", control: "number" }),
  }),
  inputs: { a: { type: "number", label: "A" }, b: { type: "number", label: "B", optional: true } },
  outputs: { crossed: { type: "boolean", label: "Crossed" } },
  warmup: () => 1,
  explain: (p) => `A crosses ${p.direction} B`,
  phrase: (p, [a, b]) => `${a} crosses ${p.direction} ${b ?? p.level}`,
  state: () => ({ seen: 1, previous: 1 }),
  compile: ({ params, inputs, outputs, state, connected }) => {
    const { a, b } = inputs;
    const out = outputs.crossed;
    const sign = params.direction === "above" ? 1 : -1;
    const level = params.level;
    const wired = connected.b;
    return (from, to) => {
      // a local that is known to be a number: a captured value of unknown type would box every B
      const fixed = Number(level);
      let seen = state.seen[0]!;
      let previous = state.previous[0]!;
      for (let i = from; i < to; i++) {
        const difference = sign * (a[i]! - (wired ? b[i]! : fixed));
        if (Number.isNaN(difference)) {
          out[i] = Number.NaN;
          continue;
        }
        out[i] = seen === 0 ? Number.NaN : previous <= 0 && difference > 0 ? 1 : 0;
        seen = 1;
        previous = difference;
      }
      state.seen[0] = seen;
      state.previous[0] = previous;
    };
  },
  examples: [
    {
      title: "fires once when A passes B",
      params: {},
      inputs: { a: [1, 2, 3, 4], b: [2, 2, 2, 2] },
      outputs: { crossed: [null, 0, 1, 0] },
    },
    {
      title: "crosses below a level",
      params: { direction: "below", level: 2 },
      inputs: { a: [3, 1, 1, 3] },
      outputs: { crossed: [null, 1, 0, 0] },
    },
  ],
});

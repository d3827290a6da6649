import { z } from "zod";
import { crossAt, crossBothWays, crossLevel, crossSeries } from "../../../kernels/crossing.ts";
import { byBar } from "../../by-bar.ts";
import { defineNode } from "../../define-node.ts";

const MIRRORED = { above: "below", below: "above" } as const;

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
  mirror: { inputs: ["a", "b"], params: (p) => ({ ...p, direction: MIRRORED[p.direction] }) },
  explain: (p) => `A crosses ${p.direction} B`,
  phrase: (p, [a, b]) => `${a} crosses ${p.direction} ${b ?? p.level}`,
  state: () => ({ seen: 1, previous: 1 }),
  compile: ({ params, inputs, outputs, state, connected }) => {
    const { a, b } = inputs;
    const out = outputs.crossed;
    const sign = params.direction === "above" ? 1 : -1;
    const { level } = params;
    const series = { a, b, out, sign };
    const fixed = { a, level, out, sign };
    if (!connected.b) return (from, to) => crossLevel(fixed, state, from, to);
    return byBar(
      (from, to) => crossSeries(series, state, from, to),
      (at) => crossAt(series, state, at),
    );
  },
  pair: (one, other) => {
    if (!one.connected.b || one.params.direction === other.params.direction) return null;
    const [up, down] = one.params.direction === "above" ? [one, other] : [other, one];
    const { a, b } = one.inputs;
    return crossBothWays({ a, b, up: up.outputs.crossed, down: down.outputs.crossed }, up.state, down.state);
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

import { z } from "zod";
import { compareAt, compareLevel, compareSeries } from "../../../kernels/comparing.ts";
import { byBar } from "../../by-bar.ts";
import { defineNode } from "../../define-node.ts";

const WORDS = { above: "above", "at-or-above": "at or above", below: "below", "at-or-below": "at or below" } as const;
const MIRRORED = {
  above: "below",
  "at-or-above": "at-or-below",
  below: "above",
  "at-or-below": "at-or-above",
} as const;

export const compare = defineNode({
  kind: "compare.compare",
  version: 1,
  meta: {
    title: "Compare",
    family: "compare",
    keywords: ["above", "below", "greater", "less", "threshold", "level", "is low", "is high", ">", "<"],
    summary: "True on every bar where A is above (or below) B. B is the level below unless something is wired to it.",
  },
  params: z.object({
    relation: z
      .enum(["above", "at-or-above", "below", "at-or-below"])
      .default("above")
      .meta({ label: "A is", control: "select", primary: true }),
    level: z
      .number()
      .min(-1e12)
      .max(1e12)
      .default(0)
      .meta({ label: "Level", help: "Used while B is not wired.", control: "number", primary: true }),
  }),
  inputs: { a: { type: "number", label: "A" }, b: { type: "number", label: "B", optional: true } },
  outputs: { result: { type: "boolean", label: "True" } },
  warmup: () => 0,
  mirror: { inputs: ["a", "b"], params: (p) => ({ ...p, relation: MIRRORED[p.relation] }) },
  explain: (p) => `A is ${WORDS[p.relation]} B (${p.level} unless wired)`,
  phrase: (p, [a, b]) => `${a} is ${WORDS[p.relation]} ${b ?? p.level}`,
  compile: ({ params, inputs, outputs, connected }) => {
    const { a, b } = inputs;
    const out = outputs.result;
    const { level, relation } = params;
    const sign = relation === "above" || relation === "at-or-above" ? 1 : -1;
    const onEqual = relation === "at-or-above" || relation === "at-or-below" ? 1 : 0;
    const series = { a, b, out, sign, onEqual };
    const fixed = { a, level, out, sign, onEqual };
    if (!connected.b) return (from, to) => compareLevel(fixed, from, to);
    return byBar(
      (from, to) => compareSeries(series, from, to),
      (at) => compareAt(series, at),
    );
  },
  examples: [
    {
      title: "compares with a level",
      params: { relation: "below", level: 30 },
      inputs: { a: [40, 30, 20, null] },
      outputs: { result: [0, 0, 1, null] },
    },
    {
      title: "compares two series",
      params: { relation: "at-or-above" },
      inputs: { a: [1, 2, 3], b: [2, 2, 2] },
      outputs: { result: [0, 1, 1] },
    },
  ],
});

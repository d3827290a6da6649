import { z } from "zod";
import { defineNode } from "../../define-node.ts";

export const coalesce = defineNode({
  kind: "logic.coalesce",
  version: 1,
  meta: {
    title: "If unknown, use",
    family: "logic",
    keywords: ["coalesce", "default", "fallback", "missing", "nan", "is known"],
    summary:
      "The value where it is known, else the fallback; also says whether it was known. The one place where unknown turns into a number, on purpose.",
  },
  params: z.object({
    fallback: z
      .number()
      .min(-1e12)
      .max(1e12)
      .default(0)
      .meta({ label: "Fallback", help: "Used while nothing is wired.", control: "number", primary: true }),
  }),
  inputs: {
    source: { type: "number", label: "Source" },
    fallback: { type: "number", label: "Fallback", optional: true },
  },
  outputs: { value: { type: "number", label: "Value" }, known: { type: "boolean", label: "Was known" } },
  warmup: () => 0,
  explain: (p) => `If unknown, ${p.fallback}`,
  phrase: (p, [source, fallback]) => `${source} (or ${fallback ?? p.fallback} while unknown)`,
  compile: ({ params, inputs, connected, outputs }) => {
    return (from, to) => {
      for (let i = from; i < to; i++) {
        const x = inputs.source[i]!;
        const isKnown = !Number.isNaN(x);
        outputs.value[i] = isKnown ? x : connected.fallback ? inputs.fallback[i]! : params.fallback;
        outputs.known[i] = isKnown ? 1 : 0;
      }
    };
  },
  examples: [
    {
      title: "zero for nothing",
      inputs: { source: [3, null] },
      outputs: { value: [3, 0], known: [1, 0] },
    },
  ],
});

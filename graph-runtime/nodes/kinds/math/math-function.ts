import { z } from "zod";
import { acos } from "../../../core/math/acos.ts";
import { asin } from "../../../core/math/asin.ts";
import { atan } from "../../../core/math/atan.ts";
import { cos } from "../../../core/math/cos.ts";
import { cosh } from "../../../core/math/cosh.ts";
import { exp } from "../../../core/math/exp.ts";
import { log } from "../../../core/math/log.ts";
import { log10 } from "../../../core/math/log10.ts";
import { sin } from "../../../core/math/sin.ts";
import { sinh } from "../../../core/math/sinh.ts";
import { tan } from "../../../core/math/tan.ts";
import { tanh } from "../../../core/math/tanh.ts";
import { defineNode } from "../../define-node.ts";

const FUNCTIONS = {
  absolute: Math.abs,
  negative: (x: number) => -x,
  sign: Math.sign,
  square: (x: number) => x * x,
  "square-root": Math.sqrt,
  exp,
  log,
  log10,
  floor: Math.floor,
  ceiling: Math.ceil,
  truncate: Math.trunc,
  sin,
  cos,
  tan,
  asin,
  acos,
  atan,
  sinh,
  cosh,
  tanh,
} as const;
const NAMES = Object.keys(FUNCTIONS) as [keyof typeof FUNCTIONS, ...(keyof typeof FUNCTIONS)[]];

export const mathFunction = defineNode({
  kind: "math.function",
  version: 1,
  meta: {
    title: "Function",
    family: "math",
    keywords: ["abs", "sqrt", "log", "ln", "exp", "floor", "ceil", "sign", "square", "sin", "cos", "tan", "tanh"],
    summary:
      "A function of one value: absolute, square root, logarithm, rounding, trigonometry. Where it is not defined the result is unknown.",
    reference: "TA-Lib math transforms; the same bits on every machine",
  },
  params: z.object({
    name: z.enum(NAMES).default("absolute").meta({ label: "Function", control: "select", primary: true }),
  }),
  inputs: { source: { type: "number", label: "Source" } },
  outputs: { value: { type: "number", label: "Result" } },
  warmup: () => 0,
  unknownWhile: "the function is not defined for the value",
  explain: (p) => p.name,
  phrase: (p, [source]) => `${p.name} of ${source}`,
  compile: ({ params, inputs: { source }, outputs: { value } }) => {
    const apply = FUNCTIONS[params.name];
    return (from, to) => {
      for (let i = from; i < to; i++) {
        const x = source[i]!;
        const result = Number.isNaN(x) ? x : apply(x);
        value[i] = Math.abs(result) <= Number.MAX_VALUE ? result : Number.NaN;
      }
    };
  },
  examples: [
    { title: "the size of a number", inputs: { source: [-2, 3, null] }, outputs: { value: [2, 3, null] } },
    {
      title: "no root of a negative number",
      params: { name: "square-root" },
      inputs: { source: [9, -1] },
      outputs: { value: [3, null] },
    },
  ],
});

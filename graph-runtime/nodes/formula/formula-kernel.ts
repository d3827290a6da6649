import { z } from "zod";
import type { Kernel } from "../define-node.ts";
import { evaluator } from "./evaluate.ts";
import type { FormulaInput, FormulaType } from "./formula.ts";
import { parseFormula } from "./parse.ts";

const input = (label: string) => ({ type: "number", label, optional: true, spare: true }) as const;

export const FORMULA_PORTS = {
  a: { type: "number", label: "A" },
  b: input("B"),
  c: input("C"),
  d: input("D"),
  e: input("E"),
  f: input("F"),
} as const;

/** Returns the schema of an expression that must give a number, or a condition. */
export function formulaParam(type: FormulaType, initial: string) {
  return z
    .string()
    .max(500)
    .superRefine((text, context) => {
      const parsed = parseFormula(text);
      if ("problem" in parsed) context.addIssue({ code: "custom", message: parsed.problem });
      else if (parsed.formula.type !== type)
        context.addIssue({
          code: "custom",
          message: `expected a formula that gives a ${type}, found a ${parsed.formula.type}`,
        });
    })
    .default(initial)
    .meta({
      label: "Formula",
      help: "Inputs a to f, numbers, + - * / % ^, comparisons, and, or, not, abs, sqrt, log, exp, floor, ceil, round, sign, min, max, if(condition, value, other).",
      control: "text",
      primary: true,
    });
}

type Columns = Readonly<Record<FormulaInput, Float64Array>>;

/** Returns the kernel of a checked formula; what lies beyond the range of numbers is unknown. */
export function formulaKernel(text: string, columns: Columns, out: Float64Array): Kernel {
  const parsed = parseFormula(text);
  if ("problem" in parsed) throw new Error(`invariant broken: formula was not checked: ${parsed.problem}`);
  const at = evaluator(parsed.formula, columns);
  return (from, to) => {
    for (let i = from; i < to; i++) {
      const value = at(i);
      out[i] = Math.abs(value) <= Number.MAX_VALUE ? value : Number.NaN;
    }
  };
}

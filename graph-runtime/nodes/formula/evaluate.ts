import { exp } from "../../core/math/exp.ts";
import { log } from "../../core/math/log.ts";
import { pow } from "../../core/math/pow.ts";
import type { BinaryOperator, Formula, FormulaInput, ListFunction, NumberFunction } from "./formula.ts";

type At = (bar: number) => number;
type Pair = (a: number, b: number) => number;

const unknownOr = (test: (a: number, b: number) => boolean): Pair => {
  return (a, b) => (Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : Number(test(a, b)));
};

const OPERATORS: Readonly<Record<BinaryOperator, Pair>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => (b === 0 ? Number.NaN : a / b),
  "%": (a, b) => (b === 0 ? Number.NaN : a - Math.floor(a / b) * b),
  "^": (a, b) => (Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : pow(a, b)),
  "<": unknownOr((a, b) => a < b),
  "<=": unknownOr((a, b) => a <= b),
  ">": unknownOr((a, b) => a > b),
  ">=": unknownOr((a, b) => a >= b),
  "=": unknownOr((a, b) => a === b),
  "!=": unknownOr((a, b) => a !== b),
  // Kleene: a false decides "and", a true decides "or", whatever the other side is
  and: (a, b) => (a === 0 || b === 0 ? 0 : a + b - 1),
  or: (a, b) => (a === 1 || b === 1 ? 1 : a + b),
};

const FUNCTIONS: Readonly<Record<NumberFunction, (x: number) => number>> = {
  abs: Math.abs,
  sqrt: Math.sqrt,
  log: (x) => (x > 0 ? log(x) : Number.NaN),
  exp: (x) => (Number.isNaN(x) ? x : exp(x)),
  floor: Math.floor,
  ceil: Math.ceil,
  round: Math.round,
  sign: Math.sign,
};

const LISTS: Readonly<Record<ListFunction, Pair>> = { min: Math.min, max: Math.max };

/** Turns a formula into a function of the bar that reads the inputs' columns. */
export function evaluator(formula: Formula, columns: Readonly<Record<FormulaInput, Float64Array>>): At {
  const of = (part: Formula): At => evaluator(part, columns);
  switch (formula.form) {
    case "value": {
      const { value } = formula;
      return () => value;
    }
    case "input": {
      const column = columns[formula.name];
      return (bar) => column[bar]!;
    }
    case "negative": {
      const inner = of(formula.of);
      return (bar) => -inner(bar);
    }
    case "not": {
      const inner = of(formula.of);
      return (bar) => 1 - inner(bar);
    }
    case "binary": {
      const operate = OPERATORS[formula.operator];
      const [left, right] = [of(formula.left), of(formula.right)];
      return (bar) => operate(left(bar), right(bar));
    }
    case "call": {
      const apply = FUNCTIONS[formula.name];
      const inner = of(formula.of);
      return (bar) => apply(inner(bar));
    }
    case "list": {
      const pick = LISTS[formula.name];
      return formula.items.map(of).reduce((one, two) => (bar) => pick(one(bar), two(bar)));
    }
    case "if": {
      const [condition, whenTrue, whenFalse] = [of(formula.condition), of(formula.whenTrue), of(formula.whenFalse)];
      return (bar) => {
        const decided = condition(bar);
        return decided === 1 ? whenTrue(bar) : decided === 0 ? whenFalse(bar) : Number.NaN;
      };
    }
  }
}

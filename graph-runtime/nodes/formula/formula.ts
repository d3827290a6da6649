/** What an expression gives: a number, or a condition that is true, false or unknown. */
export type FormulaType = "number" | "condition";

export const FORMULA_INPUTS = ["a", "b", "c", "d", "e", "f"] as const;
export type FormulaInput = (typeof FORMULA_INPUTS)[number];

export const NUMBER_FUNCTIONS = ["abs", "sqrt", "log", "exp", "floor", "ceil", "round", "sign"] as const;
export const LIST_FUNCTIONS = ["min", "max"] as const;
export type NumberFunction = (typeof NUMBER_FUNCTIONS)[number];
export type ListFunction = (typeof LIST_FUNCTIONS)[number];

export type Formula =
  | { readonly form: "value"; readonly type: "number"; readonly value: number }
  | { readonly form: "input"; readonly type: "number"; readonly name: FormulaInput }
  | { readonly form: "negative"; readonly type: "number"; readonly of: Formula }
  | { readonly form: "not"; readonly type: "condition"; readonly of: Formula }
  | {
      readonly form: "binary";
      readonly type: FormulaType;
      readonly operator: BinaryOperator;
      readonly left: Formula;
      readonly right: Formula;
    }
  | { readonly form: "call"; readonly type: "number"; readonly name: NumberFunction; readonly of: Formula }
  | { readonly form: "list"; readonly type: "number"; readonly name: ListFunction; readonly items: readonly Formula[] }
  | {
      readonly form: "if";
      readonly type: "number";
      readonly condition: Formula;
      readonly whenTrue: Formula;
      readonly whenFalse: Formula;
    };

export type BinaryOperator = "+" | "-" | "*" | "/" | "%" | "^" | "<" | "<=" | ">" | ">=" | "=" | "!=" | "and" | "or";

import {
  type BinaryOperator,
  FORMULA_INPUTS,
  type Formula,
  type FormulaType,
  LIST_FUNCTIONS,
  NUMBER_FUNCTIONS,
} from "./formula.ts";
import { type Token, tokenize } from "./tokens.ts";

export type ParsedFormula = { readonly formula: Formula } | { readonly problem: string };

const DEEPEST = 60;
const MOST_ITEMS = 12;

/** Binary operators from the loosest to the tightest, with the type of both sides and of the result. */
const LEVELS: readonly {
  readonly operators: readonly BinaryOperator[];
  readonly takes: FormulaType;
  readonly gives: FormulaType;
  /** Whether a second one may follow, as in a + b + c. */
  readonly repeats: boolean;
}[] = [
  { operators: ["or"], takes: "condition", gives: "condition", repeats: true },
  { operators: ["and"], takes: "condition", gives: "condition", repeats: true },
  { operators: ["<", "<=", ">", ">=", "=", "!="], takes: "number", gives: "condition", repeats: false },
  { operators: ["+", "-"], takes: "number", gives: "number", repeats: true },
  { operators: ["*", "/", "%"], takes: "number", gives: "number", repeats: true },
];

class FormulaProblem extends Error {}

/** Reads an expression of numbers, the inputs a to f, arithmetic, comparisons, and, or, not and a few functions. Never throws. */
export function parseFormula(text: string): ParsedFormula {
  const tokens = tokenize(text);
  if (typeof tokens === "string") return { problem: tokens };
  try {
    const reader = new Reader(tokens);
    const formula = reader.level(0, 0);
    reader.expect("end", null, "an operator or the end");
    return { formula };
  } catch (error) {
    if (error instanceof FormulaProblem) return { problem: error.message };
    throw error;
  }
}

class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get #next(): Token {
    return this.#tokens[this.#at]!;
  }

  #fail(expected: string, token = this.#next): never {
    const found = token.kind === "end" ? token.text : `"${token.text}"`;
    throw new FormulaProblem(`expected ${expected} at position ${token.at}, found ${found}`);
  }

  expect(kind: Token["kind"], text: string | null, expected: string): Token {
    const token = this.#next;
    if (token.kind !== kind || (text !== null && token.text !== text)) this.#fail(expected);
    this.#at++;
    return token;
  }

  #takes(text: string): boolean {
    if (this.#next.kind === "end" || this.#next.text !== text) return false;
    this.#at++;
    return true;
  }

  #check(formula: Formula, type: FormulaType, at: Token): Formula {
    if (formula.type !== type) {
      const other = type === "number" ? "a number, not a condition" : "a condition such as a > b, not a number";
      throw new FormulaProblem(`expected ${other} at position ${at.at}`);
    }
    return formula;
  }

  level(rank: number, depth: number): Formula {
    if (depth > DEEPEST) throw new FormulaProblem(`brackets may be nested ${DEEPEST} deep at most`);
    const level = LEVELS[rank];
    if (!level) return this.#unary(depth);
    const isNot = level.gives === "condition" && level.takes === "number";
    if (isNot && this.#takes("not")) {
      const at = this.#next;
      return { form: "not", type: "condition", of: this.#check(this.level(rank, depth + 1), "condition", at) };
    }
    const start = this.#next;
    let left = this.level(rank + 1, depth);
    for (;;) {
      const operator = level.operators.find((one) => this.#takes(one));
      if (!operator) return left;
      this.#check(left, level.takes, start);
      const at = this.#next;
      const right = this.#check(this.level(rank + 1, depth), level.takes, at);
      left = { form: "binary", type: level.gives, operator, left, right };
      if (!level.repeats) return left;
    }
  }

  #unary(depth: number): Formula {
    if (this.#takes("-")) {
      const at = this.#next;
      if (depth > DEEPEST) this.#fail("fewer signs in a row");
      return { form: "negative", type: "number", of: this.#check(this.#unary(depth + 1), "number", at) };
    }
    const start = this.#next;
    const base = this.#primary(depth);
    if (!this.#takes("^")) return base;
    const at = this.#next;
    if (depth > DEEPEST) this.#fail("fewer powers in a row");
    const right = this.#check(this.#unary(depth + 1), "number", at);
    return { form: "binary", type: "number", operator: "^", left: this.#check(base, "number", start), right };
  }

  #primary(depth: number): Formula {
    const token = this.#next;
    if (this.#takes("(")) {
      const inner = this.level(0, depth + 1);
      this.expect("sign", ")", "a closing bracket");
      return inner;
    }
    if (token.kind === "number") {
      this.#at++;
      const value = Number(token.text);
      if (!(Math.abs(value) <= Number.MAX_VALUE)) this.#fail("a number that is not too large", token);
      return { form: "value", type: "number", value };
    }
    if (token.kind !== "name") this.#fail("a number, an input (a to f), a function or an opening bracket");
    this.#at++;
    const input = FORMULA_INPUTS.find((name) => name === token.text);
    if (input) return { form: "input", type: "number", name: input };
    return this.#call(token, depth);
  }

  #call(token: Token, depth: number): Formula {
    const simple = NUMBER_FUNCTIONS.find((name) => name === token.text);
    const list = LIST_FUNCTIONS.find((name) => name === token.text);
    if (!simple && !list && token.text !== "if") {
      const known = [...FORMULA_INPUTS, ...NUMBER_FUNCTIONS, ...LIST_FUNCTIONS, "if"].join(", ");
      this.#fail(`one of ${known}`, token);
    }
    this.expect("sign", "(", `an opening bracket after ${token.text}`);
    const first = this.#argument(token.text === "if" ? "condition" : "number", depth);
    if (simple) {
      this.expect("sign", ")", "a closing bracket");
      return { form: "call", type: "number", name: simple, of: first };
    }
    const rest: Formula[] = [];
    while (this.#takes(",")) {
      if (rest.length > MOST_ITEMS) this.#fail(`at most ${MOST_ITEMS} values`);
      rest.push(this.#argument("number", depth));
    }
    if (list) {
      this.expect("sign", ")", "a comma or a closing bracket");
      return { form: "list", type: "number", name: list, items: [first, ...rest] };
    }
    const [whenTrue, whenFalse] = rest;
    if (!whenTrue || !whenFalse || rest.length > 2) this.#fail("if(condition, value, other value)", token);
    this.expect("sign", ")", "a closing bracket");
    return { form: "if", type: "number", condition: first, whenTrue, whenFalse };
  }

  #argument(type: FormulaType, depth: number): Formula {
    const at = this.#next;
    return this.#check(this.level(0, depth + 1), type, at);
  }
}

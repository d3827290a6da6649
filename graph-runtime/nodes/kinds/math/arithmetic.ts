import { z } from "zod";
import { byBar } from "../../by-bar.ts";
import { defineNode, type Kernel } from "../../define-node.ts";

const SIGNS = {
  add: "+",
  subtract: "-",
  multiply: "x",
  divide: "/",
  remainder: "mod",
  smaller: "min",
  larger: "max",
} as const;
const OPERATIONS = {
  add: (a: number, b: number) => a + b,
  subtract: (a: number, b: number) => a - b,
  multiply: (a: number, b: number) => a * b,
  divide: (a: number, b: number) => (b === 0 ? Number.NaN : a / b),
  remainder: (a: number, b: number) => (b === 0 ? Number.NaN : a - Math.floor(a / b) * b),
  smaller: (a: number, b: number) => Math.min(a, b),
  larger: (a: number, b: number) => Math.max(a, b),
} as const;

const SYMMETRIC: readonly string[] = ["add", "multiply", "smaller", "larger"];

/** The commonest use, a multiple of an average range, in a loop of its own: a call for each bar costs more than the product. */
function multiplyBy(factor: number, a: Float64Array, out: Float64Array, from: number, to: number): void {
  for (let i = from; i < to; i++) {
    const result = a[i]! * factor;
    out[i] = Math.abs(result) <= Number.MAX_VALUE ? result : Number.NaN;
  }
}

type Wired = { readonly a: Float64Array; readonly b: Float64Array; readonly value: Float64Array };
type Plain = (columns: Wired, from: number, to: number) => void;

const addBoth: Plain = ({ a, b, value }, from, to) => {
  for (let i = from; i < to; i++) {
    const result = a[i]! + b[i]!;
    value[i] = Math.abs(result) <= Number.MAX_VALUE ? result : Number.NaN;
  }
};

const subtractBoth: Plain = ({ a, b, value }, from, to) => {
  for (let i = from; i < to; i++) {
    const result = a[i]! - b[i]!;
    value[i] = Math.abs(result) <= Number.MAX_VALUE ? result : Number.NaN;
  }
};

const multiplyBoth: Plain = ({ a, b, value }, from, to) => {
  for (let i = from; i < to; i++) {
    const result = a[i]! * b[i]!;
    value[i] = Math.abs(result) <= Number.MAX_VALUE ? result : Number.NaN;
  }
};

const addAt = ({ a, b, value }: Wired, at: number): void => {
  const result = a[at]! + b[at]!;
  value[at] = Math.abs(result) <= Number.MAX_VALUE ? result : Number.NaN;
};

const subtractAt = ({ a, b, value }: Wired, at: number): void => {
  const result = a[at]! - b[at]!;
  value[at] = Math.abs(result) <= Number.MAX_VALUE ? result : Number.NaN;
};

const multiplyAt = ({ a, b, value }: Wired, at: number): void => {
  const result = a[at]! * b[at]!;
  value[at] = Math.abs(result) <= Number.MAX_VALUE ? result : Number.NaN;
};

/** Two columns, each operation in a loop of its own. */
const PLAIN: Partial<Record<keyof typeof OPERATIONS, (columns: Wired) => Kernel>> = {
  add: (columns) =>
    byBar(
      (from, to) => addBoth(columns, from, to),
      (at) => addAt(columns, at),
    ),
  subtract: (columns) =>
    byBar(
      (from, to) => subtractBoth(columns, from, to),
      (at) => subtractAt(columns, at),
    ),
  multiply: (columns) =>
    byBar(
      (from, to) => multiplyBoth(columns, from, to),
      (at) => multiplyAt(columns, at),
    ),
};

export const arithmetic = defineNode({
  kind: "math.arithmetic",
  version: 1,
  meta: {
    title: "Calculate",
    family: "math",
    keywords: [
      "add",
      "plus",
      "subtract",
      "minus",
      "multiply",
      "times",
      "divide",
      "ratio",
      "spread",
      "min",
      "max",
      "mod",
    ],
    summary:
      "Adds, subtracts, multiplies or divides two values, or takes the smaller or larger. B is the number below unless something is wired to it; dividing by zero is unknown.",
    reference: "TA-Lib ADD, SUB, MULT and DIV",
  },
  params: z.object({
    operation: z
      .enum(["add", "subtract", "multiply", "divide", "remainder", "smaller", "larger"])
      .default("subtract")
      .meta({ label: "Operation", control: "select", primary: true }),
    number: z
      .number()
      .min(-1e12)
      .max(1e12)
      .default(0)
      .meta({ label: "Number", help: "Used while B is not wired.", control: "number", primary: true }),
  }),
  inputs: { a: { type: "number", label: "A" }, b: { type: "number", label: "B", optional: true } },
  outputs: { value: { type: "number", label: "Result" } },
  warmup: () => 0,
  explain: (p) => `A ${SIGNS[p.operation]} B (${p.number} unless wired)`,
  phrase: (p, [a, b]) => `${a} ${SIGNS[p.operation]} ${b ?? p.number}`,
  symmetric: ({ operation }) => (SYMMETRIC.includes(operation) ? ["a", "b"] : []),
  compile: ({ params, inputs: { a, b }, outputs: { value }, connected }) => {
    const operation = OPERATIONS[params.operation];
    const { number } = params;
    const isWired = connected.b;
    if (params.operation === "multiply" && !isWired) return (from, to) => multiplyBy(number, a, value, from, to);
    const plain = PLAIN[params.operation];
    if (plain !== undefined && isWired) return plain({ a, b, value });
    return (from, to) => {
      for (let i = from; i < to; i++) {
        const result = operation(a[i]!, isWired ? b[i]! : number);
        // beyond the range of numbers is unknown
        value[i] = Math.abs(result) <= Number.MAX_VALUE ? result : Number.NaN;
      }
    };
  },
  examples: [
    {
      title: "a spread",
      inputs: { a: [5, 6, null], b: [3, 7, 1] },
      outputs: { value: [2, -1, null] },
    },
    {
      title: "half of it, and nothing for zero",
      params: { operation: "divide" },
      inputs: { a: [5, 6], b: [2, 0] },
      outputs: { value: [2.5, null] },
    },
  ],
});

import { z } from "zod";
import { byBar } from "../../by-bar.ts";
import { defineNode, type Kernel, type NodeDefinition } from "../../define-node.ts";
import { GATE_INPUTS, wiredGate } from "./gate-inputs.ts";

type Short = {
  readonly kind: string;
  readonly title: string;
  readonly keywords: readonly string[];
  /** When it is true; what it does with unknown conditions is the same for all gates. */
  readonly when: string;
  /** The word between the conditions. */
  readonly joint: string;
  /** The value that decides by itself: 0 for "and", 1 for "or". */
  readonly decisive: 0 | 1;
  readonly examples: NodeDefinition["examples"];
};

/** Declares a gate of Kleene's logic: one decisive condition decides, else an unknown one leaves the result unknown. */
export function defineGate({ kind, title, keywords, when, joint, decisive, examples }: Short): NodeDefinition {
  return defineNode({
    kind,
    version: 1,
    meta: {
      title,
      family: "logic",
      keywords,
      summary: `${when} Unknown stays unknown unless the others decide (Kleene logic).`,
    },
    params: z.object({}),
    inputs: GATE_INPUTS,
    outputs: { result: { type: "boolean", label: "True" } },
    warmup: () => 0,
    explain: () => `${title} (joined with ${joint})`,
    phrase: (_, inputs) => inputs.join(` ${joint} `),
    symmetric: () => Object.keys(GATE_INPUTS),
    compile: ({ inputs, outputs, connected }) => gateKernel(wiredGate(inputs, connected), outputs.result, decisive),
    examples,
  });
}

function gateKernel(sources: readonly Float64Array[], out: Float64Array, decisive: 0 | 1): Kernel {
  const [first, ...others] = sources;
  const [second] = others;
  if (first !== undefined && second !== undefined && others.length === 1) {
    const two = { a: first, b: second, out };
    if (decisive === 0)
      return byBar(
        (from, to) => bothAnd(two, from, to),
        (at) => and(two, at),
      );
    return byBar(
      (from, to) => bothOr(two, from, to),
      (at) => or(two, at),
    );
  }
  const join = decisive === 0 ? joinAnd : joinOr;
  return (from, to) => {
    if (first === undefined) out.fill(1 - decisive, from, to);
    else copy(first, out, from, to);
    for (let index = 0; index < others.length; index++) join(others[index]!, out, from, to);
  };
}

type Two = { readonly a: Float64Array; readonly b: Float64Array; readonly out: Float64Array };

/** What two conditions give, and what one that decides gives: nothing branches on conditions, which no processor guesses. */
const choice = new Float64Array(2);

/** Most gates have two conditions: one pass over both. Where four bars are known, a product and a sum of zeros and ones do. */
function bothAnd(two: Two, from: number, to: number): void {
  const { a, b, out } = two;
  let i = from;
  for (; i + 3 < to; i += 4) {
    const first = a[i]! * b[i]!;
    const second = a[i + 1]! * b[i + 1]!;
    const third = a[i + 2]! * b[i + 2]!;
    const fourth = a[i + 3]! * b[i + 3]!;
    if (Number.isNaN(first + second + third + fourth)) break;
    out[i] = first;
    out[i + 1] = second;
    out[i + 2] = third;
    out[i + 3] = fourth;
  }
  for (; i < to; i++) and(two, i);
}

function and({ a, b, out }: Two, at: number): void {
  const one = a[at]!;
  const other = b[at]!;
  choice[0] = one * other;
  choice[1] = 0;
  out[at] = choice[+(one === 0) | +(other === 0)]!;
}

function bothOr(two: Two, from: number, to: number): void {
  const { a, b, out } = two;
  let i = from;
  for (; i + 3 < to; i += 4) {
    const first = a[i]! + b[i]! - a[i]! * b[i]!;
    const second = a[i + 1]! + b[i + 1]! - a[i + 1]! * b[i + 1]!;
    const third = a[i + 2]! + b[i + 2]! - a[i + 2]! * b[i + 2]!;
    const fourth = a[i + 3]! + b[i + 3]! - a[i + 3]! * b[i + 3]!;
    if (Number.isNaN(first + second + third + fourth)) break;
    out[i] = first;
    out[i + 1] = second;
    out[i + 2] = third;
    out[i + 3] = fourth;
  }
  for (; i < to; i++) or(two, i);
}

function or({ a, b, out }: Two, at: number): void {
  const one = a[at]!;
  const other = b[at]!;
  choice[0] = one + other;
  choice[1] = 1;
  out[at] = choice[+(one === 1) | +(other === 1)]!;
}

type Pass = (source: Float64Array, out: Float64Array, from: number, to: number) => void;

const copy: Pass = (source, out, from, to) => {
  for (let i = from; i < to; i++) out[i] = source[i]!;
};

// written out twice: a decisive value that is a variable is a boxed one in the loop
const joinAnd: Pass = (source, out, from, to) => {
  for (let i = from; i < to; i++) {
    const value = source[i]!;
    if (value === 0) out[i] = 0;
    else if (Number.isNaN(value) && out[i] === 1) out[i] = Number.NaN;
  }
};

const joinOr: Pass = (source, out, from, to) => {
  for (let i = from; i < to; i++) {
    const value = source[i]!;
    if (value === 1) out[i] = 1;
    else if (Number.isNaN(value) && out[i] === 0) out[i] = Number.NaN;
  }
};

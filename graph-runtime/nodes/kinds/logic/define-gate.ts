import { z } from "zod";
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
    return decisive === 0
      ? (from, to) => bothAnd({ a: first, b: second, out }, from, to)
      : (from, to) => bothOr({ a: first, b: second, out }, from, to);
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

/** Most gates have two conditions: one pass over both. */
function bothAnd({ a, b, out }: Two, from: number, to: number): void {
  choice[1] = 0;
  for (let i = from; i < to; i++) {
    const one = a[i]!;
    const other = b[i]!;
    choice[0] = one * other;
    out[i] = choice[+(one === 0) | +(other === 0)]!;
  }
}

function bothOr({ a, b, out }: Two, from: number, to: number): void {
  choice[1] = 1;
  for (let i = from; i < to; i++) {
    const one = a[i]!;
    const other = b[i]!;
    choice[0] = one + other;
    out[i] = choice[+(one === 1) | +(other === 1)]!;
  }
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

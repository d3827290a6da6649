import type { z } from "zod";
import { overKnown } from "../kernels/over-known.ts";
import { rollingKernel } from "../kernels/rolling-kernel.ts";
import type { Rolling } from "../kernels/step.ts";
import { defineNode, type Example, type NodeDefinition, type NodeMeta } from "./define-node.ts";

export type IndicatorSpec<P extends z.ZodObject> = {
  readonly kind: string;
  readonly version?: number;
  readonly meta: Omit<NodeMeta, "family"> & { readonly family?: NodeMeta["family"] };
  readonly params: P;
  /** Label of the output, by default the title. */
  readonly label?: string;
  readonly explain: (params: z.output<P>) => string;
  readonly phrase?: (params: z.output<P>, inputs: readonly string[], port: string) => string;
  /** The computation; warm-up, settle, state and kernel follow from it. */
  readonly rolling: (params: z.output<P>) => Rolling;
  readonly examples: readonly Example[];
};

/** Declares a kind with one series in (`source`) and one value out (`value`). */
export function defineIndicator<P extends z.ZodObject>(spec: IndicatorSpec<P>): NodeDefinition {
  const { rolling, label, meta, version = 1, ...rest } = spec;
  return defineNode({
    ...rest,
    version,
    meta: { family: "indicators", ...meta },
    inputs: { source: { type: "number", label: "Source" } },
    outputs: { value: { type: "number", label: label ?? meta.title } },
    warmup: (p) => rolling(p).lookback,
    settle: (p) => rolling(p).settle,
    state: (p) => ({ cells: rolling(p).cells }),
    compile: ({ params, inputs, outputs, state }) => {
      const { source } = inputs;
      const { value } = outputs;
      return overKnown([source], [value], rollingKernel(rolling(params), state.cells, { source, out: value }));
    },
  });
}

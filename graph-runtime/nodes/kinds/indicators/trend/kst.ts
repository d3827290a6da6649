import { z } from "zod";
import { chain, startAll } from "../../../../kernels/chain.ts";
import { forKnown } from "../../../../kernels/for-known.ts";
import { rollingChange, rollingMean } from "../../../../kernels/rolling-window.ts";
import type { Rolling } from "../../../../kernels/step.ts";
import { defineNode } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

type Lengths = Readonly<Record<"roc1" | "roc2" | "roc3" | "roc4" | "sma1" | "sma2" | "sma3" | "sma4", number>>;
const parts = (p: Lengths): Rolling[] =>
  ([1, 2, 3, 4] as const).map((k) =>
    chain(
      rollingChange(p[`roc${k}`], (now, before) => (before === 0 ? 0 : (now / before - 1) * 100)),
      rollingMean(p[`sma${k}`]),
    ),
  );
const longest = (p: Lengths): number => Math.max(...parts(p).map((part) => part.lookback));

export const kst = defineNode({
  kind: "indicator.kst",
  version: 1,
  meta: {
    title: "Know sure thing",
    family: "indicators",
    keywords: ["kst", "pring", "momentum", "oscillator"],
    summary: "Four smoothed rates of change from short to long, weighted 1 to 4 and added; with a signal line.",
    reference: "Martin Pring, 1992",
  },
  params: z.object({
    roc1: lengthParam(10, "Change 1"),
    roc2: lengthParam(15, "Change 2"),
    roc3: lengthParam(20, "Change 3"),
    roc4: lengthParam(30, "Change 4"),
    sma1: lengthParam(10, "Average 1"),
    sma2: lengthParam(10, "Average 2"),
    sma3: lengthParam(10, "Average 3"),
    sma4: lengthParam(15, "Average 4"),
    signal: lengthParam(9, "Signal"),
  }),
  inputs: { source: { type: "number", label: "Source" } },
  outputs: { value: { type: "number", label: "KST" }, signal: { type: "number", label: "Signal" } },
  warmup: (p) => longest(p) + p.signal - 1,
  explain: () => "Know sure thing",
  state: (p) => ({
    parts: parts(p).reduce((sum, part) => sum + part.cells, 0),
    signal: rollingMean(p.signal).cells,
  }),
  compile: ({ params, inputs: { source }, outputs: { value, signal }, state }) => {
    const steps = startAll(parts(params), state.parts);
    const smooth = rollingMean(params.signal).start(state.signal);
    return forKnown([source], [value, signal], (i) => {
      let sum = 0;
      for (let k = 0; k < 4; k++) sum += (k + 1) * steps[k]!(source[i]!);
      value[i] = sum;
      signal[i] = Number.isNaN(sum) ? sum : smooth(sum);
    });
  },
  examples: [
    {
      title: "ten percent four times",
      params: { roc1: 1, roc2: 1, roc3: 1, roc4: 1, sma1: 1, sma2: 1, sma3: 1, sma4: 1, signal: 1 },
      inputs: { source: [100, 110] },
      outputs: { value: [null, 100], signal: [null, 100] },
    },
  ],
});

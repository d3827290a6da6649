import { z } from "zod";
import { atan } from "../../../../core/math/atan.ts";
import { forKnown } from "../../../../kernels/for-known.ts";
import { HILBERT_CELLS, HILBERT_SETTLE, IN_PHASE, pushHilbert, QUADRATURE } from "../../../../kernels/hilbert.ts";
import { settleBars } from "../../../../kernels/settle.ts";
import { defineNode } from "../../../define-node.ts";

const SKIP = 12;
const LOOKBACK = 32;
const RAD_TO_DEGREES = 180 / (4 * atan(1));

export const mama = defineNode({
  kind: "indicator.mama",
  version: 1,
  meta: {
    title: "MESA adaptive moving average",
    family: "indicators",
    keywords: ["mama", "fama", "mesa", "ehlers", "adaptive", "moving average"],
    summary:
      "An average that jumps when the phase of the cycle turns and then crawls (MAMA), and a slower one that follows it (FAMA).",
    reference: "TA-Lib MAMA; John Ehlers, MESA Adaptive Moving Averages, 2001",
  },
  params: z.object({
    fast: z.number().min(0.01).max(0.99).default(0.5).meta({ label: "Fast limit", control: "slider" }),
    slow: z.number().min(0.01).max(0.99).default(0.05).meta({ label: "Slow limit", control: "slider" }),
  }),
  inputs: { source: { type: "number", label: "Source" } },
  outputs: { mama: { type: "number", label: "MAMA" }, fama: { type: "number", label: "FAMA" } },
  warmup: () => LOOKBACK,
  settle: (p) => HILBERT_SETTLE + 2 * settleBars(1 - p.slow / 2),
  explain: (p) => `MAMA ${p.fast}/${p.slow}`,
  state: () => ({ cells: HILBERT_CELLS, line: 3 }),
  compile: ({ params: { fast, slow }, inputs: { source }, outputs, state: { cells, line } }) =>
    forKnown([source], [outputs.mama, outputs.fama], (i) => {
      const price = source[i]!;
      const count = pushHilbert(cells, price, SKIP);
      outputs.mama[i] = Number.NaN;
      outputs.fama[i] = Number.NaN;
      if (count < SKIP) return;
      const inPhase = cells[IN_PHASE]!;
      const phase = inPhase !== 0 ? atan(cells[QUADRATURE]! / inPhase) * RAD_TO_DEGREES : 0;
      const turn = Math.max(1, line[2]! - phase);
      line[2] = phase;
      const pace = turn > 1 ? Math.max(slow, fast / turn) : fast;
      line[0] = pace * price + (1 - pace) * line[0]!;
      line[1] = 0.5 * pace * line[0]! + (1 - 0.5 * pace) * line[1]!;
      if (count < LOOKBACK) return;
      outputs.mama[i] = line[0]!;
      outputs.fama[i] = line[1]!;
    }),
  examples: [
    {
      title: "is unknown for 32 bars",
      inputs: { source: [1, 2, 3] },
      outputs: { mama: [null, null, null], fama: [null, null, null] },
    },
  ],
});

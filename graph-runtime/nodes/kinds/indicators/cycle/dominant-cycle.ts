import { z } from "zod";
import { forKnown } from "../../../../kernels/for-known.ts";
import {
  HILBERT_CELLS,
  HILBERT_SETTLE,
  IN_PHASE,
  pushHilbert,
  QUADRATURE,
  SMOOTH_PERIOD,
} from "../../../../kernels/hilbert.ts";
import { defineNode } from "../../../define-node.ts";

const SKIP = 12;
const LOOKBACK = 32;

export const dominantCycle = defineNode({
  kind: "indicator.dominant-cycle",
  version: 1,
  meta: {
    title: "Dominant cycle",
    family: "indicators",
    keywords: ["ht_dcperiod", "ht_phasor", "hilbert", "cycle", "ehlers", "period"],
    summary:
      "The length in bars (6 to 50) of the cycle that rules the price now, with the two components of its phasor.",
    reference: "TA-Lib HT_DCPERIOD and HT_PHASOR; John Ehlers, Rocket Science for Traders, 2001",
  },
  params: z.object({}),
  inputs: { source: { type: "number", label: "Source" } },
  outputs: {
    period: { type: "number", label: "Period" },
    inPhase: { type: "number", label: "In phase" },
    quadrature: { type: "number", label: "Quadrature" },
  },
  warmup: () => LOOKBACK,
  settle: () => HILBERT_SETTLE,
  explain: () => "Dominant cycle",
  state: () => ({ cells: HILBERT_CELLS }),
  compile: ({ inputs: { source }, outputs: { period, inPhase, quadrature }, state: { cells } }) =>
    forKnown([source], [period, inPhase, quadrature], (i) => {
      const isWarm = pushHilbert(cells, source[i]!, SKIP) >= LOOKBACK;
      period[i] = isWarm ? cells[SMOOTH_PERIOD]! : Number.NaN;
      inPhase[i] = isWarm ? cells[IN_PHASE]! : Number.NaN;
      quadrature[i] = isWarm ? cells[QUADRATURE]! : Number.NaN;
    }),
  examples: [
    {
      title: "a price of zero has no phasor",
      inputs: { source: Array.from({ length: 34 }, () => 0) },
      outputs: {
        inPhase: Array.from({ length: 34 }, (_, i) => (i < 32 ? null : 0)),
        quadrature: Array.from({ length: 34 }, (_, i) => (i < 32 ? null : 0)),
      },
    },
  ],
});

import { z } from "zod";
import { sin } from "../../../../core/math/sin.ts";
import { forKnown } from "../../../../kernels/for-known.ts";
import { HILBERT_SETTLE } from "../../../../kernels/hilbert.ts";
import { DEGREES_TO_RAD, PHASE, PHASE_CELLS, PHASE_LOOKBACK, pushPhase } from "../../../../kernels/hilbert-phase.ts";
import { defineNode } from "../../../define-node.ts";

export const hilbertSine = defineNode({
  kind: "indicator.hilbert-sine",
  version: 1,
  meta: {
    title: "Hilbert sine wave",
    family: "indicators",
    keywords: ["ht_sine", "ht_dcphase", "hilbert", "cycle", "sine wave", "ehlers"],
    summary:
      "The sine of the dominant cycle's phase and the same 45 degrees ahead; they cross at the turns of a cycling market.",
    reference: "TA-Lib HT_SINE and HT_DCPHASE; John Ehlers, 2001",
  },
  params: z.object({}),
  inputs: { source: { type: "number", label: "Source" } },
  outputs: {
    sine: { type: "number", label: "Sine" },
    lead: { type: "number", label: "Lead sine" },
    phase: { type: "number", label: "Phase", help: "Degrees, -45 to 315." },
  },
  warmup: () => PHASE_LOOKBACK,
  settle: () => HILBERT_SETTLE,
  explain: () => "Hilbert sine wave",
  state: () => ({ cells: PHASE_CELLS }),
  compile: ({ inputs: { source }, outputs: { sine, lead, phase }, state: { cells } }) =>
    forKnown([source], [sine, lead, phase], (i) => {
      const isWarm = pushPhase(cells, source[i]!) >= PHASE_LOOKBACK;
      const degrees = cells[PHASE]!;
      sine[i] = isWarm ? sin(degrees * DEGREES_TO_RAD) : Number.NaN;
      lead[i] = isWarm ? sin((degrees + 45) * DEGREES_TO_RAD) : Number.NaN;
      phase[i] = isWarm ? degrees : Number.NaN;
    }),
  examples: [
    {
      title: "is unknown for 63 bars",
      inputs: { source: [1, 2, 3] },
      outputs: { sine: [null, null, null], lead: [null, null, null], phase: [null, null, null] },
    },
  ],
});

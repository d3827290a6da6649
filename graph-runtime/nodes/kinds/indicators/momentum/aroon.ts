import { z } from "zod";
import { forKnown } from "../../../../kernels/for-known.ts";
import { ageCell, placedExtremeCells, pushPlacedExtreme } from "../../../../kernels/rolling-extreme-place.ts";
import { defineNode } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

export const aroon = defineNode({
  kind: "indicator.aroon",
  version: 1,
  meta: {
    title: "Aroon",
    family: "indicators",
    keywords: ["aroon", "trend", "new high", "oscillator"],
    summary:
      "100 on a new N-bar high (up) or low (down), falling to 0 as that extreme grows old; the oscillator is up less down.",
    reference: "TA-Lib AROON and AROONOSC; Tushar Chande, 1995",
  },
  params: z.object({ length: lengthParam(14, "Length", 2) }),
  inputs: { high: { type: "number", label: "High" }, low: { type: "number", label: "Low" } },
  outputs: {
    up: { type: "number", label: "Up" },
    down: { type: "number", label: "Down" },
    oscillator: { type: "number", label: "Oscillator" },
  },
  warmup: (p) => p.length,
  explain: (p) => `Aroon ${p.length}`,
  // the window spans N bars back and this one
  state: (p) => ({ highs: placedExtremeCells(p.length + 1), lows: placedExtremeCells(p.length + 1) }),
  compile: ({ params: { length }, inputs: { high, low }, outputs: { up, down, oscillator }, state }) => {
    const { highs, lows } = state;
    const span = length + 1;
    const age = ageCell(span);
    const factor = 100 / length;
    return forKnown([high, low], [up, down, oscillator], (i) => {
      const isWarm = !Number.isNaN(pushPlacedExtreme(highs, span, high[i]!, 1));
      pushPlacedExtreme(lows, span, low[i]!, -1);
      up[i] = isWarm ? factor * (length - highs[age]!) : Number.NaN;
      down[i] = isWarm ? factor * (length - lows[age]!) : Number.NaN;
      oscillator[i] = isWarm ? factor * (lows[age]! - highs[age]!) : Number.NaN;
    });
  },
  examples: [
    {
      title: "a new high, the low two bars old",
      params: { length: 2 },
      inputs: { high: [5, 6, 7], low: [3, 4, 5] },
      outputs: { up: [null, null, 100], down: [null, null, 0], oscillator: [null, null, 100] },
    },
  ],
});

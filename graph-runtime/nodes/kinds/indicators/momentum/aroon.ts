import { z } from "zod";
import { forKnown } from "../../../../kernels/for-known.ts";
import { pushExtreme } from "../../../../kernels/rolling-extreme.ts";
import { extremeAge, extremeParts } from "../../../../kernels/rolling-maximum.ts";
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
  state: (p) => ({ highs: 2 * (p.length + 1) + 3, lows: 2 * (p.length + 1) + 3 }),
  compile: ({ params: { length }, inputs: { high, low }, outputs: { up, down, oscillator }, state }) => {
    const highs = extremeParts(state.highs, length + 1);
    const lows = extremeParts(state.lows, length + 1);
    const factor = 100 / length;
    return forKnown([high, low], [up, down, oscillator], (i) => {
      pushExtreme(highs, high[i]!, 1);
      pushExtreme(lows, low[i]!, -1);
      const isWarm = highs.window[2]! > length;
      up[i] = isWarm ? factor * (length - extremeAge(highs)) : Number.NaN;
      down[i] = isWarm ? factor * (length - extremeAge(lows)) : Number.NaN;
      oscillator[i] = isWarm ? factor * (extremeAge(lows) - extremeAge(highs)) : Number.NaN;
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

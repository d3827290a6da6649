import { z } from "zod";
import { isRingFull, pushRing, RING_HEAD, ringCells } from "../../../../kernels/rolling-window.ts";
import { defineIndicator } from "../../../define-indicator.ts";
import { lengthParam } from "../../../length-param.ts";

export const percentile = defineIndicator({
  kind: "indicator.percentile",
  meta: {
    title: "Percentile",
    keywords: ["percentile", "median", "quantile", "quartile"],
    summary:
      "The value below which the given share of the last N values lies, between two neighbours in proportion; 50 is the median.",
    reference: "Linear interpolation between order statistics (Hyndman and Fan's type 7)",
  },
  params: z.object({
    length: lengthParam(20),
    percent: z.number().min(0).max(100).default(50).meta({
      label: "Percent",
      help: "Percent of the last N values that lie below.",
      control: "slider",
      primary: true,
    }),
  }),
  explain: (p) => `Percentile ${p.percent} of ${p.length}`,
  rolling: ({ length, percent }) => {
    const sorted = new Float64Array(length);
    const place = ((length - 1) * percent) / 100;
    const below = Math.floor(place);
    const above = Math.min(length - 1, below + 1);
    return {
      cells: ringCells(length),
      lookback: length - 1,
      settle: 0,
      start: (cells) => (value) => {
        pushRing(cells, value);
        if (!isRingFull(cells)) return Number.NaN;
        sorted.set(cells.subarray(RING_HEAD));
        sorted.sort();
        return sorted[below]! + (place - below) * (sorted[above]! - sorted[below]!);
      },
    };
  },
  examples: [
    {
      title: "the median of three",
      params: { length: 3 },
      inputs: { source: [5, 1, 3, 9] },
      outputs: { value: [null, null, 3, 3] },
    },
  ],
});

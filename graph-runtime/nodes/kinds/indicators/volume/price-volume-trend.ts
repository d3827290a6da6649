import { z } from "zod";
import { forKnown } from "../../../../kernels/for-known.ts";
import { defineNode } from "../../../define-node.ts";

export const priceVolumeTrend = defineNode({
  kind: "indicator.price-volume-trend",
  version: 1,
  meta: {
    title: "Price volume trend",
    family: "indicators",
    keywords: ["pvt", "nvi", "pvi", "negative volume index", "positive volume index"],
    summary:
      "Running totals: PVT adds volume times the percent change; NVI and PVI follow the price only on bars with less, or more, volume than the one before. Levels depend on where the data starts.",
    reference: "PVT from 0; NVI and PVI from 1,000 (Paul Dysart, Norman Fosback)",
  },
  params: z.object({}),
  inputs: { source: { type: "number", label: "Source" }, volume: { type: "number", label: "Volume" } },
  outputs: {
    trend: { type: "number", label: "PVT" },
    negative: { type: "number", label: "NVI" },
    positive: { type: "number", label: "PVI" },
  },
  warmup: () => 0,
  settle: () => Number.POSITIVE_INFINITY,
  explain: () => "Price volume trend",
  state: () => ({ last: 3, totals: 3 }),
  compile: ({ inputs: { source, volume }, outputs: { trend, negative, positive }, state: { last, totals } }) =>
    forKnown([source, volume], [trend, negative, positive], (i) => {
      if (last[0] === 0) {
        totals[1] = 1_000;
        totals[2] = 1_000;
      } else if (last[1] !== 0) {
        const change = source[i]! / last[1]! - 1;
        totals[0]! += change * volume[i]!;
        const rank = volume[i]! < last[2]! ? 1 : volume[i]! > last[2]! ? 2 : 0;
        const next = totals[rank]! * (1 + change);
        if (rank > 0 && Math.abs(next) < 1e300) totals[rank] = next;
      }
      last[0] = 1;
      last[1] = source[i]!;
      last[2] = volume[i]!;
      trend[i] = totals[0]!;
      negative[i] = totals[1]!;
      positive[i] = totals[2]!;
    }),
  examples: [
    {
      title: "up ten percent on more volume",
      inputs: { source: [100, 110], volume: [5, 20] },
      outputs: { trend: [0, 2], negative: [1_000, 1_000], positive: [1_000, 1_100] },
    },
  ],
});

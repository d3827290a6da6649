import { z } from "zod";
import { forKnown } from "../../../../kernels/for-known.ts";
import { fitLine } from "../../../../kernels/rolling-regression.ts";
import { isRingFull, pushRing, ringCells, ringValue } from "../../../../kernels/rolling-window.ts";
import { defineNode } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

export const regressionChannel = defineNode({
  kind: "indicator.regression-channel",
  version: 1,
  meta: {
    title: "Linear regression channel",
    family: "indicators",
    keywords: ["linreg", "regression", "channel", "bands", "r squared"],
    summary:
      "The end of the best-fit line through N values, with bands some standard errors away, and how well the line fits (R squared, 0 to 1).",
    reference: "Gilbert Raff's channel with the deviation of the residuals (divided by N)",
  },
  params: z.object({
    length: lengthParam(100, "Length", 3),
    width: z.number().min(0.1).max(20).default(2).meta({ label: "Width", unit: "deviations", control: "number" }),
  }),
  inputs: { source: { type: "number", label: "Source" } },
  outputs: {
    upper: { type: "number", label: "Upper" },
    middle: { type: "number", label: "Middle" },
    lower: { type: "number", label: "Lower" },
    fit: { type: "number", label: "R squared", help: "0 where the values do not move." },
  },
  warmup: (p) => p.length - 1,
  explain: (p) => `Regression channel ${p.length}`,
  state: (p) => ({ ring: ringCells(p.length) }),
  compile: ({ params: { length, width }, inputs: { source }, outputs, state: { ring } }) => {
    const line = { slope: 0, intercept: 0 };
    const read = (ago: number): number => ringValue(ring, ago);
    return forKnown([source], Object.values(outputs), (i) => {
      pushRing(ring, source[i]!);
      if (!isRingFull(ring)) {
        for (const output of Object.values(outputs)) output[i] = Number.NaN;
        return;
      }
      fitLine(length, read, line);
      const mean = line.intercept + (line.slope * (length - 1)) / 2;
      let residuals = 0;
      let total = 0;
      for (let ago = 0; ago < length; ago++) {
        const value = read(ago);
        const error = value - (line.intercept + line.slope * (length - 1 - ago));
        residuals += error * error;
        total += (value - mean) * (value - mean);
      }
      const deviation = Math.sqrt(residuals / length);
      const middle = line.intercept + line.slope * (length - 1);
      outputs.middle[i] = middle;
      outputs.upper[i] = middle + width * deviation;
      outputs.lower[i] = middle - width * deviation;
      outputs.fit[i] = total < 1e-14 ? 0 : Math.max(0, 1 - residuals / total);
    });
  },
  examples: [
    {
      title: "a straight line fits wholly",
      params: { length: 3 },
      inputs: { source: [1, 2, 3] },
      outputs: { upper: [null, null, 3], middle: [null, null, 3], lower: [null, null, 3], fit: [null, null, 1] },
    },
  ],
});

import { z } from "zod";
import { atan } from "../../../../core/math/atan.ts";
import { forKnown } from "../../../../kernels/for-known.ts";
import { fitLine } from "../../../../kernels/rolling-regression.ts";
import { isRingFull, pushRing, ringCells, ringValue } from "../../../../kernels/rolling-window.ts";
import { defineNode } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

const DEGREES = 180 / Math.PI;

export const linearRegression = defineNode({
  kind: "indicator.linear-regression",
  version: 1,
  meta: {
    title: "Linear regression",
    family: "indicators",
    keywords: ["linearreg", "regression", "slope", "angle", "intercept", "tsf", "forecast", "least squares"],
    summary:
      "The straight line of best fit through the last N values: its end, its slope per bar, its angle, its start, and where it would be on the next bar.",
    reference: "TA-Lib LINEARREG, LINEARREG_SLOPE, LINEARREG_ANGLE, LINEARREG_INTERCEPT and TSF",
  },
  params: z.object({ length: lengthParam(14, "Length", 2) }),
  inputs: { source: { type: "number", label: "Source" } },
  outputs: {
    value: { type: "number", label: "Value" },
    slope: { type: "number", label: "Slope" },
    angle: { type: "number", label: "Angle", help: "Degrees." },
    intercept: { type: "number", label: "Start" },
    forecast: { type: "number", label: "Forecast" },
  },
  warmup: (p) => p.length - 1,
  explain: (p) => `Linear regression ${p.length}`,
  state: (p) => ({ ring: ringCells(p.length) }),
  compile: ({ params: { length }, inputs: { source }, outputs, state: { ring } }) => {
    const { value, slope, angle, intercept, forecast } = outputs;
    const line = { slope: 0, intercept: 0 };
    const read = (ago: number): number => ringValue(ring, ago);
    return forKnown([source], [value, slope, angle, intercept, forecast], (i) => {
      pushRing(ring, source[i]!);
      if (isRingFull(ring)) fitLine(length, read, line);
      else line.slope = line.intercept = Number.NaN;
      value[i] = line.intercept + line.slope * (length - 1);
      slope[i] = line.slope;
      angle[i] = atan(line.slope) * DEGREES;
      intercept[i] = line.intercept;
      forecast[i] = line.intercept + line.slope * length;
    });
  },
  examples: [
    {
      title: "a rise of one a bar",
      params: { length: 3 },
      inputs: { source: [1, 2, 3] },
      outputs: { value: [null, null, 3], slope: [null, null, 1], angle: [null, null, 45], forecast: [null, null, 4] },
    },
  ],
});

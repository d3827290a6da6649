import { z } from "zod";
import { exp } from "../../../../core/math/exp.ts";
import { rollingView } from "../../../../kernels/rolling-window.ts";
import type { Rolling } from "../../../../kernels/step.ts";
import { defineIndicator } from "../../../define-indicator.ts";
import { lengthParam } from "../../../length-param.ts";

function rollingAlma(length: number, offset: number, sigma: number): Rolling {
  const middle = offset * (length - 1);
  const width = length / sigma;
  const weights = Float64Array.from({ length }, (_, i) => exp(-((i - middle) * (i - middle)) / (2 * width * width)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return rollingView(length, (read) => {
    let sum = 0;
    for (let i = 0; i < length; i++) sum += weights[i]! * read(length - 1 - i);
    return sum / total;
  });
}

export const alma = defineIndicator({
  kind: "indicator.alma",
  meta: {
    title: "Arnaud Legoux moving average",
    keywords: ["alma", "gaussian", "moving average", "smooth"],
    summary: "An average with bell-shaped weights; the offset moves the bell toward the newest bars.",
    reference:
      "Arnaud Legoux and Dimitrios Kouzis-Loukas, 2009: weights exp(-(i - offset (n - 1))^2 / (2 (n / sigma)^2))",
  },
  params: z.object({
    length: lengthParam(9),
    offset: z.number().min(0).max(1).default(0.85).meta({ label: "Offset", control: "slider" }),
    sigma: z.number().min(0.5).max(100).default(6).meta({ label: "Sigma", control: "number" }),
  }),
  label: "ALMA",
  explain: (p) => `ALMA ${p.length}`,
  rolling: (p) => rollingAlma(p.length, p.offset, p.sigma),
  examples: [
    {
      title: "is the plain average of two with the bell in the middle",
      params: { length: 2, offset: 0.5 },
      inputs: { source: [1, 3, 5] },
      outputs: { value: [null, 2, 4] },
    },
  ],
});

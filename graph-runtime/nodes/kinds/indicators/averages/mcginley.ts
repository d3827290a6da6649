import { z } from "zod";
import type { Rolling } from "../../../../kernels/step.ts";
import { defineIndicator } from "../../../define-indicator.ts";
import { lengthParam } from "../../../length-param.ts";

function rollingMcGinley(length: number): Rolling {
  return {
    cells: 2,
    lookback: 0,
    // below the line it moves fastest, above it slower: the fourth power of price over line rules the pace
    settle: 40 * length,
    start: (cells) => (value) => {
      let line = value;
      if (cells[0] === 1) {
        const before = cells[1]!;
        const ratio = value / before;
        const pace = 0.6 * length * ratio * ratio * ratio * ratio;
        const next = before + (value - before) / Math.max(1, pace);
        if (Math.abs(next) < Number.MAX_VALUE) line = next;
      }
      cells[0] = 1;
      cells[1] = line;
      return line;
    },
  };
}

export const mcginley = defineIndicator({
  kind: "indicator.mcginley",
  meta: {
    title: "McGinley dynamic",
    keywords: ["mcginley", "dynamic", "adaptive", "moving average"],
    summary: "A line that speeds up when the price falls away below it and slows down when the price runs above it.",
    reference:
      "John McGinley, 1990: line + (price - line) / (0.6 N (price / line)^4), the divisor at least 1; starts at the price",
  },
  params: z.object({ length: lengthParam(14, "Length", 2) }),
  label: "McGinley",
  explain: (p) => `McGinley ${p.length}`,
  rolling: (p) => rollingMcGinley(p.length),
  examples: [
    {
      title: "moves a sixth of the way when the ratio is near one",
      params: { length: 10 },
      inputs: { source: [100, 100, 200] },
      outputs: { value: [100, 100, 100 + 100 / 96] },
    },
  ],
});

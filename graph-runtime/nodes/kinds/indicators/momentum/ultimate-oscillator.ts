import { z } from "zod";
import { forKnown } from "../../../../kernels/for-known.ts";
import { rollingSum } from "../../../../kernels/rolling-window.ts";
import { trueRange } from "../../../../kernels/true-range.ts";
import { defineNode } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

const NOTHING = 1e-14;

export const ultimateOscillator = defineNode({
  kind: "indicator.ultimate-oscillator",
  version: 1,
  meta: {
    title: "Ultimate oscillator",
    family: "indicators",
    keywords: ["ultosc", "ultimate", "larry williams", "oscillator"],
    summary: "0 to 100: buying pressure over true range, over three lengths at once, the shortest weighing most.",
    reference: "TA-Lib ULTOSC; Larry Williams, 1985. The lengths are sorted, the shortest weighs 4, then 2, then 1",
  },
  params: z.object({
    short: lengthParam(7, "Short"),
    medium: lengthParam(14, "Medium"),
    long: lengthParam(28, "Long"),
  }),
  inputs: {
    high: { type: "number", label: "High" },
    low: { type: "number", label: "Low" },
    close: { type: "number", label: "Close" },
  },
  outputs: { value: { type: "number", label: "Oscillator" } },
  warmup: (p) => Math.max(p.short, p.medium, p.long),
  explain: (p) => `Ultimate oscillator ${p.short}/${p.medium}/${p.long}`,
  state: (p) => ({
    last: 2,
    pressures: rollingSum(p.short).cells + rollingSum(p.medium).cells + rollingSum(p.long).cells,
    ranges: rollingSum(p.short).cells + rollingSum(p.medium).cells + rollingSum(p.long).cells,
  }),
  compile: ({ params, inputs: { high, low, close }, outputs, state: { last, pressures, ranges } }) => {
    const lengths = [params.short, params.medium, params.long].sort((a, b) => a - b);
    let offset = 0;
    const sums = lengths.map((length, rank) => {
      const part = rollingSum(length);
      const end = offset + part.cells;
      const pressure = part.start(pressures.subarray(offset, end));
      const range = part.start(ranges.subarray(offset, end));
      offset = end;
      return { pressure, range, weight: 4 / (rank === 0 ? 1 : rank === 1 ? 2 : 4) };
    });
    return forKnown([high, low, close], [outputs.value], (i) => {
      const before = last[1]!;
      const isFirst = last[0] === 0;
      last[0] = 1;
      last[1] = close[i]!;
      outputs.value[i] = Number.NaN;
      if (isFirst) return;
      const bought = close[i]! - Math.min(low[i]!, before);
      const span = trueRange(high[i]!, low[i]!, before);
      let total = 0;
      for (const { pressure, range, weight } of sums) {
        const numerator = pressure(bought);
        const divisor = range(span);
        total += Math.abs(divisor) < NOTHING ? 0 : weight * (numerator / divisor);
      }
      outputs.value[i] = 100 * (total / 7);
    });
  },
  examples: [
    {
      title: "closes at the high all along",
      params: { short: 1, medium: 2, long: 3 },
      inputs: { high: [2, 3, 4, 5], low: [1, 2, 3, 4], close: [2, 3, 4, 5] },
      outputs: { value: [null, null, null, 100] },
    },
  ],
});

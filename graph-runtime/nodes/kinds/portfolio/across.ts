import { z } from "zod";
import { defineNode } from "../../define-node.ts";

type Statistic = "mean" | "median" | "sum" | "largest" | "smallest";

/** Returns the statistic of the first `count` values, which it may put in another order. */
const STATISTICS: Readonly<Record<Statistic, (values: Float64Array, count: number) => number>> = {
  mean: (values, count) => sum(values, count) / count,
  sum,
  largest: (values, count) => values.subarray(0, count).reduce((most, value) => Math.max(most, value)),
  smallest: (values, count) => values.subarray(0, count).reduce((least, value) => Math.min(least, value)),
  median: (values, count) => {
    const sorted = values.subarray(0, count).sort();
    return (sorted[(count - 1) >> 1]! + sorted[count >> 1]!) / 2;
  },
};

function sum(values: Float64Array, count: number): number {
  let total = 0;
  for (let i = 0; i < count; i++) total += values[i]!;
  return total;
}

export const across = defineNode({
  kind: "portfolio.across",
  version: 1,
  meta: {
    title: "Across instruments",
    family: "portfolio",
    keywords: ["mean", "average", "median", "sum", "breadth", "cross-section", "aggregate", "spread"],
    summary:
      "One value for the portfolio from the values of all its instruments on the bar. Instruments without a bar, or whose value is unknown, are left out.",
  },
  params: z.object({
    statistic: z
      .enum(["mean", "median", "sum", "largest", "smallest"])
      .default("mean")
      .meta({ label: "Take the", control: "select", primary: true }),
    least: z
      .int()
      .min(1)
      .max(2_000)
      .default(1)
      .meta({ label: "Known for at least", unit: "instruments", help: "Fewer make it unknown.", control: "number" }),
  }),
  inputs: { source: { type: "number", label: "Source" } },
  outputs: { value: { type: "number", label: "Value", domain: "all" } },
  warmup: () => 0,
  explain: (p) => `${p.statistic} across instruments`,
  phrase: (p, [source]) => `${p.statistic} of ${source} across instruments`,
  cross: ({ params, lanes, outputs }) => {
    const values = new Float64Array(lanes.length);
    const statistic = STATISTICS[params.statistic];
    return (from, to) => {
      for (let i = from; i < to; i++) {
        let count = 0;
        for (const { inputs, close } of lanes) {
          const value = inputs.source[i]!;
          if (!Number.isNaN(value) && !Number.isNaN(close[i]!)) values[count++] = value;
        }
        const value = count < params.least ? Number.NaN : statistic(values, count);
        outputs.value[i] = Number.isFinite(value) ? value : Number.NaN;
      }
    };
  },
  examples: [
    {
      title: "of one instrument, its own value",
      inputs: { close: [1, 1, 1], source: [3, null, 5] },
      outputs: { value: [3, null, 5] },
    },
  ],
});

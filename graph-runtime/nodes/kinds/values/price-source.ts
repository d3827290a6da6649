import { z } from "zod";
import { forKnown } from "../../../kernels/for-known.ts";
import { defineNode } from "../../define-node.ts";

type Bar = readonly [open: number, high: number, low: number, close: number];
const FORMULAS = {
  hl2: ([, high, low]: Bar) => (high + low) / 2,
  hlc3: ([, high, low, close]: Bar) => (high + low + close) / 3,
  ohlc4: ([open, high, low, close]: Bar) => (high + low + close + open) / 4,
  hlcc4: ([, high, low, close]: Bar) => (high + low + close * 2) / 4,
  oc2: ([open, , , close]: Bar) => (open + close) / 2,
} as const;

export const priceSource = defineNode({
  kind: "value.price-source",
  version: 1,
  meta: {
    title: "Price source",
    family: "values",
    keywords: ["hl2", "hlc3", "ohlc4", "typical price", "median price", "weighted close", "average price"],
    summary: "One price that stands for the whole bar: its middle, typical, average or weighted price.",
    reference: "TA-Lib MEDPRICE (hl2), TYPPRICE (hlc3), AVGPRICE (ohlc4), WCLPRICE (hlcc4)",
  },
  params: z.object({
    formula: z
      .enum(["hl2", "hlc3", "ohlc4", "hlcc4", "oc2"])
      .default("hlc3")
      .meta({ label: "Price", control: "select", primary: true }),
  }),
  inputs: {
    open: { type: "number", label: "Open" },
    high: { type: "number", label: "High" },
    low: { type: "number", label: "Low" },
    close: { type: "number", label: "Close" },
  },
  outputs: { value: { type: "number", label: "Price" } },
  warmup: () => 0,
  explain: (p) => `Price ${p.formula}`,
  phrase: (p) => `the ${p.formula} price`,
  compile: ({ params, inputs: { open, high, low, close }, outputs: { value } }) => {
    const formula = FORMULAS[params.formula];
    const bar: [number, number, number, number] = [0, 0, 0, 0];
    return forKnown([open, high, low, close], [value], (i) => {
      bar[0] = open[i]!;
      bar[1] = high[i]!;
      bar[2] = low[i]!;
      bar[3] = close[i]!;
      value[i] = formula(bar);
    });
  },
  examples: [
    {
      title: "the typical price",
      inputs: { open: [9], high: [12], low: [9], close: [12] },
      outputs: { value: [11] },
    },
    {
      title: "the middle",
      params: { formula: "hl2" },
      inputs: { open: [9], high: [12], low: [9], close: [12] },
      outputs: { value: [10.5] },
    },
  ],
});

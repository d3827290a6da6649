import { z } from "zod";
import { forKnown } from "../../../../kernels/for-known.ts";
import { settleBars } from "../../../../kernels/settle.ts";
import { OPEN_HIGH_LOW_CLOSE } from "../../../bar-inputs.ts";
import { defineNode } from "../../../define-node.ts";

export const heikinAshi = defineNode({
  kind: "indicator.heikin-ashi",
  version: 1,
  meta: {
    title: "Heikin-Ashi",
    family: "indicators",
    keywords: ["heikin", "ashi", "candles", "smooth", "trend"],
    summary:
      "Smoothed candles: the close is the bar's average price, the open the middle of the last candle's body. For reading the trend; orders fill at real prices.",
    reference: "Munehisa Homma's averages; the first open is the middle of open and close",
  },
  params: z.object({}),
  inputs: OPEN_HIGH_LOW_CLOSE,
  outputs: {
    open: { type: "number", label: "Open" },
    high: { type: "number", label: "High" },
    low: { type: "number", label: "Low" },
    close: { type: "number", label: "Close" },
    rising: { type: "boolean", label: "Rising" },
  },
  warmup: () => 0,
  settle: () => settleBars(0.5),
  explain: () => "Heikin-Ashi",
  state: () => ({ last: 3 }),
  compile: ({ inputs: { open, high, low, close }, outputs, state: { last } }) =>
    forKnown([open, high, low, close], Object.values(outputs), (i) => {
      const start = last[0] === 0 ? (open[i]! + close[i]!) / 2 : (last[1]! + last[2]!) / 2;
      const end = (open[i]! + high[i]! + low[i]! + close[i]!) / 4;
      last[0] = 1;
      last[1] = start;
      last[2] = end;
      outputs.open[i] = start;
      outputs.close[i] = end;
      outputs.high[i] = Math.max(high[i]!, start, end);
      outputs.low[i] = Math.min(low[i]!, start, end);
      outputs.rising[i] = Number(end > start);
    }),
  examples: [
    {
      title: "two bars",
      inputs: { open: [10, 12], high: [12, 14], low: [8, 11], close: [12, 13] },
      outputs: { open: [11, 10.75], close: [10.5, 12.5], high: [12, 14], low: [8, 10.75], rising: [0, 1] },
    },
  ],
});

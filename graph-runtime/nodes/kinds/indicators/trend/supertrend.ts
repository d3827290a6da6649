import { z } from "zod";
import { forKnown } from "../../../../kernels/for-known.ts";
import { ATR_CELLS, atrSettle, pushAtr } from "../../../../kernels/rolling-atr.ts";
import { HIGH_LOW_CLOSE } from "../../../bar-inputs.ts";
import { defineNode } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

export const supertrend = defineNode({
  kind: "indicator.supertrend",
  version: 1,
  meta: {
    title: "Supertrend",
    family: "indicators",
    keywords: ["supertrend", "trend", "atr", "trailing stop", "flip"],
    summary:
      "A trailing line some average true ranges from the price: below it in a rise, above it in a fall; it flips when the price closes through it.",
    reference: "Olivier Seban; TradingView ta.supertrend with Wilder's ATR as in TA-Lib. Begins as a fall, as there",
  },
  params: z.object({
    length: lengthParam(10, "ATR length"),
    factor: z
      .number()
      .min(0.1)
      .max(50)
      .default(3)
      .meta({ label: "Factor", unit: "ATR", control: "number", primary: true }),
  }),
  inputs: HIGH_LOW_CLOSE,
  outputs: {
    line: { type: "number", label: "Supertrend" },
    rising: { type: "boolean", label: "Rising" },
    direction: { type: "number", label: "Direction", help: "1 in a rise, -1 in a fall." },
  },
  warmup: (p) => p.length,
  // a flip forgets the lines before; so long a trend without one is rare
  settle: (p) => atrSettle(p.length) + 300,
  explain: (p) => `Supertrend ${p.length}, ${p.factor}`,
  // trend: direction (0 before the first), upper line, lower line, last close
  state: () => ({ atr: ATR_CELLS, trend: 4 }),
  compile: ({ params: { length, factor }, inputs: { high, low, close }, outputs, state: { atr, trend } }) =>
    forKnown([high, low, close], [outputs.line, outputs.rising, outputs.direction], (i) => {
      const range = pushAtr(atr, length, high[i]!, low[i]!, close[i]!);
      if (Number.isNaN(range)) {
        outputs.line[i] = range;
        outputs.rising[i] = range;
        outputs.direction[i] = range;
        return;
      }
      const middle = (high[i]! + low[i]!) / 2;
      let upper = middle + factor * range;
      let lower = middle - factor * range;
      let direction = trend[0]!;
      if (direction === 0) direction = -1;
      else {
        const before = trend[3]!;
        if (upper > trend[1]! && before <= trend[1]!) upper = trend[1]!;
        if (lower < trend[2]! && before >= trend[2]!) lower = trend[2]!;
        if (direction < 0 ? close[i]! > upper : close[i]! < lower) direction = -direction;
      }
      trend[0] = direction;
      trend[1] = upper;
      trend[2] = lower;
      trend[3] = close[i]!;
      outputs.line[i] = direction > 0 ? lower : upper;
      outputs.rising[i] = direction > 0 ? 1 : 0;
      outputs.direction[i] = direction;
    }),
  examples: [
    {
      title: "flips when the close passes the line",
      params: { length: 1, factor: 1 },
      inputs: { high: [10, 11, 16], low: [9, 10, 12], close: [10, 10.5, 16] },
      outputs: { line: [null, 11.5, 9.5], rising: [null, 0, 1], direction: [null, -1, 1] },
    },
  ],
});

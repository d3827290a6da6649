import { z } from "zod";
import { chain } from "../../../../kernels/chain.ts";
import { forKnown } from "../../../../kernels/for-known.ts";
import { rollingSum } from "../../../../kernels/rolling-window.ts";
import { rollingTrima } from "../../../../kernels/rolling-wma.ts";
import { OPEN_HIGH_LOW_CLOSE } from "../../../bar-inputs.ts";
import { defineNode } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

/** The weights 1, 2, 2, 1 over 6. */
const smooth = rollingTrima(4);
const smoothedSum = (length: number) => chain(smooth, rollingSum(length));

export const relativeVigor = defineNode({
  kind: "indicator.relative-vigor",
  version: 1,
  meta: {
    title: "Relative vigor index",
    family: "indicators",
    keywords: ["rvi", "rvgi", "ehlers", "vigor", "oscillator"],
    summary:
      "-1 to 1: how far bars close from their open, as a share of their range, summed over N bars; and its signal line. Above the signal, closes strengthen. Not the relative volatility index, which is also called RVI.",
    reference:
      "John Ehlers, Relative Vigor Index, Stocks & Commodities, January 2002: close - open and high - low, each weighted 1, 2, 2, 1 over four bars and summed over N; the signal weights the index in the same way. 0 where no bar has a range",
  },
  params: z.object({ length: lengthParam(10) }),
  inputs: OPEN_HIGH_LOW_CLOSE,
  outputs: { value: { type: "number", label: "RVI" }, signal: { type: "number", label: "Signal" } },
  warmup: (p) => smoothedSum(p.length).lookback + smooth.lookback,
  explain: (p) => `Relative vigor ${p.length}`,
  state: (p) => ({
    bodies: smoothedSum(p.length).cells,
    ranges: smoothedSum(p.length).cells,
    signal: smooth.cells,
  }),
  compile: ({ params: { length }, inputs: { open, high, low, close }, outputs, state }) => {
    const body = smoothedSum(length).start(state.bodies);
    const range = smoothedSum(length).start(state.ranges);
    const average = smooth.start(state.signal);
    return forKnown([open, high, low, close], [outputs.value, outputs.signal], (i) => {
      const gained = body(close[i]! - open[i]!);
      const span = range(high[i]! - low[i]!);
      const vigor = Number.isNaN(span) ? span : span < 1e-14 ? 0 : gained / span;
      outputs.value[i] = vigor;
      outputs.signal[i] = Number.isNaN(vigor) ? vigor : average(vigor);
    });
  },
  examples: [
    {
      title: "every bar closes half its range above its open",
      params: { length: 1 },
      inputs: {
        open: [10, 11, 12, 13, 14, 15, 16],
        high: [12, 13, 14, 15, 16, 17, 18],
        low: [10, 11, 12, 13, 14, 15, 16],
        close: [11, 12, 13, 14, 15, 16, 17],
      },
      outputs: {
        value: [null, null, null, 0.5, 0.5, 0.5, 0.5],
        signal: [null, null, null, null, null, null, 0.5],
      },
    },
  ],
});

import { z } from "zod";
import { startAll } from "../../../../kernels/chain.ts";
import { forKnown } from "../../../../kernels/for-known.ts";
import { rollingEma } from "../../../../kernels/rolling-ema.ts";
import { rollingDeviation } from "../../../../kernels/rolling-variance.ts";
import { defineNode } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

export const relativeVolatility = defineNode({
  kind: "indicator.relative-volatility",
  version: 1,
  meta: {
    title: "Relative volatility index",
    family: "indicators",
    keywords: ["rvi", "dorsey", "volatility", "direction"],
    summary:
      "0 to 100: an RSI of the standard deviation: how much of the volatility falls on rising bars. 0 without any. Not the relative vigor index, which is also called RVI.",
    reference: "Donald Dorsey, 1993: deviation over N, EMA smoothing, as in TradingView (population deviation)",
  },
  params: z.object({ length: lengthParam(10, "Length", 2), smooth: lengthParam(14, "Smoothing") }),
  inputs: { source: { type: "number", label: "Source" } },
  outputs: { value: { type: "number", label: "RVI" } },
  warmup: (p) => p.length - 1 + p.smooth - 1,
  settle: (p) => rollingEma(p.smooth).settle,
  explain: (p) => `Relative volatility ${p.length}`,
  state: (p) => ({ last: 1, spread: rollingDeviation(p.length).cells, means: 4 }),
  compile: ({ params, inputs: { source }, outputs: { value }, state: { last, spread, means } }) => {
    const deviation = rollingDeviation(params.length).start(spread);
    const [up, down] = startAll([rollingEma(params.smooth), rollingEma(params.smooth)], means);
    return forKnown([source], [value], (i) => {
      const change = source[i]! - last[0]!;
      last[0] = source[i]!;
      const size = deviation(source[i]!);
      if (Number.isNaN(size)) {
        value[i] = size;
        return;
      }
      const rise = up!(change > 0 ? size : 0);
      const total = rise + down!(change < 0 ? size : 0);
      value[i] = Number.isNaN(total) ? total : total < 1e-14 ? 0 : (100 * rise) / total;
    });
  },
  examples: [
    {
      title: "only rises",
      params: { length: 2, smooth: 1 },
      inputs: { source: [1, 2, 4] },
      outputs: { value: [null, 100, 100] },
    },
  ],
});

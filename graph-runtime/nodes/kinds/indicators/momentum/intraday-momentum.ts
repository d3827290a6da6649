import { z } from "zod";
import { forKnown } from "../../../../kernels/for-known.ts";
import { rollingSum } from "../../../../kernels/rolling-window.ts";
import { defineNode } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

export const intradayMomentum = defineNode({
  kind: "indicator.intraday-momentum",
  version: 1,
  meta: {
    title: "Intraday momentum index",
    family: "indicators",
    keywords: ["imi", "chande", "candles", "oversold", "overbought"],
    summary:
      "0 to 100: an RSI of candle bodies: what rising bodies gained over all bodies of N bars. 0 where no bar has a body.",
    reference: "TA-Lib 0.6 IMI; Tushar Chande, The New Technical Trader, 1994",
  },
  params: z.object({ length: lengthParam(14, "Length", 2) }),
  inputs: { open: { type: "number", label: "Open" }, close: { type: "number", label: "Close" } },
  outputs: { value: { type: "number", label: "IMI" } },
  warmup: (p) => p.length - 1,
  explain: (p) => `Intraday momentum ${p.length}`,
  state: (p) => ({ up: rollingSum(p.length).cells, all: rollingSum(p.length).cells }),
  compile: ({ params, inputs: { open, close }, outputs: { value }, state }) => {
    const ups = rollingSum(params.length).start(state.up);
    const bodies = rollingSum(params.length).start(state.all);
    return forKnown([open, close], [value], (i) => {
      const body = close[i]! - open[i]!;
      const gained = ups(Math.max(0, body));
      const all = bodies(Math.abs(body));
      value[i] = Number.isNaN(all) ? all : all < 1e-14 ? 0 : (100 * gained) / all;
    });
  },
  examples: [
    {
      title: "up 3, down 1",
      params: { length: 2 },
      inputs: { open: [10, 13], close: [13, 12] },
      outputs: { value: [null, 75] },
    },
  ],
});

import { z } from "zod";
import { forKnown } from "../../../../kernels/for-known.ts";
import { rollingEma } from "../../../../kernels/rolling-ema.ts";
import { HIGH_LOW_CLOSE_VOLUME } from "../../../bar-inputs.ts";
import { defineNode } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

const slowest = (p: { readonly fast: number; readonly slow: number }): number => Math.max(p.fast, p.slow);

export const klinger = defineNode({
  kind: "indicator.klinger",
  version: 1,
  meta: {
    title: "Klinger oscillator",
    family: "indicators",
    keywords: ["kvo", "klinger", "volume", "oscillator"],
    summary:
      "The fast less the slow average of volume signed by the direction of the typical price; with a signal line.",
    reference:
      "Stephen Klinger, 1997, in TradingView's form: volume force is the volume, signed by the change of (high + low + close) / 3",
  },
  params: z.object({
    fast: lengthParam(34, "Fast"),
    slow: lengthParam(55, "Slow"),
    signal: lengthParam(13, "Signal"),
  }),
  inputs: HIGH_LOW_CLOSE_VOLUME,
  outputs: { value: { type: "number", label: "Klinger" }, signal: { type: "number", label: "Signal" } },
  warmup: (p) => slowest(p) + p.signal - 1,
  settle: (p) => rollingEma(slowest(p)).settle + rollingEma(p.signal).settle,
  explain: (p) => `Klinger ${p.fast}/${p.slow}`,
  state: () => ({ last: 2, fast: 2, slow: 2, signal: 2 }),
  compile: ({ params, inputs: { high, low, close, volume }, outputs: { value, signal }, state }) => {
    const fast = rollingEma(params.fast).start(state.fast);
    const slow = rollingEma(params.slow).start(state.slow);
    const smooth = rollingEma(params.signal).start(state.signal);
    const { last } = state;
    return forKnown([high, low, close, volume], [value, signal], (i) => {
      const typical = (high[i]! + low[i]! + close[i]!) / 3;
      const change = typical - last[1]!;
      const isFirst = last[0] === 0;
      last[0] = 1;
      last[1] = typical;
      value[i] = Number.NaN;
      signal[i] = Number.NaN;
      if (isFirst) return;
      const force = change >= 0 ? volume[i]! : -volume[i]!;
      const gap = fast(force) - slow(force);
      value[i] = gap;
      signal[i] = Number.isNaN(gap) ? gap : smooth(gap);
    });
  },
  examples: [
    {
      title: "quick volume up, then down",
      params: { fast: 1, slow: 2, signal: 1 },
      inputs: { high: [5, 6, 5], low: [5, 6, 5], close: [5, 6, 5], volume: [9, 4, 2] },
      outputs: { value: [null, null, -3], signal: [null, null, -3] },
    },
  ],
});

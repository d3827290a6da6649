import { z } from "zod";
import { forKnown } from "../../../../kernels/for-known.ts";
import { closeLocation } from "../../../../kernels/money-flow.ts";
import { rollingEmaFromFirst } from "../../../../kernels/rolling-ema.ts";
import { defineNode } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

export const chaikinOscillator = defineNode({
  kind: "indicator.chaikin-oscillator",
  version: 1,
  meta: {
    title: "Chaikin oscillator",
    family: "indicators",
    keywords: ["adosc", "chaikin", "accumulation", "volume", "oscillator"],
    summary: "The fast less the slow exponential average of the accumulation/distribution line.",
    reference: "TA-Lib ADOSC (averages start at the first value); Marc Chaikin",
  },
  params: z.object({ fast: lengthParam(3, "Fast", 2), slow: lengthParam(10, "Slow", 2) }),
  inputs: {
    high: { type: "number", label: "High" },
    low: { type: "number", label: "Low" },
    close: { type: "number", label: "Close" },
    volume: { type: "number", label: "Volume" },
  },
  outputs: { value: { type: "number", label: "Oscillator" } },
  warmup: (p) => Math.max(p.fast, p.slow) - 1,
  settle: (p) => rollingEmaFromFirst(Math.max(p.fast, p.slow)).settle,
  explain: (p) => `Chaikin oscillator ${p.fast}/${p.slow}`,
  state: () => ({ line: 2, fast: 2, slow: 2 }),
  compile: ({ params, inputs: { high, low, close, volume }, outputs: { value }, state }) => {
    const fast = rollingEmaFromFirst(params.fast).start(state.fast);
    const slow = rollingEmaFromFirst(params.slow).start(state.slow);
    const warmup = Math.max(params.fast, params.slow) - 1;
    const { line } = state;
    return forKnown([high, low, close, volume], [value], (i) => {
      line[0]! += closeLocation(high[i]!, low[i]!, close[i]!) * volume[i]!;
      const gap = fast(line[0]!) - slow(line[0]!);
      if (line[1]! < warmup) {
        line[1]!++;
        value[i] = Number.NaN;
      } else value[i] = gap;
    });
  },
  examples: [
    {
      title: "one bar bought, then nothing",
      params: { fast: 2, slow: 3 },
      inputs: { high: [12, 12, 12], low: [10, 10, 10], close: [11, 12, 11], volume: [5, 6, 2] },
      outputs: { value: [null, null, 6 * (8 / 9) - 6 * (3 / 4)] },
    },
  ],
});

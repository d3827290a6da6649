import { z } from "zod";
import { blend, rollingMap } from "../../../../kernels/blend.ts";
import { chain } from "../../../../kernels/chain.ts";
import { forKnown } from "../../../../kernels/for-known.ts";
import { rollingEma } from "../../../../kernels/rolling-ema.ts";
import { rollingChange } from "../../../../kernels/rolling-window.ts";
import { defineNode } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

const strength = (long: number, short: number) =>
  chain(
    rollingChange(1, (now, before) => now - before),
    blend(
      chain(rollingEma(long), rollingEma(short)),
      chain(rollingMap(Math.abs), rollingEma(long), rollingEma(short)),
      (net, path) => (path < 1e-14 ? 0 : (100 * net) / path),
    ),
  );

export const tsi = defineNode({
  kind: "indicator.tsi",
  version: 1,
  meta: {
    title: "True strength index",
    family: "indicators",
    keywords: ["tsi", "blau", "momentum", "oscillator"],
    summary:
      "-100 to 100: the change from bar to bar, smoothed twice, over its size smoothed twice; with a signal line.",
    reference: "William Blau, 1991; EMAs seeded with the simple average",
  },
  params: z.object({
    long: lengthParam(25, "Long"),
    short: lengthParam(13, "Short"),
    signal: lengthParam(13, "Signal"),
  }),
  inputs: { source: { type: "number", label: "Source" } },
  outputs: { value: { type: "number", label: "TSI" }, signal: { type: "number", label: "Signal" } },
  warmup: (p) => strength(p.long, p.short).lookback + p.signal - 1,
  settle: (p) => strength(p.long, p.short).settle + rollingEma(p.signal).settle,
  explain: (p) => `TSI ${p.long}/${p.short}`,
  state: (p) => ({ strength: strength(p.long, p.short).cells, signal: 2 }),
  compile: ({ params, inputs: { source }, outputs: { value, signal }, state }) => {
    const step = strength(params.long, params.short).start(state.strength);
    const smooth = rollingEma(params.signal).start(state.signal);
    return forKnown([source], [value, signal], (i) => {
      const found = step(source[i]!);
      value[i] = found;
      signal[i] = Number.isNaN(found) ? found : smooth(found);
    });
  },
  examples: [
    {
      title: "a steady rise",
      params: { long: 1, short: 2, signal: 1 },
      inputs: { source: [1, 2, 3] },
      outputs: { value: [null, null, 100], signal: [null, null, 100] },
    },
  ],
});

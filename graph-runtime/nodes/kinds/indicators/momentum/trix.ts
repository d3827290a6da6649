import { z } from "zod";
import { chain } from "../../../../kernels/chain.ts";
import { rollingEma } from "../../../../kernels/rolling-ema.ts";
import { rollingChange } from "../../../../kernels/rolling-window.ts";
import { defineIndicator } from "../../../define-indicator.ts";
import { lengthParam } from "../../../length-param.ts";

export const trix = defineIndicator({
  kind: "indicator.trix",
  meta: {
    title: "TRIX",
    keywords: ["trix", "triple", "momentum", "oscillator"],
    summary: "The percent change from bar to bar of a price smoothed three times by an exponential average.",
    reference: "TA-Lib TRIX; Jack Hutson",
  },
  params: z.object({ length: lengthParam(15) }),
  explain: (p) => `TRIX ${p.length}`,
  rolling: (p) =>
    chain(
      rollingEma(p.length),
      rollingEma(p.length),
      rollingEma(p.length),
      rollingChange(1, (now, before) => (before === 0 ? 0 : (now / before - 1) * 100)),
    ),
  examples: [
    {
      title: "is zero on a level line",
      params: { length: 2 },
      inputs: { source: [5, 5, 5, 5, 5, 5] },
      outputs: { value: [null, null, null, null, 0, 0] },
    },
  ],
});

import { z } from "zod";
import { blend, rollingMap } from "../../../../kernels/blend.ts";
import { chain } from "../../../../kernels/chain.ts";
import { rollingWilder } from "../../../../kernels/rolling-ema.ts";
import { rollingChange } from "../../../../kernels/rolling-window.ts";
import { defineIndicator } from "../../../define-indicator.ts";
import { lengthParam } from "../../../length-param.ts";

export const cmo = defineIndicator({
  kind: "indicator.cmo",
  meta: {
    title: "Chande momentum oscillator",
    keywords: ["cmo", "chande", "momentum", "oscillator"],
    summary: "-100 to 100: gains less losses over gains plus losses, both Wilder averages over N bars.",
    reference: "TA-Lib CMO; Tushar Chande, The New Technical Trader, 1994 (TA-Lib smooths as Wilder does)",
  },
  params: z.object({ length: lengthParam(14, "Length", 2) }),
  label: "CMO",
  explain: (p) => `Chande momentum ${p.length}`,
  rolling: (p) => {
    const gains = chain(
      rollingMap((change) => Math.max(change, 0)),
      rollingWilder(p.length),
    );
    const losses = chain(
      rollingMap((change) => Math.max(-change, 0)),
      rollingWilder(p.length),
    );
    return chain(
      rollingChange(1, (now, before) => now - before),
      blend(gains, losses, (gain, loss) => (Math.abs(gain + loss) < 1e-14 ? 0 : (100 * (gain - loss)) / (gain + loss))),
    );
  },
  examples: [
    {
      title: "two up for one down",
      params: { length: 2 },
      inputs: { source: [1, 3, 2] },
      outputs: { value: [null, null, 100 / 3] },
    },
  ],
});

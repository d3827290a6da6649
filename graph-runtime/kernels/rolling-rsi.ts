import { blend, rollingMap } from "./blend.ts";
import { chain } from "./chain.ts";
import { rollingWilder } from "./rolling-ema.ts";
import { rollingChange } from "./rolling-window.ts";
import type { Rolling } from "./step.ts";

const NOTHING = 1e-14;

/** The relative strength index as a part of other indicators; by itself it is the kind indicator.rsi. */
export function rollingRsi(length: number): Rolling {
  const gains = chain(
    rollingMap((change) => Math.max(change, 0)),
    rollingWilder(length),
  );
  const losses = chain(
    rollingMap((change) => Math.max(-change, 0)),
    rollingWilder(length),
  );
  return chain(
    rollingChange(1, (now, before) => now - before),
    blend(gains, losses, (gain, loss) => (gain + loss > NOTHING ? 100 * (gain / (gain + loss)) : 0)),
  );
}

import { donchianBreakout } from "./donchian-breakout.ts";
import { rsiReversion } from "./rsi-reversion.ts";
import { smaCross } from "./sma-cross.ts";
import type { Template } from "./template.ts";

/** The templates in the order in which the gallery shows them. */
export const templates: readonly Template[] = [smaCross, rsiReversion, donchianBreakout];

import type { NodeDefinition } from "../define-node.ts";
import { atr } from "../kinds/indicators/volatility/atr.ts";
import { relativeVolatility } from "../kinds/indicators/volatility/relative-volatility.ts";
import { trueRange } from "../kinds/indicators/volatility/true-range.ts";
import { volatility } from "../kinds/indicators/volatility/volatility.ts";

export const volatilityKinds: readonly NodeDefinition[] = [atr, relativeVolatility, trueRange, volatility];

import type { NodeDefinition } from "../define-node.ts";
import { atr } from "../kinds/indicators/volatility/atr.ts";
import { trueRange } from "../kinds/indicators/volatility/true-range.ts";

export const volatilityKinds: readonly NodeDefinition[] = [atr, trueRange];

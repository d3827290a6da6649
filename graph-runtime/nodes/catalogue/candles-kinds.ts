import type { NodeDefinition } from "../define-node.ts";
import { candlePattern } from "../kinds/indicators/candles/candle-pattern.ts";

export const candlesKinds: readonly NodeDefinition[] = [candlePattern];

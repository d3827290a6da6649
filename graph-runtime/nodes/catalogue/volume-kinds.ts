import type { NodeDefinition } from "../define-node.ts";
import { accumulationDistribution } from "../kinds/indicators/volume/accumulation-distribution.ts";
import { chaikinOscillator } from "../kinds/indicators/volume/chaikin-oscillator.ts";
import { moneyFlowIndex } from "../kinds/indicators/volume/money-flow-index.ts";
import { obv } from "../kinds/indicators/volume/obv.ts";

export const volumeKinds: readonly NodeDefinition[] = [
  accumulationDistribution,
  chaikinOscillator,
  moneyFlowIndex,
  obv,
];

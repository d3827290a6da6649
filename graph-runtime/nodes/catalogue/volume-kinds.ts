import type { NodeDefinition } from "../define-node.ts";
import { accumulationDistribution } from "../kinds/indicators/volume/accumulation-distribution.ts";
import { chaikinMoneyFlow } from "../kinds/indicators/volume/chaikin-money-flow.ts";
import { chaikinOscillator } from "../kinds/indicators/volume/chaikin-oscillator.ts";
import { easeOfMovement } from "../kinds/indicators/volume/ease-of-movement.ts";
import { forceIndex } from "../kinds/indicators/volume/force-index.ts";
import { klinger } from "../kinds/indicators/volume/klinger.ts";
import { moneyFlowIndex } from "../kinds/indicators/volume/money-flow-index.ts";
import { obv } from "../kinds/indicators/volume/obv.ts";
import { priceVolumeTrend } from "../kinds/indicators/volume/price-volume-trend.ts";
import { vwap } from "../kinds/indicators/volume/vwap.ts";

export const volumeKinds: readonly NodeDefinition[] = [
  accumulationDistribution,
  chaikinMoneyFlow,
  chaikinOscillator,
  easeOfMovement,
  forceIndex,
  klinger,
  moneyFlowIndex,
  obv,
  priceVolumeTrend,
  vwap,
];

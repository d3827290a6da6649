import type { NodeDefinition } from "../define-node.ts";
import { adx } from "../kinds/indicators/momentum/adx.ts";
import { adxr } from "../kinds/indicators/momentum/adxr.ts";
import { aroon } from "../kinds/indicators/momentum/aroon.ts";
import { balanceOfPower } from "../kinds/indicators/momentum/balance-of-power.ts";
import { cci } from "../kinds/indicators/momentum/cci.ts";
import { cmo } from "../kinds/indicators/momentum/cmo.ts";
import { directionalMovement } from "../kinds/indicators/momentum/directional-movement.ts";
import { intradayMomentum } from "../kinds/indicators/momentum/intraday-momentum.ts";
import { macd } from "../kinds/indicators/momentum/macd.ts";
import { momentum } from "../kinds/indicators/momentum/momentum.ts";
import { priceOscillator } from "../kinds/indicators/momentum/price-oscillator.ts";
import { rateOfChange } from "../kinds/indicators/momentum/rate-of-change.ts";
import { relativeVigor } from "../kinds/indicators/momentum/relative-vigor.ts";
import { stochastic } from "../kinds/indicators/momentum/stochastic.ts";
import { stochasticRsi } from "../kinds/indicators/momentum/stochastic-rsi.ts";
import { trix } from "../kinds/indicators/momentum/trix.ts";
import { ultimateOscillator } from "../kinds/indicators/momentum/ultimate-oscillator.ts";
import { williamsR } from "../kinds/indicators/momentum/williams-r.ts";

export const momentumKinds: readonly NodeDefinition[] = [
  adx,
  adxr,
  aroon,
  balanceOfPower,
  cci,
  cmo,
  directionalMovement,
  intradayMomentum,
  macd,
  momentum,
  priceOscillator,
  rateOfChange,
  relativeVigor,
  stochasticRsi,
  stochastic,
  trix,
  ultimateOscillator,
  williamsR,
];

import { adxTrend } from "./adx-trend.ts";
import { averageEnvelope } from "./average-envelope.ts";
import { bollingerReversion } from "./bollinger-reversion.ts";
import { chandelierExit } from "./chandelier-exit.ts";
import { connorsRsi2 } from "./connors-rsi-2.ts";
import { costAveraging } from "./cost-averaging.ts";
import { donchianAtr } from "./donchian-atr.ts";
import { donchianBreakout } from "./donchian-breakout.ts";
import { donchianPyramid } from "./donchian-pyramid.ts";
import { emaCross } from "./ema-cross.ts";
import { engulfingDip } from "./engulfing-dip.ts";
import { gapFade } from "./gap-fade.ts";
import { gapFadeLatch } from "./gap-fade-latch.ts";
import { grid } from "./grid.ts";
import { heikinAshiTrend } from "./heikin-ashi-trend.ts";
import { ichimokuCloud } from "./ichimoku-cloud.ts";
import { keltnerBreakout } from "./keltner-breakout.ts";
import { macdCross } from "./macd-cross.ts";
import { momentum12To1 } from "./momentum-12-1.ts";
import { moneyFlowDip } from "./money-flow-dip.ts";
import { openingRangeBreakout } from "./opening-range-breakout.ts";
import { overnightHold } from "./overnight-hold.ts";
import { pairsZScore } from "./pairs-z-score.ts";
import { parabolicSar } from "./parabolic-sar.ts";
import { regimeRotation } from "./regime-rotation.ts";
import { regimeSwitch } from "./regime-switch.ts";
import { rsiReversion } from "./rsi-reversion.ts";
import { rsiWeeklyTrend } from "./rsi-weekly-trend.ts";
import { smaCross } from "./sma-cross.ts";
import { squeezeBreakout } from "./squeeze-breakout.ts";
import { stochasticReversal } from "./stochastic-reversal.ts";
import { supertrendAtrTrail } from "./supertrend-atr-trail.ts";
import { supertrendFlip } from "./supertrend-flip.ts";
import type { Template } from "./template.ts";
import { topMomentum } from "./top-momentum.ts";
import { turnOfMonth } from "./turn-of-month.ts";
import { turnaroundTuesday } from "./turnaround-tuesday.ts";
import { volatilityTarget } from "./volatility-target.ts";
import { weakClose } from "./weak-close.ts";
import { zScoreReversion } from "./z-score-reversion.ts";

/** The templates in the order in which the gallery shows them: the plain ones first. */
export const templates: readonly Template[] = [
  smaCross,
  emaCross,
  turnOfMonth,
  costAveraging,
  rsiReversion,
  macdCross,
  donchianBreakout,
  bollingerReversion,
  momentum12To1,
  keltnerBreakout,
  averageEnvelope,
  turnaroundTuesday,
  weakClose,
  heikinAshiTrend,
  connorsRsi2,
  regimeSwitch,
  grid,
  overnightHold,
  openingRangeBreakout,
  supertrendFlip,
  supertrendAtrTrail,
  volatilityTarget,
  adxTrend,
  stochasticReversal,
  ichimokuCloud,
  chandelierExit,
  parabolicSar,
  zScoreReversion,
  engulfingDip,
  moneyFlowDip,
  squeezeBreakout,
  gapFade,
  gapFadeLatch,
  donchianAtr,
  donchianPyramid,
  rsiWeeklyTrend,
  topMomentum,
  regimeRotation,
  pairsZScore,
];

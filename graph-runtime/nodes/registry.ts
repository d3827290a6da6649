import { averagesKinds } from "./catalogue/averages-kinds.ts";
import { bandsKinds } from "./catalogue/bands-kinds.ts";
import { candlesKinds } from "./catalogue/candles-kinds.ts";
import { cycleKinds } from "./catalogue/cycle-kinds.ts";
import { momentumKinds } from "./catalogue/momentum-kinds.ts";
import { portfolioKinds } from "./catalogue/portfolio-kinds.ts";
import { statisticsKinds } from "./catalogue/statistics-kinds.ts";
import { trendKinds } from "./catalogue/trend-kinds.ts";
import { volatilityKinds } from "./catalogue/volatility-kinds.ts";
import { volumeKinds } from "./catalogue/volume-kinds.ts";
import { createRegistry, type KindRegistry } from "./create-registry.ts";
import type { NodeDefinition } from "./define-node.ts";
import { earlierDefinition } from "./earlier-version.ts";
import { probe } from "./kinds/alerts/probe.ts";
import { raiseAlert } from "./kinds/alerts/raise-alert.ts";
import { between } from "./kinds/compare/between.ts";
import { changed } from "./kinds/compare/changed.ts";
import { compare } from "./kinds/compare/compare.ts";
import { conditionFormula } from "./kinds/compare/condition-formula.ts";
import { crossover } from "./kinds/compare/crossover.ts";
import { heldFor } from "./kinds/compare/held-for.ts";
import { movedBy } from "./kinds/compare/moved-by.ts";
import { rising } from "./kinds/compare/rising.ts";
import { timesWithin } from "./kinds/compare/times-within.ts";
import { barsExit } from "./kinds/exits/bars-exit.ts";
import { lockAndTrail } from "./kinds/exits/lock-and-trail.ts";
import { stopLoss } from "./kinds/exits/stop-loss.ts";
import { stopToCost } from "./kinds/exits/stop-to-cost.ts";
import { takeProfit } from "./kinds/exits/take-profit.ts";
import { targetLadder } from "./kinds/exits/target-ladder.ts";
import { timeExit } from "./kinds/exits/time-exit.ts";
import { trailingStop } from "./kinds/exits/trailing-stop.ts";
import { donchian } from "./kinds/indicators/donchian.ts";
import { ema } from "./kinds/indicators/ema.ts";
import { rsi } from "./kinds/indicators/rsi.ts";
import { sma } from "./kinds/indicators/sma.ts";
import { allOf } from "./kinds/logic/all.ts";
import { anyOf } from "./kinds/logic/any.ts";
import { atLeast } from "./kinds/logic/at-least.ts";
import { choose } from "./kinds/logic/choose.ts";
import { coalesce } from "./kinds/logic/coalesce.ts";
import { exclusive } from "./kinds/logic/exclusive.ts";
import { not } from "./kinds/logic/not.ts";
import { risingEdge } from "./kinds/logic/rising-edge.ts";
import { whileTrue } from "./kinds/logic/while-true.ts";
import { bars } from "./kinds/market/bars.ts";
import { higherBars } from "./kinds/market/higher-bars.ts";
import { instrument } from "./kinds/market/instrument.ts";
import { lastClosed } from "./kinds/market/last-closed.ts";
import { lastClosedCondition } from "./kinds/market/last-closed-condition.ts";
import { outsideSignal } from "./kinds/market/outside-signal.ts";
import { position } from "./kinds/market/position.ts";
import { universe } from "./kinds/market/universe.ts";
import { arithmetic } from "./kinds/math/arithmetic.ts";
import { barsAgo } from "./kinds/math/bars-ago.ts";
import { change } from "./kinds/math/change.ts";
import { clamp } from "./kinds/math/clamp.ts";
import { extreme } from "./kinds/math/extreme.ts";
import { formula } from "./kinds/math/formula.ts";
import { mathFunction } from "./kinds/math/math-function.ts";
import { roundTo } from "./kinds/math/round-to.ts";
import { sumOverBars } from "./kinds/math/sum-over-bars.ts";
import { bracket } from "./kinds/orders/bracket.ts";
import { cancel } from "./kinds/orders/cancel.ts";
import { enter } from "./kinds/orders/enter.ts";
import { exit } from "./kinds/orders/exit.ts";
import { reverse } from "./kinds/orders/reverse.ts";
import { scaleIn } from "./kinds/orders/scale-in.ts";
import { scaleOut } from "./kinds/orders/scale-out.ts";
import { targetPosition } from "./kinds/orders/target-position.ts";
import { entryCooldown } from "./kinds/risk/entry-cooldown.ts";
import { kill } from "./kinds/risk/kill.ts";
import { lossStreak } from "./kinds/risk/loss-streak.ts";
import { maxDailyLoss } from "./kinds/risk/max-daily-loss.ts";
import { maxDrawdown } from "./kinds/risk/max-drawdown.ts";
import { maxExposure } from "./kinds/risk/max-exposure.ts";
import { maxPositions } from "./kinds/risk/max-positions.ts";
import { tradesPerDay } from "./kinds/risk/trades-per-day.ts";
import { tradingWindow } from "./kinds/risk/trading-window.ts";
import { kelly } from "./kinds/sizing/kelly.ts";
import { volatilityTarget } from "./kinds/sizing/volatility-target.ts";
import { accumulator } from "./kinds/state/accumulator.ts";
import { cooldown } from "./kinds/state/cooldown.ts";
import { counter } from "./kinds/state/counter.ts";
import { latch } from "./kinds/state/latch.ts";
import { oncePer } from "./kinds/state/once-per.ts";
import { stateMachine } from "./kinds/state/state-machine.ts";
import { valueWhen } from "./kinds/state/value-when.ts";
import { calendar } from "./kinds/time/calendar.ts";
import { daysToExpiry } from "./kinds/time/days-to-expiry.ts";
import { marketSession } from "./kinds/time/market-session.ts";
import { schedule } from "./kinds/time/schedule.ts";
import { timeOfDay } from "./kinds/time/time-of-day.ts";
import { timeWindow } from "./kinds/time/time-window.ts";
import { weekday } from "./kinds/time/weekday.ts";
import { constant } from "./kinds/values/constant.ts";
import { openingRange } from "./kinds/values/opening-range.ts";
import { periodSoFar } from "./kinds/values/period-so-far.ts";
import { priceSource } from "./kinds/values/price-source.ts";
import { priorDay } from "./kinds/values/prior-day.ts";

/** Every kind, in the order in which the palette shows them within a family. */
const newest: readonly NodeDefinition[] = [
  bars,
  higherBars,
  lastClosed,
  lastClosedCondition,
  position,
  instrument,
  universe,
  outsideSignal,
  constant,
  priceSource,
  priorDay,
  periodSoFar,
  openingRange,
  sma,
  ema,
  rsi,
  donchian,
  barsAgo,
  arithmetic,
  formula,
  mathFunction,
  extreme,
  sumOverBars,
  change,
  clamp,
  roundTo,
  ...averagesKinds,
  ...bandsKinds,
  ...cycleKinds,
  ...momentumKinds,
  ...statisticsKinds,
  ...volatilityKinds,
  ...volumeKinds,
  ...candlesKinds,
  ...trendKinds,
  compare,
  crossover,
  between,
  conditionFormula,
  rising,
  movedBy,
  heldFor,
  timesWithin,
  changed,
  allOf,
  anyOf,
  not,
  exclusive,
  atLeast,
  choose,
  coalesce,
  risingEdge,
  whileTrue,
  latch,
  counter,
  accumulator,
  valueWhen,
  oncePer,
  cooldown,
  stateMachine,
  timeWindow,
  timeOfDay,
  marketSession,
  weekday,
  calendar,
  schedule,
  daysToExpiry,
  volatilityTarget,
  kelly,
  enter,
  exit,
  bracket,
  scaleIn,
  scaleOut,
  targetPosition,
  reverse,
  cancel,
  stopLoss,
  takeProfit,
  targetLadder,
  trailingStop,
  stopToCost,
  lockAndTrail,
  timeExit,
  barsExit,
  maxDailyLoss,
  maxDrawdown,
  maxPositions,
  maxExposure,
  tradesPerDay,
  lossStreak,
  entryCooldown,
  tradingWindow,
  kill,
  ...portfolioKinds,
  raiseAlert,
  probe,
];

export type Registry = KindRegistry<NodeDefinition>;

/** Every kind in every version. */
export const definitions: readonly NodeDefinition[] = newest.flatMap((kind) => [
  kind,
  ...(kind.earlier ?? []).map((earlier) => earlierDefinition(kind, earlier)),
]);

export const registry: Registry = createRegistry(definitions);

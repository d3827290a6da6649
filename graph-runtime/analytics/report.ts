import { once } from "../core/once.ts";
import { type AnalysisInput, createAnalysisContext } from "./analysis-context.ts";
import type { Assumption } from "./assumption.ts";
import { assumptionsOf } from "./assumptions.ts";
import { attributeTrades } from "./attribution/attribute-trades.ts";
import type { AttributionTable } from "./attribution/attribution-table.ts";
import type { Held } from "./benchmark/buy-and-hold.ts";
import { computeStatistics } from "./compute-statistics.ts";
import { critiqueOf } from "./critique/critique.ts";
import type { Finding } from "./critique/finding.ts";
import { type CalendarReturn, calendarReturns } from "./returns/calendar-returns.ts";
import { type DistributionBin, distributionOf } from "./returns/distribution.ts";
import { drawdownColumn } from "./returns/drawdown-pass.ts";
import { type RollingColumns, rollingColumns } from "./returns/rolling.ts";
import { type Confidence, confidenceOf } from "./robustness/confidence.ts";
import type { StatisticValue } from "./statistic-value.ts";
import type { Trade } from "./trades/trade.ts";
import { tradeObjects } from "./trades/trade-objects.ts";
import type { TradeTable } from "./trades/trade-table.ts";

/** Everything that is shown about a run. Plain data except for the columns, which are Float64Array. */
export type Report = {
  readonly statistics: readonly StatisticValue[];
  /** Closed trades by entry, then the open ones, which carry `open: true` and are never left out. */
  readonly trades: readonly Trade[];
  /** The same trades as columns. */
  readonly tradeTable: TradeTable;
  /** 1 - equity / running maximum at each bar, as a positive fraction. */
  readonly drawdown: Float64Array;
  /** Money of buy and hold from the same capital at each bar; null without bars to hold. */
  readonly benchmark: Float64Array | null;
  /** The same as prices times units, from which that money follows. */
  readonly held: Held | null;
  readonly assumptions: readonly Assumption[];
  readonly critique: readonly Finding[];
  readonly months: readonly CalendarReturn[];
  readonly years: readonly CalendarReturn[];
  readonly rolling: RollingColumns;
  readonly distribution: readonly DistributionBin[];
  readonly attribution: readonly AttributionTable[];
  readonly confidence: Confidence | null;
};

/**
 * Returns everything that is shown about a finished run. Pure: the same run gives the same report everywhere. Statistics
 * are computed at once, the rest when it is first read.
 */
export function buildReport(input: AnalysisInput): Report {
  const context = createAnalysisContext(input);
  const drawdown = once(() => drawdownColumn(input.result.equity));
  const trades = once(() => tradeObjects(context.trades, context.lanes));
  const critique = once(() => critiqueOf(context));
  const months = once(() => calendarReturns(context, "month"));
  const years = once(() => calendarReturns(context, "year"));
  const rolling = once(() => rollingColumns(context));
  const distribution = once(() => distributionOf(context.sortedReturns));
  const attribution = once(() => attributeTrades(context.trades, context.lanes));
  const confidence = once(() => confidenceOf(context));
  return {
    statistics: computeStatistics(context),
    get trades() {
      return trades();
    },
    get drawdown() {
      return drawdown();
    },
    get benchmark() {
      return context.benchmark?.equity() ?? null;
    },
    get held() {
      return context.benchmark?.held ?? null;
    },
    assumptions: assumptionsOf(context),
    get critique() {
      return critique();
    },
    get months() {
      return months();
    },
    get years() {
      return years();
    },
    get rolling() {
      return rolling();
    },
    get distribution() {
      return distribution();
    },
    get attribution() {
      return attribution();
    },
    get tradeTable() {
      return context.trades;
    },
    get confidence() {
      return confidence();
    },
  };
}

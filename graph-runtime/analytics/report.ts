import type { Assumption } from "./assumption.ts";
import type { AttributionTable } from "./attribution/attribution-table.ts";
import type { Finding } from "./critique/finding.ts";
import type { CalendarReturn } from "./returns/calendar-returns.ts";
import type { DistributionBin } from "./returns/distribution.ts";
import type { RollingColumns } from "./returns/rolling.ts";
import type { StatisticValue } from "./statistic-value.ts";
import type { Trade } from "./trades/trade.ts";

/** Everything that is shown about a run. Plain data except for the columns, which are Float64Array. */
export type Report = {
  readonly statistics: readonly StatisticValue[];
  /** Closed trades by entry, then the open ones, which carry `open: true` and are never left out. */
  readonly trades: readonly Trade[];
  /** 1 - equity / running maximum at each bar, as a positive fraction. */
  readonly drawdown: Float64Array;
  /** Money of buy and hold from the same capital at each bar; null without bars to hold. */
  readonly benchmark: Float64Array | null;
  readonly assumptions: readonly Assumption[];
  readonly critique: readonly Finding[];
  readonly months: readonly CalendarReturn[];
  readonly years: readonly CalendarReturn[];
  readonly rolling: RollingColumns;
  readonly distribution: readonly DistributionBin[];
  readonly attribution: readonly AttributionTable[];
};

"use client";
import type { Trade } from "@/graph-runtime/analytics/trades/trade.ts";
import { LazyExcursionScatter, LazyHistogram } from "../charts/lazy-charts.tsx";
import { Panel } from "../ui/Panel.tsx";
import { AttributionPanel } from "./AttributionPanel.tsx";
import { MonthlyHeatMap } from "./MonthlyHeatMap.tsx";
import type { ReportParts } from "./read-stored.ts";

type ReturnsTabProps = { readonly report: ReportParts; readonly trades: readonly Trade[]; readonly currency: string };

/** When the money was made and lost, and by what. */
export function ReturnsTab({ report, trades, currency }: ReturnsTabProps) {
  const closed = trades.filter((trade) => !trade.open);
  return (
    <div className="grid grid-cols-1 gap-5">
      <Panel title="Monthly returns" description="Of the marked equity, months and years in UTC">
        <MonthlyHeatMap months={report.months} years={report.years} />
      </Panel>
      <div className="grid grid-cols-1 gap-5 lg:grid-cols-2">
        <Panel title="Distribution of session returns" description="How often a return of each size occurred">
          <LazyHistogram bins={report.distribution} label="Histogram of session returns" />
        </Panel>
        <Panel title="Worst moment and result of each trade" description="Left: how far it went against its holder">
          {closed.length === 0 ? (
            <p className="grid h-64 place-items-center text-muted">No trade was closed.</p>
          ) : (
            <LazyExcursionScatter trades={closed} />
          )}
        </Panel>
      </div>
      <AttributionPanel tables={report.attribution} currency={currency} />
    </div>
  );
}

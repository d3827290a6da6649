"use client";
import { useState } from "react";
import type { AttributionTable } from "@/graph-runtime/analytics/attribution/attribution-table.ts";
import { LazyProfitBars } from "../../charts/lazy-charts.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";

type By = "weekday" | "hour" | "month";
type TimingPanelProps = { readonly tables: readonly AttributionTable[]; readonly currency: string };

/** What was earned by weekday, hour and month of the entry. */
export function TimingPanel({ tables, currency }: TimingPanelProps) {
  const [by, setBy] = useState<By>("weekday");
  const rows = tables.find(({ dimension }) => dimension === by)?.rows ?? [];
  const short = by === "hour" ? 5 : 3;
  return (
    <Panel
      title="By the time of the entry"
      description="Net profit of closed trades, UTC"
      actions={
        <SegmentedControl<By>
          label="Group by"
          value={by}
          onChange={setBy}
          options={[
            { value: "weekday", label: "Weekday" },
            { value: "hour", label: "Hour" },
            { value: "month", label: "Month" },
          ]}
        />
      }
    >
      {rows.length === 0 ? (
        <p className="grid h-56 place-items-center text-muted">No trade was closed.</p>
      ) : (
        <LazyProfitBars
          label={`Net profit by ${by}`}
          currency={currency}
          bars={rows.map(({ key, profit, trades }) => ({ label: key.slice(0, short), profit, trades }))}
        />
      )}
    </Panel>
  );
}

const mostReasons = 10;

/** What each reason to exit earned or cost, and how they add up. */
export function ExitWaterfall({ tables, currency }: TimingPanelProps) {
  const rows = tables.find(({ dimension }) => dimension === "exit-reason")?.rows ?? [];
  const rest = rows.slice(mostReasons);
  const sum = (of: "profit" | "trades") => rest.reduce((total, row) => total + row[of], 0);
  const bars = rows.slice(0, mostReasons).map(({ key, profit, trades }) => ({ label: key, profit, trades }));
  return (
    <Panel title="By reason to exit" description="Each begins where the one before it ended">
      {rows.length === 0 ? (
        <p className="grid h-56 place-items-center text-muted">No trade was closed.</p>
      ) : (
        <LazyProfitBars
          waterfall
          label="Waterfall of net profit by reason to exit"
          currency={currency}
          bars={
            rest.length === 0
              ? bars
              : [...bars, { label: `${rest.length} more`, profit: sum("profit"), trades: sum("trades") }]
          }
        />
      )}
    </Panel>
  );
}

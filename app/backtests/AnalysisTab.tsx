"use client";
import { useState } from "react";
import { LazyExcursionScatter, LazyHistogram } from "../charts/lazy-charts.tsx";
import { Loaded } from "../trpc/Loaded.tsx";
import { Panel } from "../ui/Panel.tsx";
import { SegmentedControl } from "../ui/SegmentedControl.tsx";
import type { BacktestDetail } from "./BacktestView.tsx";
import type { ResultSource } from "./data/column-paths.ts";
import { useResultSeries, useResultTrades } from "./data/use-result.ts";
import { AttributionPanel } from "./panels/AttributionPanel.tsx";
import { ExposurePanel } from "./panels/ExposurePanel.tsx";
import { MonthlyHeatMap } from "./panels/MonthlyHeatMap.tsx";
import { RecordedPanel } from "./panels/RecordedPanel.tsx";
import { RollingPanel } from "./panels/RollingPanel.tsx";
import { ExitWaterfall, TimingPanel } from "./panels/TimingPanel.tsx";
import type { ReportParts } from "./read-stored.ts";

type AnalysisTabProps = {
  readonly backtest: BacktestDetail;
  readonly source: ResultSource;
  readonly report: ReportParts;
  readonly onPickTrade: (row: number) => void;
};

/** When the money was made and lost, and by what. */
export function AnalysisTab({ backtest, source, report, onPickTrade }: AnalysisTabProps) {
  const series = useResultSeries(source, null);
  const trades = useResultTrades(source);
  const [excursion, setExcursion] = useState<"mae" | "mfe">("mae");
  const currency = backtest.settings?.currency ?? backtest.dataset.currency;
  return (
    <div className="grid grid-cols-1 gap-5">
      {report.recorded === null ? null : <RecordedPanel recorded={report.recorded} />}
      <Panel title="Monthly returns" description="Of the marked equity, months and years in UTC">
        <MonthlyHeatMap months={report.months} years={report.years} />
      </Panel>
      <div className="grid grid-cols-1 gap-5 lg:grid-cols-2">
        <RollingPanel rolling={report.rolling} />
        <Loaded query={series}>{(columns) => <ExposurePanel series={columns} settings={backtest.settings} />}</Loaded>
        <Panel title="Distribution of session returns" description="How often a return of each size occurred">
          <LazyHistogram bins={report.distribution} label="Histogram of session returns" />
        </Panel>
        <Panel
          title="How far each trade went"
          description="Shares of the trade's value; click a dot to see the trade"
          actions={
            <SegmentedControl<"mae" | "mfe">
              label="Which way"
              value={excursion}
              onChange={setExcursion}
              options={[
                { value: "mae", label: "Against", title: "Worst open loss (MAE)" },
                { value: "mfe", label: "In favour", title: "Best open gain (MFE)" },
              ]}
            />
          }
        >
          <Loaded query={trades}>
            {(list) =>
              list.closedCount === 0 ? (
                <p className="grid h-64 place-items-center text-muted">No trade was closed.</p>
              ) : (
                <LazyExcursionScatter trades={list} excursion={excursion} onPick={onPickTrade} />
              )
            }
          </Loaded>
        </Panel>
        <TimingPanel tables={report.attribution} currency={currency} />
        <ExitWaterfall tables={report.attribution} currency={currency} />
      </div>
      <AttributionPanel tables={report.attribution} currency={currency} />
    </div>
  );
}

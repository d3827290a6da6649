"use client";
import { useMemo } from "react";
import { LazyTimeLinesChart } from "../../charts/lazy-charts.tsx";
import { Panel } from "../../ui/Panel.tsx";
import type { BacktestDetail } from "../BacktestView.tsx";
import type { ResultSeries } from "../data/result-series.ts";

type ExposurePanelProps = { readonly series: ResultSeries; readonly settings: BacktestDetail["settings"] };

/** How much of the equity was in the market, and how much of it as margin. */
export function ExposurePanel({ series, settings }: ExposurePanelProps) {
  const execution = settings?.execution;
  const isMargin = execution?.account === "margin";
  const percent = execution?.initialMarginPercent ?? 100 / (execution?.leverage ?? 1);
  const lines = useMemo(() => {
    const { time, exposure } = series;
    const position = { label: "Net position / equity", time, values: exposure };
    if (!isMargin || percent === 100) return [position];
    const values = Float64Array.from(exposure, (size) => (Math.abs(size) * percent) / 100);
    return [position, { label: "Initial margin / equity", time, values }];
  }, [series, isMargin, percent]);
  return (
    <Panel
      title="Exposure and margin"
      description={
        isMargin
          ? `Below zero is net short. Margin is ${Number(percent.toFixed(2))} % of the net position's value, by the run's settings`
          : "Below zero is net short. A cash account needs no margin"
      }
    >
      <LazyTimeLinesChart lines={lines} unit="percent" label="Exposure and margin over time" />
    </Panel>
  );
}

"use client";
import { useCallback, useMemo, useState } from "react";
import { LazyEquityChart } from "../../charts/lazy-charts.tsx";
import { useFormat } from "../../format/FormatProvider.tsx";
import { Loaded } from "../../trpc/Loaded.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { closerLook } from "../data/closer-look.ts";
import type { ResultSource, Stretch } from "../data/column-paths.ts";
import { closerSeries, type ResultSeries } from "../data/result-series.ts";
import { useResultSeries } from "../data/use-result.ts";

type Scale = "linear" | "log";
type EquityPanelProps = {
  readonly source: ResultSource;
  readonly currency: string;
  /** Epoch milliseconds; null where nothing was held back. */
  readonly outOfSampleFrom: number | null;
};

/** Equity with benchmark and drawdown. Long runs are drawn from chosen bars; coming closer fetches more of them. */
export function EquityPanel({ source, currency, outOfSampleFrom }: EquityPanelProps) {
  const whole = useResultSeries(source, null);
  const [scale, setScale] = useState<Scale>("linear");
  return (
    <Panel
      title="Equity"
      actions={
        <SegmentedControl<Scale>
          label="Scale of the money axis"
          value={scale}
          onChange={setScale}
          options={[
            { value: "linear", label: "Linear" },
            { value: "log", label: "Log" },
          ]}
        />
      }
    >
      <Loaded query={whole} placeholder={<Skeleton className="h-80 w-full sm:h-104" />}>
        {(series) => (
          <CloserEquity
            source={source}
            whole={series}
            currency={currency}
            logarithmic={scale === "log"}
            outOfSampleFrom={outOfSampleFrom}
          />
        )}
      </Loaded>
    </Panel>
  );
}

type CloserEquityProps = EquityPanelProps & { readonly whole: ResultSeries; readonly logarithmic: boolean };

function CloserEquity({ source, whole, currency, logarithmic, outOfSampleFrom }: CloserEquityProps) {
  const format = useFormat();
  const [stretch, setStretch] = useState<Stretch | null>(null);
  const part = useResultSeries(source, stretch, stretch !== null);
  const columns = useMemo(() => closerSeries(whole, part.data ?? null), [whole, part.data]);
  const onView = useCallback(
    (visible: Stretch) => {
      const barsWithin = (from: number, to: number) => (columns.bar[to - 1] ?? 0) - (columns.bar[from] ?? 0) + 1;
      const wanted = closerLook({ time: columns.time, barsWithin }, visible);
      if (wanted !== null) setStretch(wanted);
    },
    [columns],
  );
  return (
    <>
      <LazyEquityChart
        columns={columns}
        currency={currency}
        logarithmic={logarithmic}
        outOfSampleFrom={outOfSampleFrom}
        onView={onView}
      />
      {whole.time.length < whole.bars ? (
        <p className="mt-2 text-2xs text-faint">
          Drawn from {format.integer(columns.time.length)} of {format.integer(whole.bars)} bars, every high and low
          among them. Zoom in for more.
        </p>
      ) : null}
    </>
  );
}

"use client";
import { useRef, useState } from "react";
import type { SentTrades } from "@/graph-runtime/analytics/trades/trade-bundle.ts";
import { isDaily } from "../charts/chart-time.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import type { BacktestDetail } from "./BacktestView.tsx";
import type { ResultSource } from "./data/column-paths.ts";
import { useResultSeries, useResultTrades } from "./data/use-result.ts";
import { PricePanel } from "./panels/PricePanel.tsx";
import { TradesTable } from "./trades/TradesTable.tsx";
import { WhyPanel } from "./why/WhyPanel.tsx";

type TradesTabProps = {
  readonly backtest: BacktestDetail;
  readonly source: ResultSource;
  /** The row that another part of the page points at. */
  readonly focused: number | null;
  readonly onFocus: (row: number | null) => void;
  /** Whether the reader may see the strategy behind the result. */
  readonly mayLookInside: boolean;
};

/** The chart of what was traded, the list of trades, and why at any bar. */
export function TradesTab({ backtest, source, focused, onFocus, mayLookInside }: TradesTabProps) {
  const trades = useResultTrades(source);
  const series = useResultSeries(source, null);
  const [chosenLane, setLane] = useState(0);
  const [picked, setPicked] = useState<number | null>(null);
  const chart = useRef<HTMLDivElement>(null);
  const instruments = backtest.data.filter((one) => one.traded);
  const lane = focused === null ? chosenLane : (trades.data?.columns.lane[focused] ?? chosenLane);
  const daily = series.data ? isDaily(series.data.time) : true;
  const show = (list: SentTrades, row: number) => {
    onFocus(row);
    setLane(list.columns.lane[row] ?? 0);
    if (mayLookInside) setPicked(list.columns.entryTime[row] ?? null);
    chart.current?.scrollIntoView({ block: "nearest", behavior: "smooth" });
  };
  return (
    <div className="grid grid-cols-1 gap-5">
      <div ref={chart}>
        <PricePanel
          source={source}
          instruments={instruments}
          lane={lane}
          onLane={(next) => {
            onFocus(null);
            setLane(next);
          }}
          trades={trades.data ?? null}
          focused={focused}
          {...(mayLookInside ? { onPick: setPicked } : {})}
        />
      </div>
      {picked === null ? null : <WhyPanel backtest={backtest} time={picked} lane={lane} daily={daily} />}
      <Loaded query={trades}>
        {(list) => (
          <TradesTable
            trades={list}
            several={instruments.length > 1}
            currency={backtest.settings?.currency ?? backtest.dataset.currency}
            daily={daily}
            filename={`trades-${backtest.id}.csv`}
            onFocusTrade={(row) => show(list, row)}
          />
        )}
      </Loaded>
    </div>
  );
}

"use client";
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { Trade } from "@/graph-runtime/analytics/trades/trade.ts";
import { ChartCredit } from "../charts/ChartCredit.tsx";
import { isDaily } from "../charts/chart-time.ts";
import { LazyEquityChart, LazyTradeChart } from "../charts/lazy-charts.tsx";
import { useTRPC } from "../trpc/context.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { CopyButton } from "../ui/CopyButton.tsx";
import { Panel } from "../ui/Panel.tsx";
import { SegmentedControl } from "../ui/SegmentedControl.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import { AssumptionsPanel } from "./AssumptionsPanel.tsx";
import type { BacktestDetail } from "./BacktestView.tsx";
import { CritiquePanel } from "./CritiquePanel.tsx";
import { headlineStatistics } from "./headline-statistics.ts";
import { ReturnsTab } from "./ReturnsTab.tsx";
import { readFindings, readReport, readTrades } from "./read-stored.ts";
import { StatisticsTable } from "./StatisticsTable.tsx";
import { StatisticTile } from "./StatisticTile.tsx";
import { TradesTable } from "./TradesTable.tsx";

/** A finished backtest never changes. */
const kept = { staleTime: Number.POSITIVE_INFINITY } as const;

type Scale = "linear" | "log";

/** The result of a finished backtest: headline figures, equity, then everything else in tabs. */
export function BacktestResult({ backtest }: { readonly backtest: BacktestDetail }) {
  const trpc = useTRPC();
  const series = useQuery(trpc.backtests.series.queryOptions({ id: backtest.id }, kept));
  const trades = useQuery(trpc.backtests.trades.queryOptions({ id: backtest.id }, { ...kept, select: readTrades }));
  const report = useQuery(trpc.backtests.report.queryOptions({ id: backtest.id }, { ...kept, select: readReport }));
  const [scale, setScale] = useState<Scale>("linear");
  const [tab, setTab] = useState("trades");
  const [focused, setFocused] = useState<Trade | null>(null);
  const priceRef = useRef<HTMLDivElement>(null);
  const statistics = backtest.statistics ?? [];
  const currency = backtest.dataset.currency;
  const chart = <Skeleton className="h-80 w-full" />;
  const focusTrade = (trade: Trade) => {
    setFocused(trade);
    setTab("trades");
    priceRef.current?.scrollIntoView({ block: "nearest", behavior: "smooth" });
  };
  return (
    <>
      <section
        aria-label="Headline figures"
        className="grid grid-cols-2 rounded-lg border bg-surface p-1 shadow-card sm:grid-cols-3 md:grid-cols-4 xl:grid-cols-6"
      >
        {headlineStatistics(statistics).map(({ statistic, signed }) => (
          <StatisticTile key={statistic.id} statistic={statistic} currency={currency} signed={signed} />
        ))}
      </section>
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
        <Loaded query={series} placeholder={chart}>
          {(columns) => <LazyEquityChart columns={columns} currency={currency} logarithmic={scale === "log"} />}
        </Loaded>
      </Panel>
      <Tabs
        label="Parts of the result"
        value={tab}
        onChange={setTab}
        tabs={[
          {
            id: "trades",
            label: "Trades",
            content: (
              <div className="grid grid-cols-1 gap-5" ref={priceRef}>
                <Panel title="Prices and trades">
                  <Loaded query={series} placeholder={chart}>
                    {(prices) => (
                      <Loaded query={trades} placeholder={chart}>
                        {(list) => <LazyTradeChart prices={prices} trades={list} focused={focused} />}
                      </Loaded>
                    )}
                  </Loaded>
                </Panel>
                <Loaded query={trades}>
                  {(list) => (
                    <TradesTable
                      trades={list}
                      currency={currency}
                      daily={series.data ? isDaily(series.data.time) : true}
                      filename={`trades-${backtest.id}.csv`}
                      onFocusTrade={focusTrade}
                    />
                  )}
                </Loaded>
              </div>
            ),
          },
          {
            id: "returns",
            label: "Returns",
            content: (
              <Loaded query={report} placeholder={chart}>
                {(parts) => <ReturnsTab report={parts} trades={trades.data ?? []} currency={currency} />}
              </Loaded>
            ),
          },
          {
            id: "figures",
            label: "All figures",
            content: <StatisticsTable statistics={statistics} currency={currency} />,
          },
          {
            id: "trust",
            label: "Assumptions and critique",
            content: (
              <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-2">
                <CritiquePanel findings={readFindings(backtest.critique)} />
                <AssumptionsPanel assumptions={backtest.assumptions ?? []} />
              </div>
            ),
          },
        ]}
      />
      <footer className="grid gap-2 border-t pt-4 text-muted text-xs">
        <Proof
          label="Fingerprint"
          value={backtest.fingerprint ?? null}
          meaning="over orders, fills and the equity curve"
        />
        <Proof label="Data snapshot" value={backtest.dataset.snapshotId} meaning="the bars that were used" />
        <ChartCredit />
      </footer>
    </>
  );
}

type ProofProps = { readonly label: string; readonly value: string | null; readonly meaning: string };

function Proof({ label, value, meaning }: ProofProps) {
  if (!value) return null;
  return (
    <p className="flex min-w-0 flex-wrap items-center gap-x-2">
      <span className="font-medium text-text">{label}</span>
      <code className="min-w-0 break-all font-mono text-2xs">{value}</code>
      <CopyButton text={value} label={`Copy the ${label.toLowerCase()}`} />
      <span className="text-faint">{meaning}</span>
    </p>
  );
}

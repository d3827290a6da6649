"use client";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { ChartCredit } from "../charts/ChartCredit.tsx";
import { useTRPC } from "../trpc/context.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { CopyButton } from "../ui/CopyButton.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import type { BacktestDetail } from "./BacktestView.tsx";
import { CostsPanel } from "./costs/CostsPanel.tsx";
import type { ResultSource } from "./data/column-paths.ts";
import { useResultTrades } from "./data/use-result.ts";
import { HeadlineFigures } from "./HeadlineFigures.tsx";
import { AssumptionsPanel } from "./panels/AssumptionsPanel.tsx";
import { ConfidencePanel } from "./panels/ConfidencePanel.tsx";
import { CritiquePanel } from "./panels/CritiquePanel.tsx";
import { EquityPanel } from "./panels/EquityPanel.tsx";
import { StatisticsTable } from "./panels/StatisticsTable.tsx";
import { readFindings, readReport } from "./read-stored.ts";
import { TradesTab } from "./TradesTab.tsx";

/** Comes with the tab that shows it. */
const AnalysisTab = lazy(() => import("./AnalysisTab.tsx").then((module) => ({ default: module.AnalysisTab })));

/** A finished backtest never changes. */
const kept = { staleTime: Number.POSITIVE_INFINITY } as const;

/** The result of a finished backtest: headline figures, equity, then everything else in tabs. */
export function BacktestResult({ backtest }: { readonly backtest: BacktestDetail }) {
  const trpc = useTRPC();
  const source: ResultSource = `/api/backtests/${backtest.id}`;
  const [tab, setTab] = useState("trades");
  const [focused, setFocused] = useState<number | null>(null);
  const report = useQuery(trpc.backtests.report.queryOptions({ id: backtest.id }, { ...kept, select: readReport }));
  const trades = useResultTrades(source);
  const currency = backtest.settings?.currency ?? backtest.dataset.currency;
  const outOfSampleFrom = backtest.outOfSampleFrom === null ? null : Date.parse(backtest.outOfSampleFrom);
  const statistics = backtest.statistics ?? [];
  const applyAt = (finding: string): string =>
    `/strategies/${backtest.strategyId}?${new URLSearchParams({ suggestion: `${backtest.id}:${finding}` })}`;
  return (
    <>
      <HeadlineFigures backtest={backtest} />
      <EquityPanel source={source} currency={currency} outOfSampleFrom={outOfSampleFrom} />
      <Tabs
        label="Parts of the result"
        value={tab}
        onChange={setTab}
        tabs={[
          {
            id: "trades",
            label: "Trades",
            content: (
              <TradesTab backtest={backtest} source={source} focused={focused} onFocus={setFocused} mayLookInside />
            ),
          },
          {
            id: "analysis",
            label: "Analysis",
            content: (
              <Loaded query={report} placeholder={<Skeleton className="h-80 w-full" />}>
                {(parts) => (
                  <Suspense fallback={<Skeleton className="h-80 w-full" />}>
                    <AnalysisTab
                      backtest={backtest}
                      source={source}
                      report={parts}
                      onPickTrade={(row) => {
                        setFocused(row);
                        setTab("trades");
                      }}
                    />
                  </Suspense>
                )}
              </Loaded>
            ),
          },
          {
            id: "costs",
            label: "Costs",
            content: <Loaded query={trades}>{(list) => <CostsPanel trades={list} currency={currency} />}</Loaded>,
          },
          {
            id: "figures",
            label: "All figures",
            content: <StatisticsTable statistics={statistics} currency={currency} />,
          },
          {
            id: "trust",
            label: "Critique and assumptions",
            content: (
              <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-2">
                <div className="grid gap-5">
                  <CritiquePanel findings={readFindings(backtest.critique)} applyAt={applyAt} />
                  <ConfidencePanel backtest={backtest} />
                </div>
                <AssumptionsPanel assumptions={backtest.assumptions ?? []} />
              </div>
            ),
          },
        ]}
      />
      <Proofs backtest={backtest} />
    </>
  );
}

/** What proves that two results are the same. */
function Proofs({ backtest }: { readonly backtest: BacktestDetail }) {
  return (
    <footer className="grid gap-2 border-t pt-4 text-muted text-xs">
      <Proof
        label="Fingerprint"
        value={backtest.fingerprint ?? null}
        meaning="over orders, fills and the equity curve"
      />
      <Proof label="Data snapshot" value={backtest.dataset.snapshotId} meaning="the bars that were used" />
      <ChartCredit />
    </footer>
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

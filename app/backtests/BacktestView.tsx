"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ChartCandlestick, Grid3x3 } from "lucide-react";
import Link from "next/link";
import { lazy, useState } from "react";
import { useEvents } from "../events/EventsProvider.tsx";
import { useFormat } from "../format/FormatProvider.tsx";
import { useMayWrite } from "../session/use-may-write.ts";
import { Page } from "../shell/Page.tsx";
import { type ApiOutput, useTRPC } from "../trpc/context.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { Button } from "../ui/Button.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { MenuOnDemand } from "../ui/MenuOnDemand.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { Panel } from "../ui/Panel.tsx";
import { StatusBadge } from "../ui/StatusBadge.tsx";
import { SyntheticBadge } from "../ui/SyntheticBadge.tsx";
import { BacktestProgress } from "./BacktestProgress.tsx";
import { BacktestResult } from "./BacktestResult.tsx";
import { ExportButton } from "./export/ExportButton.tsx";
import { NotesPanel } from "./panels/NotesPanel.tsx";
import { type ProgressReport, readProgress } from "./read-progress.ts";

export type BacktestDetail = ApiOutput["backtests"]["get"];

const loadExports = () => import("./export/ExportMenu.tsx");
const ExportMenu = lazy(() => loadExports().then((module) => ({ default: module.ExportMenu })));

const isUnderWay = (status: string) => status === "queued" || status === "running";

export function BacktestView({ id }: { readonly id: string }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const detail = useQuery(trpc.backtests.get.queryOptions({ id }));
  const [reports, setReports] = useState<readonly ProgressReport[]>([]);
  const refresh = () => void queryClient.invalidateQueries({ queryKey: trpc.backtests.get.queryKey({ id }) });
  const underWay = detail.data !== undefined && isUnderWay(detail.data.status);
  useEvents(
    underWay ? [`backtest:${id}`] : [],
    (message) => {
      const report = readProgress(message.payload);
      if (message.type === "progress" && report) setReports((known) => [...known, report]);
      else refresh();
    },
    refresh,
  );
  return (
    <Page>
      <Loaded query={detail}>{(backtest) => <BacktestPage backtest={backtest} reports={reports} />}</Loaded>
    </Page>
  );
}

type BacktestPageProps = { readonly backtest: BacktestDetail; readonly reports: readonly ProgressReport[] };

function BacktestPage({ backtest, reports }: BacktestPageProps) {
  const format = useFormat();
  const mayWrite = useMayWrite();
  const { dataset } = backtest;
  const traded = backtest.data.filter((one) => one.traded).map((one) => one.symbol);
  const market =
    traded.length > 1
      ? `${traded.length} instruments: ${traded.slice(0, 4).join(", ")}${traded.length > 4 ? " ..." : ""}`
      : dataset.name;
  return (
    <>
      <PageHeader
        trail={[
          { href: "/strategies", label: "Strategies" },
          { href: `/strategies/${backtest.strategyId}`, label: backtest.strategyName },
        ]}
        title={`${backtest.strategyName}, version ${backtest.versionNumber}`}
        badges={
          <>
            <StatusBadge status={backtest.status} />
            {dataset.synthetic ? <SyntheticBadge text="Synthetic data" /> : null}
          </>
        }
        description={`${market} · ${format.session(dataset.from)} to ${format.session(dataset.to)} · ${format.integer(backtest.bars)} bars · run ${format.dateTime(backtest.createdAt)}`}
        actions={
          <>
            {backtest.status === "succeeded" ? (
              <MenuOnDemand load={loadExports} button={<ExportButton />}>
                <ExportMenu id={backtest.id} />
              </MenuOnDemand>
            ) : null}
            {mayWrite ? (
              <Button asChild>
                <Link href={`/sweeps/new?strategy=${backtest.strategyId}&dataset=${dataset.id}`}>
                  <Grid3x3 size={14} aria-hidden="true" />
                  Sweep
                </Link>
              </Button>
            ) : null}
            <Button asChild variant="primary">
              <Link href={`/strategies/${backtest.strategyId}`}>
                <ChartCandlestick size={15} aria-hidden="true" />
                Open in canvas
              </Link>
            </Button>
          </>
        }
      />
      {isUnderWay(backtest.status) ? <BacktestProgress backtest={backtest} reports={reports} /> : null}
      {backtest.status === "failed" ? (
        <Panel>
          <ErrorState
            title="The backtest failed"
            message={backtest.error?.message ?? "The worker gave no reason; its log has more."}
          />
        </Panel>
      ) : null}
      {backtest.status === "cancelled" ? (
        <Panel>
          <p className="py-8 text-center text-muted">This backtest was cancelled before it had a result.</p>
        </Panel>
      ) : null}
      {backtest.status === "succeeded" ? (
        <>
          <NotesPanel backtest={backtest} mayWrite={mayWrite} />
          <BacktestResult backtest={backtest} />
        </>
      ) : null}
    </>
  );
}

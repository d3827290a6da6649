"use client";
import dynamic from "next/dynamic";
import { ChartCredit } from "../charts/ChartCredit.tsx";
import { LazyLiveEquityChart } from "../charts/lazy-charts.tsx";
import { useFormat } from "../format/FormatProvider.tsx";
import { Page } from "../shell/Page.tsx";
import { Loaded } from "../trpc/Loaded.tsx";
import { Badge } from "../ui/Badge.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { Panel } from "../ui/Panel.tsx";
import { Skeleton, SkeletonRows } from "../ui/Skeleton.tsx";
import { StatusBadge } from "../ui/StatusBadge.tsx";
import { SyntheticBadge } from "../ui/SyntheticBadge.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import { PositionsPanel } from "./PositionsPanel.tsx";
import { RunControls } from "./RunControls.tsx";
import { RunFigures } from "./RunFigures.tsx";
import type { RunDetail, RunMark } from "./read-step.ts";
import { useLiveRun } from "./use-live-run.ts";

const loading = () => <SkeletonRows />;
const HoursNote = dynamic(() => import("./schedule/HoursNote.tsx").then((module) => module.HoursNote));
const DecisionLog = dynamic(() => import("./DecisionLog.tsx").then((module) => module.DecisionLog), { loading });
const OrdersTable = dynamic(() => import("./OrderTables.tsx").then((module) => module.OrdersTable), { loading });
const FillsTable = dynamic(() => import("./OrderTables.tsx").then((module) => module.FillsTable), { loading });
const TrailPanel = dynamic(() => import("./TrailPanel.tsx").then((module) => module.TrailPanel), { loading });
const DriftPanel = dynamic(() => import("./DriftPanel.tsx").then((module) => module.DriftPanel), { loading });
const RunCanvas = dynamic(() => import("./canvas/RunCanvas.tsx").then((module) => module.RunCanvas), {
  loading,
  ssr: false,
});
const BrokerPanel = dynamic(() => import("./BrokerPanel.tsx").then((module) => module.BrokerPanel), { loading });

export function RunView({ id }: { readonly id: string }) {
  const { run, marks } = useLiveRun(id);
  return (
    <Page>
      <Loaded query={run}>{(detail) => <RunPage run={detail} marks={marks.data} />}</Loaded>
    </Page>
  );
}

type RunPageProps = { readonly run: RunDetail; readonly marks: readonly RunMark[] | undefined };

function RunPage({ run, marks }: RunPageProps) {
  const format = useFormat();
  const points = marks?.map((mark) => ({ time: new Date(mark.time).getTime(), equity: mark.equity }));
  const origin = run.listingTitle ? `From the listing ${run.listingTitle}. ` : "";
  return (
    <>
      <PageHeader
        trail={[{ href: "/runs", label: "Runs" }]}
        title={`${run.strategyName} on ${run.symbols.join(", ")}`}
        badges={
          <>
            <StatusBadge status={run.status} />
            <Badge>{run.account === null ? "Paper" : run.account.label}</Badge>
            {run.feed.synthetic ? <SyntheticBadge /> : null}
          </>
        }
        description={`${origin}Version ${run.versionNumber}, one bar every ${format.number(run.feed.barMilliseconds / 1000, run.feed.barMilliseconds % 1000 === 0 ? 0 : 1)} s. ${run.startedAt ? `Started ${format.dateTime(run.startedAt)}.` : run.status === "draft" ? "A draft: it is given no bar until it is started." : "Not started yet."}`}
        actions={<RunControls run={run} />}
      />
      {run.schedule === null ? null : <HoursNote schedule={run.schedule} hours={run.hours} />}
      {run.statusReason && run.status !== "scheduled" ? (
        <p role="status" className="rounded-lg border border-warning/40 bg-warning-soft px-4 py-2.5">
          {run.statusReason}
        </p>
      ) : null}
      <RunFigures run={run} />
      <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <Panel title="Equity" description="Marked at the close of each bar">
          {points === undefined ? (
            <Skeleton className="h-64 w-full" />
          ) : points.length === 0 ? (
            <p className="grid h-64 place-items-center text-muted">
              {run.status === "draft" ? "Nothing happens before it is started." : "Waiting for the first bar."}
            </p>
          ) : (
            <LazyLiveEquityChart points={points} label="Equity of the run" />
          )}
        </Panel>
        <div className="grid grid-cols-1 gap-5">
          {run.account === null ? null : <BrokerPanel runId={run.id} accountId={run.account.id} />}
          <PositionsPanel run={run} />
        </div>
      </div>
      <Tabs
        label="What the run did"
        tabs={[
          { id: "decisions", label: "Decisions", content: <DecisionLog runId={run.id} /> },
          { id: "orders", label: "Orders", content: <OrdersTable runId={run.id} hasBroker={run.account !== null} /> },
          { id: "fills", label: "Fills", content: <FillsTable runId={run.id} /> },
          ...(run.versionId === null
            ? []
            : [{ id: "graph", label: "Graph", content: <RunCanvas versionId={run.versionId} run={run} /> }]),
          { id: "drift", label: "Against the backtest", content: <DriftPanel runId={run.id} /> },
          { id: "trail", label: "Trail", content: <TrailPanel runId={run.id} /> },
        ]}
      />
      <ChartCredit />
      {/* room for the controls that stand above the lower bar of a phone */}
      {run.stoppedAt === null ? <div className="h-16 md:hidden" /> : null}
    </>
  );
}

"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { RefreshCw, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useFormat } from "../format/FormatProvider.tsx";
import { useMayWrite } from "../session/use-may-write.ts";
import { Page } from "../shell/Page.tsx";
import { type ApiOutput, useTRPC } from "../trpc/context.ts";
import { errorText } from "../trpc/error-text.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { CopyButton } from "../ui/CopyButton.tsx";
import { notifyError, notifySuccess } from "../ui/notify.ts";
import { PageHeader } from "../ui/PageHeader.tsx";
import { Panel } from "../ui/Panel.tsx";
import { SyntheticBadge } from "../ui/SyntheticBadge.tsx";
import { ActionsPanel } from "./ActionsPanel.tsx";
import { BarsChart } from "./BarsChart.tsx";
import { GradeBadge } from "./GradeBadge.tsx";
import { MakeLongerBars } from "./MakeLongerBars.tsx";
import { QualityPanel } from "./QualityPanel.tsx";
import { VersionsPanel } from "./VersionsPanel.tsx";

export type DatasetDetail = ApiOutput["datasets"]["get"];

export function DatasetView({ id }: { readonly id: string }) {
  const trpc = useTRPC();
  const detail = useQuery(trpc.datasets.get.queryOptions({ id }));
  return (
    <Page>
      <Loaded query={detail}>{(data) => <DatasetPage detail={data} />}</Loaded>
    </Page>
  );
}

const adjustments: Readonly<Record<string, string>> = {
  raw: "not adjusted",
  adjusted: "adjusted for splits and dividends",
  unknown: "adjustment not known",
};

function DatasetPage({ detail }: { readonly detail: DatasetDetail }) {
  const format = useFormat();
  const mayWrite = useMayWrite();
  const { dataset, quality, own } = detail;
  const facts = [
    `${dataset.symbol} in ${dataset.currency}`,
    `${format.integer(dataset.bars)} bars of ${dataset.timeframe}`,
    `${format.session(dataset.from)} to ${format.session(dataset.to)}`,
    adjustments[dataset.adjustment] ?? dataset.adjustment,
  ];
  return (
    <>
      <PageHeader
        trail={[{ href: "/data", label: "Data" }]}
        title={dataset.name}
        badges={
          <>
            <GradeBadge grade={dataset.grade} long />
            {dataset.synthetic ? <SyntheticBadge text="Synthetic" /> : null}
            {dataset.version > 1 ? <Badge>version {dataset.version}</Badge> : null}
          </>
        }
        description={facts.join(" · ")}
        actions={
          mayWrite ? (
            <>
              <MakeLongerBars dataset={dataset} />
              {own && detail.refreshable ? <RefreshDataset id={dataset.id} /> : null}
              {own ? <RemoveDataset detail={detail} /> : null}
            </>
          ) : null
        }
      />
      <Panel>
        <BarsChart dataset={dataset} />
      </Panel>
      <QualityPanel quality={quality} />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <ActionsPanel detail={detail} mayWrite={own && mayWrite} />
        <VersionsPanel detail={detail} />
      </div>
      <Panel title="Where it comes from">
        <div className="grid gap-2 text-sm">
          <p className="[overflow-wrap:anywhere]">{dataset.source}</p>
          <p className="flex flex-wrap items-center gap-1 text-muted text-xs">
            Snapshot <code className="font-mono [overflow-wrap:anywhere]">{dataset.snapshotId}</code>
            <CopyButton text={dataset.snapshotId} label="Copy the snapshot id" />
          </p>
        </div>
      </Panel>
    </>
  );
}

function RefreshDataset({ id }: { readonly id: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const refresh = useMutation(
    trpc.imports.refresh.mutationOptions({
      onSuccess: (begun) => router.push(`/data/imports/${begun.id}`),
      onError: (error) => notifyError(errorText(error)),
    }),
  );
  return (
    <Button
      variant="primary"
      busy={refresh.isPending || refresh.isSuccess}
      onClick={() => refresh.mutate({ datasetId: id })}
    >
      <RefreshCw size={15} aria-hidden="true" />
      Fetch newer bars
    </Button>
  );
}

function RemoveDataset({ detail: { dataset } }: { readonly detail: DatasetDetail }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const remove = useMutation(
    trpc.datasets.remove.mutationOptions({
      onSuccess: () => {
        void queryClient.invalidateQueries({ queryKey: trpc.datasets.list.queryKey() });
        notifySuccess(`${dataset.name} was removed.`);
        router.push("/data");
      },
      onError: (error) => notifyError(errorText(error)),
    }),
  );
  return (
    <ConfirmDialog
      trigger={
        <Button busy={remove.isPending}>
          <Trash2 size={15} aria-hidden="true" />
          Remove
        </Button>
      }
      title={`Remove ${dataset.name}?`}
      description="It disappears from every list. Backtests that ran on it keep their bars and their results; where there are none, the files are deleted."
      confirm="Remove dataset"
      danger
      onConfirm={() => remove.mutate({ id: dataset.id })}
    />
  );
}

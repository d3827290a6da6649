"use client";
import { useQuery } from "@tanstack/react-query";
import { ChartCandlestick } from "lucide-react";
import Link from "next/link";
import { useFormat } from "../../format/FormatProvider.tsx";
import { Page } from "../../shell/Page.tsx";
import { type ApiOutput, useTRPC } from "../../trpc/context.ts";
import { Loaded } from "../../trpc/Loaded.tsx";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Progress } from "../../ui/Progress.tsx";
import { StatusBadge } from "../../ui/StatusBadge.tsx";
import { QualityPanel } from "../QualityPanel.tsx";
import { CancelImport } from "./CancelImport.tsx";
import { ImportForm } from "./ImportForm.tsx";
import { useImportEvents } from "./use-import-events.ts";

export type ImportDetail = ApiOutput["imports"]["get"];

/** One import from the look at its file to the dataset that comes of it. */
export function ImportView({ id }: { readonly id: string }) {
  const trpc = useTRPC();
  const detail = useQuery(trpc.imports.get.queryOptions({ id }));
  useImportEvents(id);
  return (
    <Page>
      <Loaded query={detail}>{(data) => <ImportPage detail={data} />}</Loaded>
    </Page>
  );
}

function ImportPage({ detail }: { readonly detail: ImportDetail }) {
  const format = useFormat();
  const { bytes } = detail;
  const size =
    bytes === null
      ? null
      : bytes < 1_048_576
        ? `${format.integer(Math.ceil(bytes / 1_024))} kB`
        : `${format.number(bytes / 1_048_576, 1)} MB`;
  return (
    <>
      <PageHeader
        trail={[{ href: "/data", label: "Data" }]}
        title={`Import ${detail.fileName}`}
        badges={detail.status === "ready" ? null : <StatusBadge status={detail.status} />}
        description={[detail.url, size].filter((part) => part !== null).join(" · ")}
        actions={detail.status === "ready" ? <CancelImport id={detail.id} label="Throw the file away" /> : null}
      />
      <ImportState detail={detail} />
    </>
  );
}

function ImportState({ detail }: { readonly detail: ImportDetail }) {
  switch (detail.status) {
    case "looking":
    case "queued":
    case "running":
      return <UnderWay detail={detail} />;
    case "ready":
      return <ImportForm key={detail.error?.message ?? "first"} detail={detail} />;
    case "succeeded":
      return (
        <>
          <Panel>
            <EmptyState
              icon={<ChartCandlestick size={20} />}
              title="Imported"
              action={
                <Button asChild variant="primary">
                  <Link href={`/data/${detail.datasetId ?? ""}`}>Open the dataset</Link>
                </Button>
              }
            >
              The bars are in the store and can be tested on.
            </EmptyState>
          </Panel>
          {detail.quality ? <QualityPanel quality={detail.quality} /> : null}
        </>
      );
    case "failed":
      return (
        <Panel>
          <ErrorState title="The import failed" message={detail.error?.message ?? "Its log has more."} />
        </Panel>
      );
    case "cancelled":
      return (
        <Panel>
          <p className="py-8 text-center text-muted">This import was cancelled. Nothing of it was kept.</p>
        </Panel>
      );
  }
}

function UnderWay({ detail }: { readonly detail: ImportDetail }) {
  const format = useFormat();
  const what =
    detail.status === "looking"
      ? detail.url === null
        ? "Looking at the file"
        : "Fetching the file and looking at it"
      : detail.status === "queued"
        ? "Waiting for a worker"
        : "Bringing in the bars";
  return (
    <Panel>
      <div className="mx-auto grid max-w-md gap-3 py-8 text-center">
        <p className="font-medium">{what}…</p>
        <Progress label={what} value={detail.progress} />
        <p className="figure text-muted text-sm">
          {detail.rows > 0 ? `${format.integer(detail.rows)} rows so far` : " "}
        </p>
        <div className="justify-self-center">
          <CancelImport id={detail.id} label="Cancel" />
        </div>
      </div>
    </Panel>
  );
}

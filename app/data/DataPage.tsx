"use client";
import { useQuery } from "@tanstack/react-query";
import { FileUp } from "lucide-react";
import { useState } from "react";
import { useMayWrite } from "../session/use-may-write.ts";
import { Page } from "../shell/Page.tsx";
import { useTRPC } from "../trpc/context.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Input } from "../ui/Input.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { Panel } from "../ui/Panel.tsx";
import { type DatasetRow, DatasetTable } from "./DatasetTable.tsx";
import { ImportDialog } from "./imports/ImportDialog.tsx";
import { ImportsPanel } from "./imports/ImportsPanel.tsx";

export function DataPage() {
  const trpc = useTRPC();
  const datasets = useQuery(trpc.datasets.list.queryOptions());
  const mayWrite = useMayWrite();
  return (
    <Page>
      <PageHeader
        title="Data"
        description="Histories that strategies can be tested on. Every result keeps the hash of the bars that it was computed on."
        actions={mayWrite ? <ImportDialog /> : null}
      />
      <ImportsPanel />
      <Loaded query={datasets}>{(rows) => <Groups rows={rows} mayWrite={mayWrite} />}</Loaded>
    </Page>
  );
}

/** Of fewer datasets all are seen at a glance. */
const searchFrom = 8;

function Groups({ rows, mayWrite }: { readonly rows: readonly DatasetRow[]; readonly mayWrite: boolean }) {
  const own = rows.filter((row) => row.kind !== "built-in");
  return (
    <>
      {own.length === 0 ? (
        <Panel title="Your team's data" flush>
          <EmptyState icon={<FileUp size={20} />} title="Nothing imported yet">
            {mayWrite
              ? "Bring a CSV or Parquet file with a row for each bar; you see what becomes of it before anything is kept."
              : "Members who may write can import CSV and Parquet files."}
          </EmptyState>
        </Panel>
      ) : (
        <Group title="Your team's data" label="Your team's datasets" rows={own} />
      )}
      <Group
        title="Comes with Quantloom"
        label="Datasets that come with Quantloom"
        rows={rows.filter((row) => row.kind === "built-in" && !row.synthetic)}
      />
      <Group
        title="Synthetic market"
        description="Computed from fixed seeds, the same on every machine: no market ever traded at these prices."
        label="Synthetic datasets"
        rows={rows.filter((row) => row.kind === "built-in" && row.synthetic)}
      />
    </>
  );
}

type GroupProps = {
  readonly title: string;
  readonly description?: string;
  readonly label: string;
  readonly rows: readonly DatasetRow[];
};

/** Datasets of one origin, with a field to find one among many. */
function Group({ title, description, label, rows }: GroupProps) {
  const [wanted, setWanted] = useState("");
  const needle = wanted.trim().toLowerCase();
  const found = rows.filter((row) => `${row.name} ${row.symbol} ${row.instrument.name}`.toLowerCase().includes(needle));
  return (
    <Panel
      title={title}
      description={description}
      flush
      actions={
        rows.length < searchFrom ? null : (
          <Input
            type="search"
            aria-label={`Find in: ${label}`}
            placeholder="Find…"
            className="w-40"
            value={wanted}
            onChange={(change) => setWanted(change.target.value)}
          />
        )
      }
    >
      {found.length === 0 ? (
        <EmptyState title="None of these">No dataset here has “{wanted}” in its name.</EmptyState>
      ) : (
        <DatasetTable label={label} rows={found} />
      )}
    </Panel>
  );
}

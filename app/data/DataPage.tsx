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

function Groups({ rows, mayWrite }: { readonly rows: readonly DatasetRow[]; readonly mayWrite: boolean }) {
  const [wanted, setWanted] = useState("");
  const needle = wanted.trim().toLowerCase();
  const own = rows.filter((row) => row.kind !== "built-in");
  const real = rows.filter((row) => row.kind === "built-in" && !row.synthetic);
  const synthetic = rows.filter(
    (row) => row.synthetic && `${row.name} ${row.instrument.name}`.toLowerCase().includes(needle),
  );
  return (
    <>
      <Panel title="Your team's data" flush>
        {own.length === 0 ? (
          <EmptyState icon={<FileUp size={20} />} title="Nothing imported yet">
            {mayWrite
              ? "Bring a CSV or Parquet file with a row for each bar; you see what becomes of it before anything is kept."
              : "Members who may write can import CSV and Parquet files."}
          </EmptyState>
        ) : (
          <DatasetTable label="Your team's datasets" rows={own} />
        )}
      </Panel>
      <Panel title="Comes with Quantloom" flush>
        <DatasetTable label="Datasets that come with Quantloom" rows={real} />
      </Panel>
      <Panel
        title="Synthetic market"
        description="Computed from fixed seeds, the same on every machine: no market ever traded at these prices."
        flush
        actions={
          <Input
            type="search"
            aria-label="Find a synthetic dataset"
            placeholder="Find…"
            className="w-40"
            value={wanted}
            onChange={(change) => setWanted(change.target.value)}
          />
        }
      >
        {synthetic.length === 0 ? (
          <EmptyState title="None of these">No synthetic dataset has “{wanted}” in its name.</EmptyState>
        ) : (
          <DatasetTable label="Synthetic datasets" rows={synthetic} />
        )}
      </Panel>
    </>
  );
}

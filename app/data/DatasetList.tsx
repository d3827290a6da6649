"use client";
import { useQuery } from "@tanstack/react-query";
import { Database } from "lucide-react";
import { useFormat } from "../format/FormatProvider.tsx";
import { Page } from "../shell/Page.tsx";
import { type ApiOutput, useTRPC } from "../trpc/context.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { Badge } from "../ui/Badge.tsx";
import { CopyButton } from "../ui/CopyButton.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { Panel } from "../ui/Panel.tsx";
import { SyntheticBadge } from "../ui/SyntheticBadge.tsx";
import { Cell, HeadCell, Table } from "../ui/Table.tsx";

type DatasetRow = ApiOutput["datasets"]["list"][number];

export function DatasetList() {
  const trpc = useTRPC();
  const datasets = useQuery(trpc.datasets.list.queryOptions());
  return (
    <Page>
      <PageHeader
        title="Data"
        description="Histories that strategies can be tested on. The snapshot id is a hash of the bars; it is kept with every result."
      />
      <Panel flush>
        <Loaded query={datasets}>
          {(rows) =>
            rows.length === 0 ? (
              <EmptyState icon={<Database size={20} />} title="No data">
                This installation has no history to test on.
              </EmptyState>
            ) : (
              <DatasetTable rows={rows} />
            )
          }
        </Loaded>
      </Panel>
    </Page>
  );
}

function DatasetTable({ rows }: { readonly rows: readonly DatasetRow[] }) {
  const format = useFormat();
  return (
    <Table label="Datasets">
      <thead>
        <tr>
          <HeadCell>Dataset</HeadCell>
          <HeadCell>Symbol</HeadCell>
          <HeadCell>Bars of</HeadCell>
          <HeadCell align="right">Bars</HeadCell>
          <HeadCell>From</HeadCell>
          <HeadCell>To</HeadCell>
          <HeadCell>Snapshot</HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <Cell className="min-w-64 py-2.5">
              <span className="flex flex-wrap items-center gap-2 font-medium">
                {row.name}
                {row.synthetic ? <SyntheticBadge text="Synthetic" /> : null}
              </span>
              <span className="block max-w-xl text-faint text-xs">{row.source}</span>
            </Cell>
            <Cell className="whitespace-nowrap font-medium">{row.symbol}</Cell>
            <Cell>
              <Badge>{row.timeframe}</Badge>
            </Cell>
            <Cell align="right">{format.integer(row.bars)}</Cell>
            <Cell className="figure whitespace-nowrap">{format.session(row.from)}</Cell>
            <Cell className="figure whitespace-nowrap">{format.session(row.to)}</Cell>
            <Cell>
              <span className="flex items-center gap-1">
                <code className="font-mono text-2xs text-muted" title={row.snapshotId}>
                  {row.snapshotId.slice(0, 12)}
                </code>
                <CopyButton text={row.snapshotId} label="Copy the snapshot id" />
              </span>
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

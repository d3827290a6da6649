"use client";
import { useQuery } from "@tanstack/react-query";
import { Grid3x3 } from "lucide-react";
import Link from "next/link";
import { useFormat } from "../format/FormatProvider.tsx";
import { useMayWrite } from "../session/use-may-write.ts";
import { Page } from "../shell/Page.tsx";
import { type ApiOutput, useTRPC } from "../trpc/context.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { Panel } from "../ui/Panel.tsx";
import { StatusBadge } from "../ui/StatusBadge.tsx";
import { Cell, HeadCell, Table } from "../ui/Table.tsx";

type Line = ApiOutput["sweeps"]["list"][number];

/** Every sweep of the team, newest first. */
export function SweepList() {
  const trpc = useTRPC();
  const mayWrite = useMayWrite();
  const sweeps = useQuery(trpc.sweeps.list.queryOptions({}));
  const create = (
    <Button asChild variant="primary">
      <Link href="/sweeps/new">New sweep</Link>
    </Button>
  );
  return (
    <Page>
      <PageHeader
        title="Sweeps"
        description="One strategy with many values of its knobs: where the good ones lie, and whether they stand alone."
        actions={mayWrite ? create : undefined}
      />
      <Panel flush>
        <Loaded query={sweeps}>
          {(rows) =>
            rows.length === 0 ? (
              <EmptyState icon={<Grid3x3 size={20} />} title="No sweep yet" action={mayWrite ? create : undefined}>
                Choose a strategy with knobs, the values that each takes, and what is to be the most or the least.
              </EmptyState>
            ) : (
              <SweepTable rows={rows} />
            )
          }
        </Loaded>
      </Panel>
    </Page>
  );
}

function SweepTable({ rows }: { readonly rows: readonly Line[] }) {
  const format = useFormat();
  return (
    <Table label="Sweeps">
      <thead>
        <tr>
          <HeadCell>Strategy</HeadCell>
          <HeadCell>State</HeadCell>
          <HeadCell className="hidden md:table-cell">Data</HeadCell>
          <HeadCell align="right">Points</HeadCell>
          <HeadCell align="right" className="hidden sm:table-cell">
            Best Sharpe
          </HeadCell>
          <HeadCell className="hidden md:table-cell">Run</HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className="relative hover:bg-hover">
            <Cell className="w-full min-w-36 max-w-0 truncate">
              <Link href={`/sweeps/${row.id}`} className="rounded-sm font-medium after:absolute after:inset-0">
                {row.strategyName}
              </Link>{" "}
              <span className="text-faint">v{row.versionNumber}</span>
            </Cell>
            <Cell>
              <StatusBadge status={row.status} />
            </Cell>
            <Cell className="hidden whitespace-nowrap text-muted md:table-cell">{row.datasetName}</Cell>
            <Cell align="right">{format.integer(row.points)}</Cell>
            <Cell align="right" className="hidden sm:table-cell">
              {format.number(row.best?.figures.sharpe)}
            </Cell>
            <Cell className="hidden whitespace-nowrap text-muted md:table-cell" title={format.dateTime(row.createdAt)}>
              {format.ago(row.createdAt)}
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Archive, ChartCandlestick, EllipsisVertical, Plus } from "lucide-react";
import Link from "next/link";
import { useFormat } from "../format/FormatProvider.tsx";
import { Page } from "../shell/Page.tsx";
import { type ApiOutput, useTRPC } from "../trpc/context.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { Menu, MenuItem } from "../ui/Menu.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { Panel } from "../ui/Panel.tsx";
import { Cell, HeadCell, Table } from "../ui/Table.tsx";

type StrategyRow = ApiOutput["strategies"]["list"][number];

export function NewStrategyButton() {
  return (
    <Button asChild variant="primary">
      <Link href="/templates">
        <Plus size={15} aria-hidden="true" />
        New from a template
      </Link>
    </Button>
  );
}

export function StrategyList() {
  const trpc = useTRPC();
  const strategies = useQuery(trpc.strategies.list.queryOptions());
  return (
    <Page>
      <PageHeader
        title="Strategies"
        description="Graphs of your team, drafts and saved versions."
        actions={<NewStrategyButton />}
      />
      <Panel flush>
        <Loaded query={strategies}>
          {(rows) =>
            rows.length === 0 ? (
              <EmptyState icon={<ChartCandlestick size={20} />} title="No strategy yet" action={<NewStrategyButton />}>
                A template is a complete strategy. Open one, change what you like, and run it.
              </EmptyState>
            ) : (
              <StrategyTable rows={rows} />
            )
          }
        </Loaded>
      </Panel>
    </Page>
  );
}

export function StrategyTable({ rows }: { readonly rows: readonly StrategyRow[] }) {
  const format = useFormat();
  return (
    <Table label="Strategies">
      <thead>
        <tr>
          <HeadCell>Name</HeadCell>
          <HeadCell className="hidden md:table-cell">Universe</HeadCell>
          <HeadCell className="hidden md:table-cell">Bars of</HeadCell>
          <HeadCell align="right">Version</HeadCell>
          <HeadCell className="hidden sm:table-cell">Changed</HeadCell>
          <HeadCell className="w-12">
            <span className="sr-only">Actions</span>
          </HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className="relative hover:bg-hover">
            <Cell className="w-full min-w-36 max-w-0 truncate font-medium">
              <Link href={`/strategies/${row.id}`} className="rounded-sm after:absolute after:inset-0">
                {row.name}
              </Link>
            </Cell>
            <Cell className="hidden whitespace-nowrap text-muted md:table-cell">{row.universe.join(", ") || "–"}</Cell>
            <Cell className="hidden md:table-cell">{row.timeframe ? <Badge>{row.timeframe}</Badge> : "–"}</Cell>
            <Cell align="right" className="text-muted">
              {row.latestVersion === null ? "draft only" : row.latestVersion}
            </Cell>
            <Cell className="hidden whitespace-nowrap text-muted sm:table-cell" title={format.dateTime(row.updatedAt)}>
              {format.ago(row.updatedAt)}
            </Cell>
            <Cell className="relative z-1">
              <StrategyMenu row={row} />
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function StrategyMenu({ row }: { readonly row: StrategyRow }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const archive = useMutation(
    trpc.strategies.archive.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.strategies.list.queryKey() }),
    }),
  );
  return (
    <Menu
      trigger={
        <IconButton label={`More for ${row.name}`} size="sm">
          <EllipsisVertical size={15} />
        </IconButton>
      }
    >
      <MenuItem icon={<Archive size={15} />} onSelect={() => archive.mutate({ id: row.id })}>
        Archive
      </MenuItem>
    </Menu>
  );
}

"use client";
import { useQuery } from "@tanstack/react-query";
import { FlaskConical } from "lucide-react";
import Link from "next/link";
import { useFormat } from "../format/FormatProvider.tsx";
import { Page } from "../shell/Page.tsx";
import { type ApiOutput, useTRPC } from "../trpc/context.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { Button } from "../ui/Button.tsx";
import { Delta } from "../ui/Delta.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { Panel } from "../ui/Panel.tsx";
import { StatusBadge } from "../ui/StatusBadge.tsx";
import { Cell, HeadCell, Table } from "../ui/Table.tsx";
import { statisticText } from "./statistic-text.ts";

export type BacktestLine = ApiOutput["backtests"]["list"][number];

const shownFigures = [
  { id: "cagr", label: "CAGR", signed: true },
  { id: "max-drawdown", label: "Max drawdown", signed: false },
  { id: "sharpe", label: "Sharpe", signed: false },
] as const;

type BacktestTableProps = {
  readonly rows: readonly BacktestLine[];
  /** Leaves out what a narrow panel has no room for. */
  readonly compact?: boolean;
};

export function BacktestTable({ rows, compact = false }: BacktestTableProps) {
  const format = useFormat();
  return (
    <Table label="Backtests">
      <thead>
        <tr>
          <HeadCell>Strategy</HeadCell>
          <HeadCell>State</HeadCell>
          {compact ? null : <HeadCell className="hidden lg:table-cell">Data</HeadCell>}
          {shownFigures.map((figure) => (
            <HeadCell key={figure.id} align="right" className="hidden sm:table-cell">
              {figure.label}
            </HeadCell>
          ))}
          {compact ? null : <HeadCell className="hidden md:table-cell">Run</HeadCell>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className="relative hover:bg-hover">
            <Cell className="w-full min-w-36 max-w-0 truncate">
              <Link href={`/backtests/${row.id}`} className="rounded-sm font-medium after:absolute after:inset-0">
                {row.strategyName}
              </Link>{" "}
              <span className="text-faint">v{row.versionNumber}</span>
            </Cell>
            <Cell>
              <StatusBadge status={row.status} />
            </Cell>
            {compact ? null : (
              <Cell className="hidden whitespace-nowrap text-muted lg:table-cell">{row.datasetId}</Cell>
            )}
            {shownFigures.map((figure) => (
              <Cell key={figure.id} align="right" className="hidden sm:table-cell">
                <Figure row={row} id={figure.id} signed={figure.signed} />
              </Cell>
            ))}
            {compact ? null : (
              <Cell
                className="hidden whitespace-nowrap text-muted md:table-cell"
                title={format.dateTime(row.createdAt)}
              >
                {format.ago(row.createdAt)}
              </Cell>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

type FigureProps = { readonly row: BacktestLine; readonly id: string; readonly signed: boolean };

function Figure({ row, id, signed }: FigureProps) {
  const format = useFormat();
  if (row.status !== "succeeded") return <span className="text-faint">–</span>;
  const statistic = row.headline?.find((candidate) => candidate.id === id);
  if (!statistic) return <span className="text-faint">–</span>;
  if (statistic.value === null) {
    return (
      <span className="text-faint" title={statistic.reason}>
        n/a
      </span>
    );
  }
  const text = statisticText(statistic.value, statistic.unit, "USD", format);
  return signed ? <Delta value={statistic.value}>{text}</Delta> : text;
}

export function BacktestList() {
  const trpc = useTRPC();
  const backtests = useQuery(trpc.backtests.list.queryOptions({}));
  return (
    <Page>
      <PageHeader title="Backtests" description="Every run of a saved version over a snapshot of data." />
      <Panel flush>
        <Loaded query={backtests}>
          {(rows) =>
            rows.length === 0 ? (
              <EmptyState
                icon={<FlaskConical size={20} />}
                title="No backtest yet"
                action={
                  <Button asChild variant="primary">
                    <Link href="/strategies">Choose a strategy</Link>
                  </Button>
                }
              >
                Open a strategy in the canvas and press Run.
              </EmptyState>
            ) : (
              <BacktestTable rows={rows} />
            )
          }
        </Loaded>
      </Panel>
    </Page>
  );
}

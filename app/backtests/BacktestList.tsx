"use client";
import { useQuery } from "@tanstack/react-query";
import { FlaskConical, GitCompare } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useFormat } from "../format/FormatProvider.tsx";
import { Page } from "../shell/Page.tsx";
import { type ApiOutput, useTRPC } from "../trpc/context.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { Delta } from "../ui/Delta.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { Panel } from "../ui/Panel.tsx";
import { Select } from "../ui/Select.tsx";
import { StatusBadge } from "../ui/StatusBadge.tsx";
import { Cell, HeadCell, Table } from "../ui/Table.tsx";
import { compareAddress, mostCompared } from "./compare/read-compared.ts";
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
  /** The rows that are chosen to be compared, and what changes the choice; without it, rows cannot be chosen. */
  readonly choice?: { readonly chosen: ReadonlySet<string>; readonly onToggle: (id: string) => void };
};

export function BacktestTable({ rows, compact = false, choice }: BacktestTableProps) {
  const format = useFormat();
  return (
    <Table label="Backtests">
      <thead>
        <tr>
          {choice ? (
            <HeadCell className="w-8">
              <span className="sr-only">Compare</span>
            </HeadCell>
          ) : null}
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
            {choice ? (
              <Cell>
                <input
                  type="checkbox"
                  aria-label={`Compare ${row.strategyName} v${row.versionNumber}`}
                  className="relative z-10 size-4 accent-accent-strong disabled:opacity-40"
                  checked={choice.chosen.has(row.id)}
                  disabled={
                    row.status !== "succeeded" || (!choice.chosen.has(row.id) && choice.chosen.size >= mostCompared)
                  }
                  onChange={() => choice.onToggle(row.id)}
                />
              </Cell>
            ) : null}
            <Cell className="w-full min-w-36 max-w-0 truncate">
              <Link href={`/backtests/${row.id}`} className="rounded-sm font-medium after:absolute after:inset-0">
                {row.strategyName}
              </Link>{" "}
              <span className="text-faint">v{row.versionNumber}</span>
              {row.tags.map((tag) => (
                <Badge key={tag} className="ml-1.5">
                  {tag}
                </Badge>
              ))}
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
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [tag, setTag] = useState("");
  const tags = [...new Set(backtests.data?.flatMap((row) => row.tags))].sort();
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  return (
    <Page>
      <PageHeader
        title="Backtests"
        description="Every run of a saved version over a snapshot of data. Choose up to five to compare them."
        actions={
          <>
            {tags.length > 0 ? (
              <Select
                aria-label="Only with the tag"
                className="w-36"
                value={tag}
                onChange={(change) => setTag(change.target.value)}
              >
                <option value="">All tags</option>
                {tags.map((one) => (
                  <option key={one}>{one}</option>
                ))}
              </Select>
            ) : null}
            {chosen.size >= 2 ? (
              <Button asChild variant="primary">
                <Link href={compareAddress(chosen)}>
                  <GitCompare size={14} aria-hidden="true" />
                  Compare {chosen.size}
                </Link>
              </Button>
            ) : null}
          </>
        }
      />
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
              <BacktestTable
                rows={tag === "" ? rows : rows.filter((row) => row.tags.includes(tag))}
                choice={{ chosen, onToggle: toggle }}
              />
            )
          }
        </Loaded>
      </Panel>
    </Page>
  );
}

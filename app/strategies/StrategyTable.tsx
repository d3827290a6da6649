"use client";
import Link from "next/link";
import type { ReactNode } from "react";
import { useFormat } from "../format/FormatProvider.tsx";
import type { ApiOutput } from "../trpc/context.ts";
import { Badge } from "../ui/Badge.tsx";
import { Cell, HeadCell, Table } from "../ui/Table.tsx";

export type StrategyRow = ApiOutput["strategies"]["list"][number];

type StrategyTableProps = {
  readonly rows: readonly StrategyRow[];
  /** What can be done with a strategy, at the end of its row. */
  readonly menu?: (row: StrategyRow) => ReactNode;
};

export function StrategyTable({ rows, menu }: StrategyTableProps) {
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
          {menu ? (
            <HeadCell className="w-12">
              <span className="sr-only">Actions</span>
            </HeadCell>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className="relative hover:bg-hover">
            <Cell className="w-full min-w-36 max-w-0 truncate font-medium">
              <Link href={`/strategies/${row.id}`} className="rounded-sm after:absolute after:inset-0">
                {row.name}
              </Link>
              {row.forkedFrom === null ? null : (
                <span className="block truncate font-normal text-faint text-xs">Copied from {row.forkedFrom}</span>
              )}
            </Cell>
            <Cell className="hidden whitespace-nowrap text-muted md:table-cell">{row.universe.join(", ") || "–"}</Cell>
            <Cell className="hidden md:table-cell">{row.timeframe ? <Badge>{row.timeframe}</Badge> : "–"}</Cell>
            <Cell align="right" className="text-muted">
              {row.latestVersion === null ? "draft only" : row.latestVersion}
            </Cell>
            <Cell className="hidden whitespace-nowrap text-muted sm:table-cell" title={format.dateTime(row.updatedAt)}>
              {format.ago(row.updatedAt)}
            </Cell>
            {menu ? <Cell className="relative z-1">{menu(row)}</Cell> : null}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

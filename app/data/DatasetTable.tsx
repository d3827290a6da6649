"use client";
import Link from "next/link";
import { useFormat } from "../format/FormatProvider.tsx";
import type { ApiOutput } from "../trpc/context.ts";
import { Badge } from "../ui/Badge.tsx";
import { SyntheticBadge } from "../ui/SyntheticBadge.tsx";
import { Cell, HeadCell, Table } from "../ui/Table.tsx";
import { GradeBadge } from "./GradeBadge.tsx";

export type DatasetRow = ApiOutput["datasets"]["list"][number];

export function DatasetTable({ label, rows }: { readonly label: string; readonly rows: readonly DatasetRow[] }) {
  const format = useFormat();
  return (
    <Table label={label}>
      <thead>
        <tr>
          <HeadCell>Dataset</HeadCell>
          <HeadCell>Symbol</HeadCell>
          <HeadCell>Bars of</HeadCell>
          <HeadCell>Quality</HeadCell>
          <HeadCell align="right">Bars</HeadCell>
          <HeadCell>From</HeadCell>
          <HeadCell>To</HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className="hover:bg-hover">
            <Cell className="min-w-56 py-2">
              <span className="flex flex-wrap items-center gap-2">
                <Link href={`/data/${row.id}`} className="font-medium hover:text-accent">
                  {row.name}
                </Link>
                {row.synthetic ? <SyntheticBadge text="Synthetic" /> : null}
                {row.version > 1 ? <Badge>version {row.version}</Badge> : null}
              </span>
              {row.synthetic ? null : (
                <span className="block max-w-xl text-faint text-xs [overflow-wrap:anywhere]">{row.source}</span>
              )}
            </Cell>
            <Cell className="whitespace-nowrap font-medium">{row.symbol}</Cell>
            <Cell>
              <Badge>{row.timeframe}</Badge>
            </Cell>
            <Cell>
              <GradeBadge grade={row.grade} />
            </Cell>
            <Cell align="right">{format.integer(row.bars)}</Cell>
            <Cell className="figure whitespace-nowrap">{format.session(row.from)}</Cell>
            <Cell className="figure whitespace-nowrap">{format.session(row.to)}</Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

"use client";
import Link from "next/link";
import { useFormat } from "../format/FormatProvider.tsx";
import type { ApiOutput } from "../trpc/context.ts";
import { Delta } from "../ui/Delta.tsx";
import { StatusBadge } from "../ui/StatusBadge.tsx";
import { SyntheticBadge } from "../ui/SyntheticBadge.tsx";
import { Cell, HeadCell, Table } from "../ui/Table.tsx";

export type RunLine = ApiOutput["runs"]["list"][number];
const currency = "USD";

export function RunTable({ runs }: { readonly runs: readonly RunLine[] }) {
  const format = useFormat();
  return (
    <Table label="Runs">
      <thead>
        <tr>
          <HeadCell>Strategy</HeadCell>
          <HeadCell>State</HeadCell>
          <HeadCell className="hidden lg:table-cell">Market</HeadCell>
          <HeadCell align="right" className="hidden sm:table-cell">
            Equity
          </HeadCell>
          <HeadCell align="right">Profit</HeadCell>
          <HeadCell align="right" className="hidden md:table-cell">
            Last bar
          </HeadCell>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => {
          const profit = run.mark ? run.mark.equity - run.capital : null;
          return (
            <tr key={run.id} className="relative hover:bg-hover">
              <Cell className="w-full min-w-36 max-w-0 truncate">
                <Link href={`/runs/${run.id}`} className="rounded-sm font-medium after:absolute after:inset-0">
                  {run.strategyName}
                </Link>{" "}
                <span className="text-muted">
                  {run.symbols.join(", ")}
                  {run.account === null ? "" : ` · ${run.account.label}`}
                </span>
              </Cell>
              <Cell>
                <StatusBadge status={run.status} />
              </Cell>
              <Cell className="hidden lg:table-cell">{run.feed.synthetic ? <SyntheticBadge /> : run.feed.id}</Cell>
              <Cell align="right" className="hidden sm:table-cell">
                {format.money(run.mark?.equity, currency)}
              </Cell>
              <Cell align="right">
                <Delta value={profit}>{format.money(profit, currency)}</Delta>
              </Cell>
              <Cell align="right" className="hidden text-muted md:table-cell">
                {run.mark ? format.clock(run.mark.time) : "none yet"}
              </Cell>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}

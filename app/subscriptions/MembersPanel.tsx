"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useFormat } from "../format/FormatProvider.tsx";
import { type ApiOutput, useTRPC } from "../trpc/context.ts";
import { Delta } from "../ui/Delta.tsx";
import { Panel } from "../ui/Panel.tsx";
import { StatusBadge } from "../ui/StatusBadge.tsx";
import { Cell, HeadCell, Table } from "../ui/Table.tsx";
import { MemberMenu } from "./MemberMenu.tsx";
import { exposureOf, marginOf } from "./member-figures.ts";

const currency = "USD";
const driftMilliseconds = 15_000;
type MembersPanelProps = { readonly id: string; readonly runs: ApiOutput["subscriptions"]["get"]["runs"] };

/** The members as they are now: what each holds and makes, and how far it is from the platform's own run of it. */
export function MembersPanel({ id, runs }: MembersPanelProps) {
  const trpc = useTRPC();
  const format = useFormat();
  const drift = useQuery({ ...trpc.subscriptions.drift.queryOptions({ id }), refetchInterval: driftMilliseconds });
  const driftOf = (runId: string): number | null => {
    const found = drift.data?.find((one) => one.runId === runId);
    return found?.own == null || found.twin == null ? null : found.own - found.twin;
  };
  return (
    <Panel
      flush
      title="Members"
      description="Each has a book of its own, out of the subscription's capital, on paper unless an account is named. Drift is its return less that of the platform's own run of it, over the same bars."
    >
      <Table label="Members">
        <thead>
          <tr>
            <HeadCell>Strategy</HeadCell>
            <HeadCell>State</HeadCell>
            <HeadCell align="right" className="hidden md:table-cell">
              Exposure
            </HeadCell>
            <HeadCell align="right" className="hidden lg:table-cell">
              Margin
            </HeadCell>
            <HeadCell align="right">Profit</HeadCell>
            <HeadCell align="right" className="hidden lg:table-cell">
              Drift
            </HeadCell>
            <HeadCell className="hidden sm:table-cell">
              <span className="sr-only">Actions</span>
            </HeadCell>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => {
            const profit = run.mark ? run.mark.equity - run.capital : null;
            const strays = driftOf(run.id);
            return (
              <tr key={run.id} className={run.isCurrent ? undefined : "text-muted"}>
                <Cell className="w-full min-w-32 max-w-0 py-2">
                  <Link href={`/runs/${run.id}`} className="block truncate rounded-sm font-medium hover:text-accent">
                    {run.strategyName}
                  </Link>
                  <span className="block truncate text-muted text-xs">
                    {run.symbols.join(", ")}
                    {run.account === null ? "" : `, at ${run.account.label}`}
                  </span>
                  <div className="-ml-1.5 mt-1 sm:hidden">
                    <MemberMenu run={run} />
                  </div>
                </Cell>
                <Cell>
                  <StatusBadge status={run.status} />
                </Cell>
                <Cell align="right" className="hidden md:table-cell">
                  {format.money(exposureOf(run), currency)}
                </Cell>
                <Cell align="right" className="hidden lg:table-cell">
                  {format.money(marginOf(run), currency)}
                </Cell>
                <Cell align="right">
                  <Delta value={profit}>{format.money(profit, currency)}</Delta>
                </Cell>
                <Cell align="right" className="hidden lg:table-cell">
                  {format.percent(strays, 2)}
                </Cell>
                <Cell className="hidden sm:table-cell">
                  <MemberMenu run={run} />
                </Cell>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </Panel>
  );
}

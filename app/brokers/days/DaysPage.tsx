"use client";
import { CalendarCheck } from "lucide-react";
import Link from "next/link";
import { useFormat } from "../../format/FormatProvider.tsx";
import { Page } from "../../shell/Page.tsx";
import { type ApiOutput, useTRPC, useTRPCClient } from "../../trpc/context.ts";
import { EarlierPages } from "../../trpc/EarlierPages.tsx";
import { errorText } from "../../trpc/error-text.ts";
import { usePages } from "../../trpc/use-pages.ts";
import { buttonClasses } from "../../ui/button-classes.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { SkeletonRows } from "../../ui/Skeleton.tsx";
import { Cell, HeadCell, Table } from "../../ui/Table.tsx";
import { DayBadge } from "./DayBadge.tsx";

type Days = ApiOutput["brokers"]["days"];

/** The closed trading days of a linked account. */
export function DaysPage({ id }: { readonly id: string }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const fetchPage = (cursor: string | undefined) =>
    client.brokers.days.query(cursor === undefined ? { id } : { id, cursor });
  const pages = usePages({ queryKey: trpc.brokers.days.infiniteQueryKey({ id }), fetchPage });
  const days = (pages.data?.pages ?? []).flatMap((page) => page.days);
  const account = pages.data?.pages[0]?.account;
  return (
    <Page>
      <PageHeader
        title={account === undefined ? "Days" : `Days of ${account.label}`}
        description="After each close: what every run owns beside what the broker holds, and what the day's trades cost."
        trail={[{ href: "/brokers", label: "Brokers" }]}
        actions={
          <Link href={`/brokers/${id}/today`} className={buttonClasses("secondary")}>
            Today so far
          </Link>
        }
      />
      <Panel flush>
        {pages.isError ? <ErrorState message={errorText(pages.error)} onRetry={() => void pages.refetch()} /> : null}
        {pages.isPending ? <SkeletonRows /> : null}
        {account !== undefined && days.length === 0 ? (
          <EmptyState icon={<CalendarCheck size={20} />} title="No day is closed yet">
            The first one is, ten minutes after the next close by the clock of {account.zone.replace("_", " ")}.
          </EmptyState>
        ) : null}
        {days.length > 0 ? <DayTable id={id} days={days} /> : null}
        <EarlierPages pages={pages} />
      </Panel>
    </Page>
  );
}

function DayTable({ id, days }: { readonly id: string; readonly days: Days["days"] }) {
  const format = useFormat();
  return (
    <Table label="Days, the latest first">
      <thead>
        <tr>
          <HeadCell>Day</HeadCell>
          <HeadCell>Books</HeadCell>
          <HeadCell align="right" className="hidden sm:table-cell">
            Orders
          </HeadCell>
          <HeadCell align="right">Trades</HeadCell>
          <HeadCell align="right">Charges</HeadCell>
        </tr>
      </thead>
      <tbody>
        {days.map(({ day, state, reason, orders, trades, charges, currency }) => (
          <tr key={day}>
            <Cell>
              <Link href={`/brokers/${id}/${day}`} className="whitespace-nowrap font-medium hover:underline">
                {format.session(`${day}T00:00:00Z`)}
              </Link>
            </Cell>
            <Cell title={reason ?? undefined}>
              <DayBadge state={state} />
            </Cell>
            <Cell align="right" className="hidden sm:table-cell">
              {format.integer(orders)}
            </Cell>
            <Cell align="right">{format.integer(trades)}</Cell>
            <Cell align="right">{currency === null ? "–" : format.money(charges, currency)}</Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

"use client";
import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useFormat } from "../../format/FormatProvider.tsx";
import { Page } from "../../shell/Page.tsx";
import { useTRPC } from "../../trpc/context.ts";
import { Loaded } from "../../trpc/Loaded.tsx";
import { Button } from "../../ui/Button.tsx";
import { downloadText } from "../../ui/download-text.ts";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { BooksPanel } from "./BooksPanel.tsx";
import { DayBadge } from "./DayBadge.tsx";
import { dayCsv } from "./day-csv.ts";
import { NotePanel } from "./NotePanel.tsx";
import { TradesPanel } from "./TradesPanel.tsx";

/** A trading day of a linked account: its books at the end, its contract note and its trades; null for the day under way. */
export function DayPage({ id, day }: { readonly id: string; readonly day: string | null }) {
  const trpc = useTRPC();
  const format = useFormat();
  // a closed day never changes
  const staleTime = day === null ? 0 : Number.POSITIVE_INFINITY;
  const query = useQuery(trpc.brokers.day.queryOptions({ id, day }, { staleTime, retry: false }));
  return (
    <Page>
      <Loaded query={query}>
        {({ account, report, state, takenAt, day: date }) => (
          <>
            <PageHeader
              title={format.session(`${date}T00:00:00Z`)}
              badges={<DayBadge state={state} />}
              description={`${account.label} at ${account.broker}, as of ${format.dateTime(takenAt)}. The day ends with the close by the clock of ${account.zone.replace("_", " ")}.`}
              trail={[
                { href: "/brokers", label: "Brokers" },
                { href: `/brokers/${id}`, label: account.label },
              ]}
              actions={
                <Button
                  disabled={report.trades.length === 0}
                  onClick={() => downloadText(`${date}-trades-and-charges.csv`, dayCsv(report), "text/csv")}
                >
                  <Download size={14} aria-hidden="true" />
                  CSV
                </Button>
              }
            />
            {report.reason === null ? null : (
              <p className="rounded-md border border-warning/30 bg-warning-soft p-3 text-sm">{report.reason}</p>
            )}
            <BooksPanel books={report.books} />
            <NotePanel report={report} />
            <TradesPanel report={report} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

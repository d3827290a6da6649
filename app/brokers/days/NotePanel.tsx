"use client";
import { useFormat } from "../../format/FormatProvider.tsx";
import type { ApiOutput } from "../../trpc/context.ts";
import { Panel } from "../../ui/Panel.tsx";
import { Cell, HeadCell, Table } from "../../ui/Table.tsx";

type Report = ApiOutput["brokers"]["day"]["report"];
type Segment = Report["note"]["segments"][number];

/** What the trades of a day cost by the broker's and the state's rates of that day, beside what the runs have booked. */
export function NotePanel({ report }: { readonly report: Report }) {
  const format = useFormat();
  const { note, currency, booked } = report;
  if (currency === null) return null;
  const money = (value: number | null): string => format.money(value, currency);
  return (
    <Panel title="Contract note" description={`Worked out by ${note.source}.`}>
      <div className="grid gap-4">
        <div className="grid gap-4 lg:grid-cols-2">
          {note.segments.map((segment) => (
            <SegmentTable key={segment.segment} segment={segment} currency={currency} />
          ))}
        </div>
        <dl className="flex flex-wrap gap-x-8 gap-y-3 border-t pt-3">
          {(
            [
              ["Charges of the day", money(note.total)],
              ["Booked by the runs", money(booked)],
              ["Difference", money(note.total === null ? null : note.total - booked)],
            ] as const
          ).map(([label, value]) => (
            <div key={label} className="grid gap-0.5">
              <dt className="text-faint text-xs">{label}</dt>
              <dd className="figure font-semibold text-base">{value}</dd>
            </div>
          ))}
        </dl>
        <ul className="grid gap-1 text-muted text-xs">
          {note.remarks.map((remark) => (
            <li key={remark}>{remark}</li>
          ))}
          <li>Runs book fees by the cost model of their strategy. The note of the broker itself is what counts.</li>
        </ul>
      </div>
    </Panel>
  );
}

function SegmentTable({ segment, currency }: { readonly segment: Segment; readonly currency: string }) {
  const format = useFormat();
  const { segment: name, bought, sold, lines } = segment;
  return (
    <Table label={`Charges, ${name}`}>
      <caption className="px-4 pb-1 text-left text-muted text-xs">
        Bought {format.money(bought, currency)}, sold {format.money(sold, currency)}
      </caption>
      <thead>
        <tr>
          <HeadCell className="first-letter:uppercase">{name}</HeadCell>
          <HeadCell align="right">Charged</HeadCell>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ id, label, amount }) => (
          <tr key={`${id}:${label}`}>
            <Cell>{label}</Cell>
            <Cell align="right">{format.money(amount, currency)}</Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

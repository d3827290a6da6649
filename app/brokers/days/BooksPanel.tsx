"use client";
import Link from "next/link";
import type { ApiOutput } from "../../trpc/context.ts";
import { Badge } from "../../ui/Badge.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Cell, HeadCell, Table } from "../../ui/Table.tsx";

type Report = ApiOutput["brokers"]["day"]["report"];
type Row = NonNullable<Report["books"]>[number];

/** What every run owns, and what is not ours, beside what the broker holds. */
export function BooksPanel({ books }: { readonly books: Report["books"] }) {
  if (books === null) return null;
  return (
    <Panel title="Books" description="Owned by runs and by others, beside what the broker holds." flush>
      {books.length === 0 ? (
        <p className="px-4 pb-4 text-muted text-sm">Nothing is held, here or at the broker.</p>
      ) : (
        <Table label="Books beside the broker's">
          <thead>
            <tr>
              <HeadCell>Instrument</HeadCell>
              <HeadCell>Owned by</HeadCell>
              <HeadCell align="right" className="hidden sm:table-cell">
                By our books
              </HeadCell>
              <HeadCell align="right">At the broker</HeadCell>
            </tr>
          </thead>
          <tbody>
            {books.map((row) => (
              <BookLine key={`${row.exchange}:${row.symbol}`} row={row} />
            ))}
          </tbody>
        </Table>
      )}
    </Panel>
  );
}

function BookLine({ row: { exchange, symbol, runs, others, expected, broker } }: { readonly row: Row }) {
  const isEqual = expected === broker;
  return (
    <tr>
      <Cell>
        <span className="block whitespace-nowrap font-medium">{symbol}</span>
        <span className="block text-faint text-xs">{exchange}</span>
      </Cell>
      <Cell>
        <ul className="grid gap-0.5 py-1.5 text-xs">
          {runs.map(({ runId, run, quantity }) => (
            <li key={runId ?? "none"} className="flex gap-2">
              <span className="figure min-w-10 text-right">{quantity}</span>
              {runId === null ? (
                <span>orders of no run</span>
              ) : (
                <Link href={`/runs/${runId}`} className="hover:underline">
                  {run ?? "a run"}
                </Link>
              )}
            </li>
          ))}
          {others === "0" ? null : (
            <li className="flex gap-2 text-muted">
              <span className="figure min-w-10 text-right">{others}</span>
              <span>not ours</span>
            </li>
          )}
        </ul>
      </Cell>
      <Cell align="right" className="hidden sm:table-cell">
        {expected}
      </Cell>
      <Cell align="right">
        <span className="inline-flex flex-wrap items-center justify-end gap-x-2">
          {isEqual ? null : <Badge tone="danger">differs</Badge>}
          {broker}
          {isEqual ? null : <span className="block text-muted text-xs sm:hidden">ours {expected}</span>}
        </span>
      </Cell>
    </tr>
  );
}

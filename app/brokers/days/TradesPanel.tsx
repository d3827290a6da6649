"use client";
import Link from "next/link";
import { useState } from "react";
import { useFormat } from "../../format/FormatProvider.tsx";
import type { ApiOutput } from "../../trpc/context.ts";
import { Button } from "../../ui/Button.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Cell, HeadCell, Table } from "../../ui/Table.tsx";

/** So many are shown until the others are asked for. */
const few = 50;

type Report = ApiOutput["brokers"]["day"]["report"];

/** Each order that traded within the day, with the mean of its fills. */
export function TradesPanel({ report: { trades, currency, orders } }: { readonly report: Report }) {
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const shown = isOpen ? trades : trades.slice(0, few);
  const counts = Object.entries(orders).map(([status, count]) => `${count} ${status.replaceAll("-", " ")}`);
  const asked = counts.length === 0 ? "No order was asked for." : `Orders asked for: ${counts.join(", ")}.`;
  return (
    <Panel title="Trades" description={asked} flush>
      {trades.length === 0 || currency === null ? (
        <p className="px-4 pb-4 text-muted text-sm">Nothing was traded.</p>
      ) : (
        <>
          <Table label="Trades of the day">
            <thead>
              <tr>
                <HeadCell>Time</HeadCell>
                <HeadCell className="hidden sm:table-cell">Run</HeadCell>
                <HeadCell>Trade</HeadCell>
                <HeadCell align="right">Price</HeadCell>
                <HeadCell align="right" className="hidden sm:table-cell">
                  Value
                </HeadCell>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ order, time, runId, run, symbol, product, side, units, price, value }) => (
                <tr key={order}>
                  <Cell className="figure whitespace-nowrap">{format.clock(time)}</Cell>
                  <Cell className="hidden sm:table-cell">
                    <Link href={`/runs/${runId}`} className="hover:underline">
                      {run}
                    </Link>
                  </Cell>
                  <Cell className="whitespace-nowrap">
                    {side} {units} {symbol} <span className="text-faint text-xs">{product}</span>
                  </Cell>
                  <Cell align="right">{format.number(price)}</Cell>
                  <Cell align="right" className="hidden sm:table-cell">
                    {format.money(value, currency)}
                  </Cell>
                </tr>
              ))}
            </tbody>
          </Table>
          {shown.length === trades.length ? null : (
            <div className="grid place-items-center border-t p-3">
              <Button size="sm" onClick={() => setOpen(true)}>
                Show all {trades.length} trades
              </Button>
            </div>
          )}
        </>
      )}
    </Panel>
  );
}

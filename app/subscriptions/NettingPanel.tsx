"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useFormat } from "../format/FormatProvider.tsx";
import { useTRPC } from "../trpc/context.ts";
import { Panel } from "../ui/Panel.tsx";
import { Cell, HeadCell, Table } from "../ui/Table.tsx";

const refetchMilliseconds = 15_000;

/** What others of the team hold of the same instruments on the same account; nothing is shown where nobody does. */
export function NettingPanel({ id }: { readonly id: string }) {
  const trpc = useTRPC();
  const format = useFormat();
  const options = trpc.subscriptions.netting.queryOptions({ id });
  const { data: rows = [] } = useQuery({ ...options, refetchInterval: refetchMilliseconds });
  if (rows.length === 0) return null;
  const units = (quantity: number) => format.number(quantity);
  return (
    <Panel
      flush
      title="Held by others of yours as well"
      description="A broker has one position of an instrument, the net. Each run keeps a book of its own, and closes only what it holds itself."
    >
      <Table label="Instruments that others of the team hold as well">
        <thead>
          <tr>
            <HeadCell>Instrument</HeadCell>
            <HeadCell align="right">Here</HeadCell>
            <HeadCell>Others</HeadCell>
            <HeadCell align="right">Net</HeadCell>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ account, symbol, own, others, net }) => (
            <tr key={`${account?.id ?? ""} ${symbol}`}>
              <Cell>
                <span className="block whitespace-nowrap font-medium">{symbol}</span>
                <span className="block text-faint text-xs">{account?.label ?? "Paper, an account each"}</span>
              </Cell>
              <Cell align="right">{units(own)}</Cell>
              <Cell className="w-full min-w-32 max-w-0">
                {others.map(({ runId, name, quantity }) => (
                  <Link key={runId} href={`/runs/${runId}`} className="block truncate rounded-sm hover:text-accent">
                    <span className="figure">{units(quantity)}</span> {name}
                  </Link>
                ))}
              </Cell>
              <Cell align="right">{units(net)}</Cell>
            </tr>
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}

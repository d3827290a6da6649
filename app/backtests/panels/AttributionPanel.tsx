"use client";
import { useState } from "react";
import type {
  AttributionDimension,
  AttributionTable,
} from "@/graph-runtime/analytics/attribution/attribution-table.ts";
import { useFormat } from "../../format/FormatProvider.tsx";
import { Delta } from "../../ui/Delta.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Select } from "../../ui/Select.tsx";
import { Cell, HeadCell, Table } from "../../ui/Table.tsx";

const dimensions: Record<AttributionDimension, string> = {
  "exit-reason": "Reason to exit",
  "entry-reason": "Reason to enter",
  "exit-node": "Exit node",
  "entry-node": "Entry node",
  symbol: "Symbol",
  side: "Side",
  weekday: "Weekday of the entry",
  month: "Month of the entry",
  hour: "Hour of the entry (UTC)",
};

type AttributionPanelProps = { readonly tables: readonly AttributionTable[]; readonly currency: string };

/** Closed trades grouped by what they share, with what each group earned. */
export function AttributionPanel({ tables, currency }: AttributionPanelProps) {
  const format = useFormat();
  const [dimension, setDimension] = useState<string>("exit-reason");
  const table = tables.find((candidate) => candidate.dimension === dimension) ?? tables[0];
  if (!table) return null;
  const largest = Math.max(1e-9, ...table.rows.map((row) => Math.abs(row.profit)));
  return (
    <Panel
      flush
      title="Where it came from"
      description="Closed trades by what they share"
      actions={
        <Select
          aria-label="Group trades by"
          className="w-52"
          value={table.dimension}
          onChange={(change) => setDimension(change.target.value)}
        >
          {tables.map((candidate) => (
            <option key={candidate.dimension} value={candidate.dimension}>
              {dimensions[candidate.dimension]}
            </option>
          ))}
        </Select>
      }
    >
      <Table label={`Trades by ${dimensions[table.dimension].toLowerCase()}`}>
        <thead>
          <tr>
            <HeadCell>{dimensions[table.dimension]}</HeadCell>
            <HeadCell align="right">Trades</HeadCell>
            <HeadCell align="right">Won</HeadCell>
            <HeadCell align="right">Average</HeadCell>
            <HeadCell align="right">Net profit</HeadCell>
            <HeadCell className="hidden w-1/4 md:table-cell">
              <span className="sr-only">Size</span>
            </HeadCell>
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row.key}>
              <Cell className="font-medium">{row.key}</Cell>
              <Cell align="right">{format.integer(row.trades)}</Cell>
              <Cell align="right">{format.percent(row.winRate, 0)}</Cell>
              <Cell align="right">{format.money(row.averageProfit, currency)}</Cell>
              <Cell align="right">
                <Delta value={row.profit}>{format.money(row.profit, currency)}</Delta>
              </Cell>
              <Cell className="hidden md:table-cell">
                <div
                  aria-hidden="true"
                  className={`h-2 rounded-full ${row.profit >= 0 ? "bg-profit" : "bg-loss"}`}
                  style={{ width: `${(Math.abs(row.profit) / largest) * 100}%` }}
                />
              </Cell>
            </tr>
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}

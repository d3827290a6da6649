"use client";
import { useFormat } from "../format/FormatProvider.tsx";
import type { ApiOutput } from "../trpc/context.ts";
import { Delta } from "../ui/Delta.tsx";
import { Cell, HeadCell, Table } from "../ui/Table.tsx";

type State = ApiOutput["brokers"]["state"];

export function BrokerPositions({ state: { positions, holdings, funds } }: { readonly state: State }) {
  const format = useFormat();
  const rows = [...positions, ...holdings.map((holding) => ({ ...holding, product: "holding" }))];
  if (rows.length === 0) return <p className="text-muted text-sm">Nothing is held.</p>;
  return (
    <Table label="Positions at the broker">
      <thead>
        <tr>
          <HeadCell>Instrument</HeadCell>
          <HeadCell align="right">Quantity</HeadCell>
          <HeadCell align="right" className="hidden sm:table-cell">
            Average
          </HeadCell>
          <HeadCell align="right">Last</HeadCell>
          <HeadCell align="right">Open profit</HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ exchange, symbol, product, quantity, averagePrice, lastPrice }) => {
          const profit = lastPrice === null ? null : (Number(lastPrice) - Number(averagePrice)) * Number(quantity);
          return (
            <tr key={`${exchange}:${symbol}:${product}`}>
              <Cell>
                <span className="block whitespace-nowrap font-medium">{symbol}</span>
                <span className="block text-faint text-xs">
                  {exchange}, {product}
                </span>
              </Cell>
              <Cell align="right">{format.number(Number(quantity), 0)}</Cell>
              <Cell align="right" className="hidden sm:table-cell">
                {format.number(Number(averagePrice))}
              </Cell>
              <Cell align="right">{format.number(lastPrice === null ? null : Number(lastPrice))}</Cell>
              <Cell align="right">
                {profit === null ? "–" : <Delta value={profit}>{format.money(profit, funds.currency)}</Delta>}
              </Cell>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}

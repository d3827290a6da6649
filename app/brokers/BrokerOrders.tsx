"use client";
import { useFormat } from "../format/FormatProvider.tsx";
import type { ApiOutput } from "../trpc/context.ts";
import { Badge, type Tone } from "../ui/Badge.tsx";
import { Cell, HeadCell, Table } from "../ui/Table.tsx";

type State = ApiOutput["brokers"]["state"];

const tones: Readonly<Record<string, Tone>> = { filled: "profit", rejected: "danger", accepted: "info" };
const words = (status: string): string => {
  const text = status.replaceAll("-", " ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
};

export function BrokerOrders({ state: { orders } }: { readonly state: State }) {
  const format = useFormat();
  if (orders.length === 0) return <p className="text-muted text-sm">No order was placed today.</p>;
  return (
    <Table label="Orders at the broker">
      <thead>
        <tr>
          <HeadCell>Order</HeadCell>
          <HeadCell align="right">Filled</HeadCell>
          <HeadCell align="right">Average</HeadCell>
          <HeadCell>State</HeadCell>
          <HeadCell>From</HeadCell>
          <HeadCell align="right">Time</HeadCell>
        </tr>
      </thead>
      <tbody>
        {orders.map((order) => (
          <tr key={order.id}>
            <Cell className="whitespace-nowrap">
              <span className="font-medium">
                {order.side === "buy" ? "Buy" : "Sell"} {format.number(Number(order.quantity), 0)} {order.symbol}
              </span>{" "}
              <span className="text-faint text-xs">{order.type}</span>
            </Cell>
            <Cell align="right">{format.number(Number(order.filledQuantity), 0)}</Cell>
            <Cell align="right">{format.number(order.averagePrice === null ? null : Number(order.averagePrice))}</Cell>
            <Cell>
              <Badge tone={tones[order.status] ?? "neutral"}>{words(order.status)}</Badge>
              {order.reason ? <span className="block text-muted text-xs">{order.reason}</span> : null}
            </Cell>
            <Cell className="whitespace-nowrap text-muted">{order.isOurs ? "Quantloom" : "Elsewhere"}</Cell>
            <Cell align="right">{order.time === null ? "–" : format.clock(order.time)}</Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

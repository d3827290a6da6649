"use client";
import { useQuery } from "@tanstack/react-query";
import { useFormat } from "../format/FormatProvider.tsx";
import { useTRPC } from "../trpc/context.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { Badge, type Tone } from "../ui/Badge.tsx";
import { Panel } from "../ui/Panel.tsx";
import { Cell, HeadCell, Table } from "../ui/Table.tsx";

const tones: Readonly<Record<string, Tone>> = { filled: "profit", denied: "danger", rejected: "danger" };
const everyMilliseconds = 5_000;

/** The newest orders of all members together; each run's page has all of its own. */
export function MemberOrdersPanel({ id }: { readonly id: string }) {
  const trpc = useTRPC();
  const format = useFormat();
  const orders = useQuery({ ...trpc.subscriptions.orders.queryOptions({ id }), refetchInterval: everyMilliseconds });
  return (
    <Panel flush title="Orders" description="The newest of all members.">
      <Loaded query={orders}>
        {(found) =>
          found.length === 0 ? (
            <p className="px-4 py-8 text-center text-muted">No order was placed yet.</p>
          ) : (
            <Table label="Orders of all members, the latest first">
              <thead>
                <tr>
                  <HeadCell>Placed</HeadCell>
                  <HeadCell>Order</HeadCell>
                  <HeadCell>State</HeadCell>
                  <HeadCell align="right">Quantity</HeadCell>
                  <HeadCell align="right" className="hidden md:table-cell">
                    Average
                  </HeadCell>
                  <HeadCell className="hidden md:table-cell">Reason</HeadCell>
                </tr>
              </thead>
              <tbody>
                {found.slice(0, 20).map((order) => (
                  <tr key={order.clientOrderId}>
                    <Cell className="figure whitespace-nowrap text-muted">{format.clock(order.placedAt)}</Cell>
                    <Cell className="whitespace-nowrap font-medium">
                      {order.side === "buy" ? "Buy" : "Sell"} {order.symbol}{" "}
                      <span className="hidden font-normal text-muted sm:inline">{order.strategyName}</span>
                    </Cell>
                    <Cell>
                      <Badge tone={tones[order.status] ?? "neutral"}>{order.status}</Badge>
                    </Cell>
                    <Cell align="right">{format.number(order.quantity, 0)}</Cell>
                    <Cell align="right" className="hidden md:table-cell">
                      {format.number(order.averagePrice)}
                    </Cell>
                    <Cell className="hidden min-w-56 text-muted md:table-cell">
                      {order.deniedReason ?? order.reason}
                    </Cell>
                  </tr>
                ))}
              </tbody>
            </Table>
          )
        }
      </Loaded>
    </Panel>
  );
}

"use client";
import { useFormat } from "../format/FormatProvider.tsx";
import { useTRPC, useTRPCClient } from "../trpc/context.ts";
import { errorText } from "../trpc/error-text.ts";
import { usePages } from "../trpc/use-pages.ts";
import { Badge, type Tone } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Panel } from "../ui/Panel.tsx";
import { SkeletonRows } from "../ui/Skeleton.tsx";
import { Cell, HeadCell, Table } from "../ui/Table.tsx";
import { isMovable, MoveStopDialog } from "./MoveStopDialog.tsx";
import { OrderTimelineDialog } from "./OrderTimelineDialog.tsx";

const currency = "USD";

const tones: Readonly<Record<string, Tone>> = {
  filled: "profit",
  denied: "danger",
  rejected: "danger",
  working: "info",
  accepted: "info",
  "partially-filled": "info",
  unknown: "warning",
};

/** States of an order that need more than their name. */
const names: Readonly<Record<string, string>> = {
  created: "held by us",
  working: "working",
  unknown: "no answer yet",
  "partially-filled": "partly filled",
};

export function OrdersTable({ runId, hasBroker }: { readonly runId: string; readonly hasBroker: boolean }) {
  const trpc = useTRPC();
  const format = useFormat();
  const client = useTRPCClient();
  const pages = usePages({
    queryKey: trpc.runs.orders.infiniteQueryKey({ id: runId }),
    fetchPage: (cursor) =>
      client.runs.orders.query(cursor === undefined ? { id: runId } : { id: runId, cursor: Number(cursor) }),
  });
  if (pages.isError) return <ErrorState message={errorText(pages.error)} onRetry={() => void pages.refetch()} />;
  const orders = pages.data?.pages.flatMap((page) => page.items);
  if (!orders) return <SkeletonRows />;
  if (orders.length === 0) return <Nothing text="No order was placed yet." />;
  return (
    <Panel flush>
      <Table label="Orders, the latest first">
        <thead>
          <tr>
            <HeadCell>Placed</HeadCell>
            <HeadCell>Order</HeadCell>
            <HeadCell>State</HeadCell>
            <HeadCell align="right">Quantity</HeadCell>
            <HeadCell align="right">Filled</HeadCell>
            <HeadCell align="right">Average</HeadCell>
            <HeadCell>Reason</HeadCell>
            <HeadCell>{hasBroker ? "At the broker" : "Id"}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {orders.map((order) => (
            <tr key={order.clientOrderId}>
              <Cell className="figure whitespace-nowrap text-muted">{format.clock(order.placedAt)}</Cell>
              <Cell className="whitespace-nowrap font-medium">
                {order.side === "buy" ? "Buy" : "Sell"} {order.symbol}{" "}
                <span className="font-normal text-muted">
                  {order.type}
                  {order.limitPrice === null ? "" : ` at ${format.number(order.limitPrice)}`}
                  {order.stopPrice === null ? "" : ` at ${format.number(order.stopPrice)}`}
                </span>
              </Cell>
              <Cell>
                <Badge tone={tones[order.status] ?? "neutral"}>{names[order.status] ?? order.status}</Badge>
              </Cell>
              <Cell align="right">{format.number(order.quantity, 0)}</Cell>
              <Cell align="right">{format.number(order.filledQuantity, 0)}</Cell>
              <Cell align="right">{format.number(order.averagePrice)}</Cell>
              <Cell className="min-w-56 text-muted">{order.deniedReason ?? order.reason}</Cell>
              <Cell className="whitespace-nowrap">
                {isMovable(order) ? <MoveStopDialog runId={runId} order={order} /> : null}
                {hasBroker ? (
                  <OrderTimelineDialog runId={runId} order={order} />
                ) : (
                  <code className="font-mono text-2xs text-faint">{order.clientOrderId}</code>
                )}
              </Cell>
            </tr>
          ))}
        </tbody>
      </Table>
      <More shown={pages.hasNextPage} busy={pages.isFetchingNextPage} onMore={() => void pages.fetchNextPage()} />
    </Panel>
  );
}

export function FillsTable({ runId }: { readonly runId: string }) {
  const trpc = useTRPC();
  const format = useFormat();
  const client = useTRPCClient();
  const pages = usePages({
    queryKey: trpc.runs.fills.infiniteQueryKey({ id: runId }),
    fetchPage: (cursor) =>
      client.runs.fills.query(cursor === undefined ? { id: runId } : { id: runId, cursor: Number(cursor) }),
  });
  if (pages.isError) return <ErrorState message={errorText(pages.error)} onRetry={() => void pages.refetch()} />;
  const fills = pages.data?.pages.flatMap((page) => page.items);
  if (!fills) return <SkeletonRows />;
  if (fills.length === 0) return <Nothing text="Nothing was filled yet." />;
  return (
    <Panel flush>
      <Table label="Fills, the latest first">
        <thead>
          <tr>
            <HeadCell>Time</HeadCell>
            <HeadCell>Fill</HeadCell>
            <HeadCell align="right">Quantity</HeadCell>
            <HeadCell align="right">Price</HeadCell>
            <HeadCell align="right">Cost</HeadCell>
            <HeadCell align="right">Order</HeadCell>
          </tr>
        </thead>
        <tbody>
          {fills.map((fill) => (
            <tr key={`${fill.sequence}.${fill.ordinal}`}>
              <Cell className="figure whitespace-nowrap text-muted">{format.clock(fill.time)}</Cell>
              <Cell className="whitespace-nowrap font-medium">
                {fill.side === "buy" ? "Bought" : "Sold"} {fill.symbol}{" "}
                <span className="font-normal text-muted">{fill.role}</span>
              </Cell>
              <Cell align="right">{format.number(fill.quantity, 0)}</Cell>
              <Cell align="right">{format.number(fill.price)}</Cell>
              <Cell align="right">{format.money(fill.fee, currency)}</Cell>
              <Cell align="right" className="text-muted">
                no. {fill.orderNumber}
              </Cell>
            </tr>
          ))}
        </tbody>
      </Table>
      <More shown={pages.hasNextPage} busy={pages.isFetchingNextPage} onMore={() => void pages.fetchNextPage()} />
    </Panel>
  );
}

function Nothing({ text }: { readonly text: string }) {
  return (
    <Panel>
      <p className="py-8 text-center text-muted">{text}</p>
    </Panel>
  );
}

type MoreProps = { readonly shown: boolean; readonly busy: boolean; readonly onMore: () => void };

function More({ shown, busy, onMore }: MoreProps) {
  if (!shown) return null;
  return (
    <div className="grid place-items-center border-t py-3">
      <Button size="sm" busy={busy} onClick={onMore}>
        Show earlier ones
      </Button>
    </div>
  );
}

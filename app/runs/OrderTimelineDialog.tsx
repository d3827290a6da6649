"use client";
import { useQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import { useState } from "react";
import { useFormat } from "../format/FormatProvider.tsx";
import { type ApiOutput, useTRPC } from "../trpc/context.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";

type Order = ApiOutput["runs"]["orders"]["items"][number];
type Props = { readonly runId: string; readonly order: Order };

/** What happened to an order at the broker, step by step. */
export function OrderTimelineDialog({ runId, order }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      title={`${order.side === "buy" ? "Buy" : "Sell"} ${order.quantity} ${order.symbol}`}
      description={`Order no. ${order.number} of this run, as its broker told it.`}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm" variant="ghost">
          <History size={14} aria-hidden="true" />
          History
        </Button>
      }
    >
      <Timeline runId={runId} number={order.number} />
    </Dialog>
  );
}

const sources: Readonly<Record<string, string>> = {
  outbox: "Quantloom",
  answer: "the broker's answer",
  stream: "the broker's stream",
  postback: "a postback",
  "order-book": "the order book",
  "look-up": "a look-up",
};

function Timeline({ runId, number }: { readonly runId: string; readonly number: number }) {
  const trpc = useTRPC();
  const format = useFormat();
  const events = useQuery(trpc.runs.orderTimeline.queryOptions({ id: runId, number }));
  return (
    <Loaded query={events}>
      {(list) =>
        list.length === 0 ? (
          <p className="text-muted">It was never sent: it is held here, or was taken back before.</p>
        ) : (
          <ol className="grid max-h-96 gap-3 overflow-y-auto">
            {list.map((event) => (
              <li
                key={`${event.clientOrderId}.${event.sequence}`}
                className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 text-sm"
              >
                <span className="figure text-muted text-xs">{format.clock(event.at)}</span>
                <span>
                  <span className="font-medium">{event.status.replaceAll("-", " ")}</span>
                  {event.filled !== null && event.filled !== "0" ? `, ${event.filled} filled` : ""}{" "}
                  <span className="text-faint text-xs">by {sources[event.source] ?? event.source}</span>
                </span>
                {event.reason === null ? null : <span className="col-start-2 text-muted">{event.reason}</span>}
                {event.advice === null ? null : <span className="col-start-2">{event.advice}</span>}
              </li>
            ))}
          </ol>
        )
      }
    </Loaded>
  );
}

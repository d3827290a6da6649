import { randomUUID } from "node:crypto";
import type { OutsideStatus } from "@/graph-runtime/engine/outside/ticket.ts";
import type { BrokerOrderStatus } from "../../brokers/port/broker-order.ts";
import type { Transaction } from "../../db/client.ts";
import type { BrokerOrderRow } from "../../db/repositories/broker-orders.ts";
import { appendToRun } from "../../db/repositories/run-inbox.ts";
import type { OrderPayload } from "../inbox-payload.ts";
import { readFolded } from "./stored-order.ts";

const statuses: Readonly<Record<BrokerOrderStatus, OutsideStatus>> = {
  queued: "sent",
  sending: "sent",
  unknown: "unknown",
  submitted: "sent",
  "pending-accept": "sent",
  accepted: "working",
  "trigger-pending": "working",
  "partially-filled": "working",
  "pending-modify": "working",
  "pending-cancel": "working",
  filled: "filled",
  cancelled: "cancelled",
  expired: "expired",
  rejected: "rejected",
};

type Told = { readonly refused?: "cancel" | "change"; readonly reason?: string | null };

/**
 * Puts what is known of an order into the inbox of the run that it belongs to, in the transaction in which it became known: a run hears
 * of a change exactly once. `row` is as it is stored from now on.
 */
export async function tellRun(tx: Transaction, row: BrokerOrderRow, { refused, reason }: Told = {}): Promise<void> {
  const { runId, wholeId, slice, slices } = row;
  if (runId === null || wholeId === null) return;
  const { status, filledQuantity, filledValue, reason: last } = readFolded(row);
  await appendReport(tx, runId, {
    report: {
      id: wholeId,
      slice,
      slices,
      status: statuses[status],
      filled: Number(filledQuantity),
      value: Number(filledValue),
      reason: reason === undefined ? last : reason,
      refused: refused ?? null,
    },
    time: Date.now(),
  });
}

/** Puts a report into a run's inbox; a run that has ended hears nothing any more. */
export async function appendReport(tx: Transaction, runId: string, payload: OrderPayload): Promise<void> {
  await appendToRun(tx, runId, { key: `order:${randomUUID()}`, kind: "order", payload });
}

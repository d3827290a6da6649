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

/** Returns what a run hears of an order of its own, as it is stored from now on; null where it is no run's. */
export function heardOf(row: BrokerOrderRow, { refused, reason }: Told = {}): OrderPayload | null {
  const { runId, wholeId, slice, slices } = row;
  if (runId === null || wholeId === null) return null;
  const { status, filledQuantity, filledValue, reason: last } = readFolded(row);
  return {
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
  };
}

/**
 * Puts what is known of an order into the inbox of the run that it belongs to, in the transaction in which it became known: a run hears
 * of a change exactly once. `row` is as it is stored from now on.
 */
export async function tellRun(tx: Transaction, row: BrokerOrderRow, told: Told = {}): Promise<void> {
  const heard = heardOf(row, told);
  if (row.runId !== null && heard !== null) await appendReport(tx, row.runId, heard);
}

/** Makes a report an event of its own, even where it says what another has said. */
export function reportKey(): string {
  return `order:${randomUUID()}`;
}

/** Puts a report into a run's inbox; a run that has ended hears nothing any more. */
export async function appendReport(tx: Transaction, runId: string, payload: OrderPayload): Promise<void> {
  await appendToRun(tx, runId, { key: reportKey(), kind: "order", payload });
}

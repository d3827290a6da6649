import type { OrderReport } from "../../brokers/port/broker-order.ts";
import { type Folding, foldReport } from "../../brokers/port/fold-report.ts";
import type { Database, Transaction } from "../../db/client.ts";
import {
  appendOrderEvent,
  type BrokerOrderRow,
  findReportedOrder,
  lockBrokerOrder,
  lockRunOfOrder,
  storeOrderState,
} from "../../db/repositories/broker-orders.ts";
import { readFolded, toState } from "./stored-order.ts";
import { tellRun } from "./tell-run.ts";

/** From where a report came; all of them are folded alike. */
export type ReportSource = "stream" | "postback" | "order-book" | "look-up";

/**
 * Adds what the broker says of an order to what is stored of it, in one transaction. Returns false where the order is none of ours. A
 * report that says nothing new leaves nothing.
 */
export async function applyReport(
  db: Database,
  accountId: string,
  { report, source }: { readonly report: OrderReport; readonly source: ReportSource },
): Promise<boolean> {
  const orderId = await findReportedOrder(db, accountId, report);
  if (orderId === null) return false;
  await db.$transaction(async (tx) => {
    await lockRunOfOrder(tx, orderId);
    const row = await lockBrokerOrder(tx, orderId);
    if (row === null) return;
    const folding = foldReport(readFolded(row), report);
    if (folding.isNews) await store(tx, { row, source, folding });
  });
  return true;
}

type Stored = {
  readonly row: BrokerOrderRow;
  readonly source: ReportSource;
  readonly folding: Folding;
};

async function store(tx: Transaction, { row, source, folding }: Stored): Promise<void> {
  const { order, fill } = folding;
  const state = toState(order);
  await storeOrderState(tx, row.id, state);
  await tellRun(tx, { ...row, ...state });
  const { status, reason, filledQuantity, hasLateFill } = order;
  const detail = { filledQuantity, reason, hasLateFill, fill };
  await appendOrderEvent(tx, row.id, { source, status, detail });
}

import type { OrderReport } from "../../brokers/port/broker-order.ts";
import { type Folding, foldReport } from "../../brokers/port/fold-report.ts";
import type { Database, Transaction } from "../../db/client.ts";
import {
  appendOrderEvent,
  type BrokerOrderRow,
  lockBrokerOrder,
  lockRunOfOrder,
  storeOrderState,
} from "../../db/repositories/broker-orders.ts";
import { readReportedOrder, type SeenOrder, storeReported } from "../../db/repositories/reported-orders.ts";
import { readFolded, toState } from "./stored-order.ts";
import { heardOf, reportKey, tellRun } from "./tell-run.ts";

/** From where a report came; all of them are folded alike. */
export type ReportSource = "stream" | "postback" | "order-book" | "look-up" | "answer";

/** Told, where a report was stored at once, of the shard of the run that hears of it; null for none. */
type Heard = (shard: number | null) => void;

/**
 * Adds what the broker says of an order to what is stored of it, in one transaction. Returns false where the order is none of ours. A
 * report that says nothing new leaves nothing.
 */
export async function applyReport(
  db: Database,
  accountId: string,
  { report, source, heard }: { readonly report: OrderReport; readonly source: ReportSource; readonly heard?: Heard },
): Promise<boolean> {
  const found = await readReportedOrder(db, accountId, report);
  if (found === null) return false;
  const folding = foldReport(readFolded(found.row), report);
  if (!folding.isNews) return true;
  const stored = await storeAsSeen(db, found, { source, folding });
  if (stored !== null) {
    heard?.(stored.shard);
    return true;
  }
  // it has changed since it was read, or the statement failed: the order is folded as it is under its lock
  await db.$transaction(async (tx) => {
    await lockRunOfOrder(tx, found.row.id);
    const row = await lockBrokerOrder(tx, found.row.id);
    if (row === null) return;
    const again = foldReport(readFolded(row), report);
    if (again.isNews) await store(tx, { row, source, folding: again });
  });
  return true;
}

function storeAsSeen(db: Database, seen: SeenOrder, { source, folding }: Omit<Stored, "row">) {
  const { order } = folding;
  const state = toState(order);
  const payload = heardOf({ ...seen.row, ...state });
  const heard = payload && { key: reportKey(), payload };
  return storeReported(db, seen, { state, event: { source, detail: detailOf(folding) }, heard }).catch(() => null);
}

function detailOf({ order: { filledQuantity, reason, hasLateFill }, fill }: Folding): object {
  return { filledQuantity, reason, hasLateFill, fill };
}

type Stored = {
  readonly row: BrokerOrderRow;
  readonly source: ReportSource;
  readonly folding: Folding;
};

async function store(tx: Transaction, { row, source, folding }: Stored): Promise<void> {
  const state = toState(folding.order);
  await storeOrderState(tx, row.id, state);
  await tellRun(tx, { ...row, ...state });
  await appendOrderEvent(tx, row.id, { source, status: state.status, detail: detailOf(folding) });
}

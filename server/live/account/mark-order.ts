import type { BrokerOrderStatus } from "../../brokers/port/broker-order.ts";
import { zero } from "../../brokers/port/decimal.ts";
import type { Transaction } from "../../db/client.ts";
import { type BrokerOrderRow, lockBrokerOrder, storeOrderState } from "../../db/repositories/broker-orders.ts";
import { readFolded, toState } from "./stored-order.ts";
import { tellRun } from "./tell-run.ts";

/** Statuses that we give; once the broker has said anything, only it can say more. */
const own: ReadonlySet<string> = new Set(["queued", "sending", "unknown"]);

type Mark = { readonly status: BrokerOrderStatus; readonly reason: string | null };

/** Gives an order a status of ours, unless a report was faster. The run of the order is locked, but for what it need not know. */
export async function markOrder(tx: Transaction, { id }: BrokerOrderRow, mark: Mark): Promise<void> {
  const row = await lockBrokerOrder(tx, id);
  if (row === null || !own.has(row.status)) return;
  await storeOrderState(tx, id, { ...toState(readFolded(row)), ...mark });
  if (mark.status !== "queued" && mark.status !== "sending") await tellRun(tx, { ...row, ...mark });
}

/** Notes the id that the broker gave an order, unless a report was faster. */
export async function noteBrokerId(tx: Transaction, { id }: BrokerOrderRow, brokerOrderId: string): Promise<void> {
  const row = await lockBrokerOrder(tx, id);
  if (row === null) return;
  const folded = readFolded(row);
  if (folded.parts.some((part) => part.brokerOrderId === brokerOrderId)) return;
  const part = { brokerOrderId, filledQuantity: zero, filledValue: zero };
  await storeOrderState(tx, id, toState({ ...folded, parts: [...folded.parts, part] }));
}

import type { Transaction } from "../../db/client.ts";
import { type BrokerOrderRow, lockOrderNamed } from "../../db/repositories/broker-orders.ts";
import { readRequest } from "./stored-order.ts";

/**
 * Returns the orders that go out and are taken back by one word with an order, itself among them, and locks them: a target comes first,
 * under whose id both are sent, then its stop.
 */
export async function lockPair(tx: Transaction, row: BrokerOrderRow): Promise<BrokerOrderRow[]> {
  const { pair } = readRequest(row);
  if (pair === null) return [row];
  const [target, stop] = [
    await lockOrderNamed(tx, row.accountId, pair.target),
    await lockOrderNamed(tx, row.accountId, pair.stop),
  ];
  return [target, stop].filter((one) => one !== null);
}

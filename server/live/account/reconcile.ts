import { setTimeout as sleep } from "node:timers/promises";
import type { BrokerConnection } from "../../brokers/port/broker-connection.ts";
import type { Database } from "../../db/client.ts";
import { readForeign, storeForeign, storeReconciliation } from "../../db/repositories/broker-accounts.ts";
import { findReportedOrder, listWorkingBrokerOrders, sumOwnFills } from "../../db/repositories/broker-orders.ts";
import { notifyTeam } from "../../db/repositories/notifications.ts";
import { applyReport } from "./apply-report.ts";
import { compareBooks, ForeignBook, followForeignBook, type Mismatch } from "./foreign-book.ts";
import { listHeld } from "./list-held.ts";
import { readMargin } from "./read-margin.ts";
import { readRequest } from "./stored-order.ts";

/** A fill between two questions makes the answers disagree for a moment: they are asked again before anything is said of it. */
const attempts = 3;
const pause = 300;

/**
 * Takes over what the broker's books say of our orders, and compares its positions with them. What does not agree is noted on the
 * account, which then enters nothing until it does.
 */
export async function reconcile(db: Database, accountId: string, connection: BrokerConnection): Promise<string | null> {
  let review: string | null = null;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (attempt > 0) await sleep(pause);
    review = await compareOnce(db, accountId, connection);
    if (review === null) break;
  }
  await readMargin(db, accountId, connection);
  await db.$transaction(async (tx) => {
    const { teamId, label, before } = await storeReconciliation(tx, accountId, { review });
    // A doubt that lasts, or whose words change, was told when it began.
    if (review === null || before !== null) return;
    await notifyTeam(tx, {
      teamId,
      kind: "broker.mismatch",
      key: `account:${accountId}:mismatch:${Date.now()}`,
      subject: `account:${accountId}`,
      title: `The books of ${label} disagree`,
      body: `${review} Nothing is entered on this account until they agree; exits still go.`,
      href: "/brokers",
    });
  });
  return review;
}

async function compareOnce(db: Database, accountId: string, connection: BrokerConnection): Promise<string | null> {
  const orders = await connection.listOrders();
  const ours = new Set<string>();
  for (const report of orders) {
    if (await applyReport(db, accountId, { report, source: "order-book" })) ours.add(report.brokerOrderId);
  }
  const foreign = ForeignBook.parse(await readForeign(db, accountId));
  const followed = followForeignBook(foreign, orders, ({ brokerOrderId }) => ours.has(brokerOrderId));
  await storeForeign(db, accountId, followed);
  const mismatches = compareBooks(await listHeld(connection), await sumOwnFills(db, accountId), followed);
  const lost = await findLost(db, accountId, connection);
  return [...mismatches.map(mismatchText), ...lost].join(" ") || null;
}

/** Names the orders that should be working and that the broker does not know. */
async function findLost(db: Database, accountId: string, connection: BrokerConnection): Promise<string[]> {
  const lost: string[] = [];
  for (const row of await listWorkingBrokerOrders(db, accountId)) {
    const report = await connection.findOrder(readRequest(row));
    if (report === null) {
      const { side, quantity, instrument } = readRequest(row);
      lost.push(`The order to ${side} ${quantity} ${instrument.symbol} is not in the broker's books any more.`);
    } else if ((await findReportedOrder(db, accountId, report)) !== null)
      await applyReport(db, accountId, { report, source: "look-up" });
  }
  return lost;
}

function mismatchText({ symbol, expected, found }: Mismatch): string {
  return `The broker holds ${found} of ${symbol}, our books and what others did say ${expected}.`;
}

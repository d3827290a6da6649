import type { Database } from "../../db/client.ts";
import { dropBrokerSession } from "../../db/repositories/broker-accounts.ts";
import { notifyTeam } from "../../db/repositories/notifications.ts";

/** Forgets a session that the broker no longer takes, and tells the team, once. */
export async function endSession(db: Database, id: string): Promise<void> {
  await db.$transaction(async (tx) => {
    const account = await dropBrokerSession(tx, id);
    if (account === null) return;
    await notifyTeam(tx, {
      teamId: account.teamId,
      kind: "broker.expired",
      key: `account:${id}:ended:${Date.now()}`,
      subject: `account:${id}`,
      title: `The session of ${account.label} has ended`,
      body: "The broker takes it no more: nothing is sent and no update is heard until somebody logs in again.",
      href: "/brokers",
    });
  });
}

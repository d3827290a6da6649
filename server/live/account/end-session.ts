import type { Database } from "../../db/client.ts";
import { dropBrokerSession, type SealedAccountRow } from "../../db/repositories/broker-accounts.ts";
import { notifyTeam } from "../../db/repositories/notifications.ts";

/**
 * Forgets the session of the account as it was read, which the broker no longer takes, and tells the team, once. Whoever has logged in
 * again meanwhile keeps that login: the refusal of an old session may come late.
 */
export async function endSession(db: Database, account: Pick<SealedAccountRow, "id" | "session">): Promise<void> {
  await db.$transaction(async (tx) => {
    const dropped = await dropBrokerSession(tx, account);
    if (dropped === null) return;
    const { id } = account;
    await notifyTeam(tx, {
      teamId: dropped.teamId,
      kind: "broker.expired",
      key: `account:${id}:ended:${Date.now()}`,
      subject: `account:${id}`,
      title: `The session of ${dropped.label} has ended`,
      body: "The broker takes it no more: nothing is sent and no update is heard until somebody logs in again.",
      href: "/brokers",
    });
  });
}

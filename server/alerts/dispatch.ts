import { randomUUID } from "node:crypto";
import type { Database, Transaction } from "../db/client.ts";
import { recordJob } from "../db/repositories/job-records.ts";
import { membershipsOfTeam } from "../db/repositories/memberships.ts";
import { type ChannelRow, listChannels } from "../db/repositories/notification-channels.ts";
import { insertDelivery } from "../db/repositories/notification-deliveries.ts";
import { preferencesOfKind } from "../db/repositories/notification-preferences.ts";
import { lockUndispatched, markDispatched, type NotificationRow } from "../db/repositories/notifications.ts";
import { verifiedAmong } from "../db/repositories/users.ts";
import { env } from "../env.ts";
import { alertLetter } from "../mail/letters.ts";
import { mailerOf } from "../mail/mailer.ts";
import { queueLetter } from "../mail/post-letter.ts";
import type { Deliverer } from "../queue/deliver.ts";
import { permissionsOf } from "../trpc/permissions.ts";
import { pageUrl } from "./deliver.ts";
import { definitionOfKind } from "./notification-kinds.ts";

const together = 50;
const letterSeconds = 24 * 3_600;

type Queued = { readonly letters: string[]; readonly deliveries: string[] };

/**
 * Works out where each new notification goes, and asks for its letters and posts, in one transaction with the mark that this was done:
 * a process that dies in between leaves either everything or nothing. Returns how many notifications there were.
 */
export async function dispatchNotifications(db: Database, deliverer: Deliverer): Promise<number> {
  for (let count = 0; ; ) {
    const queued: Queued = { letters: [], deliveries: [] };
    const found = await db.$transaction(async (tx) => {
      const rows = await lockUndispatched(tx, together);
      for (const row of rows) await queueRow(tx, row, queued);
      await markDispatched(
        tx,
        rows.map(({ id }) => id),
      );
      return rows.length;
    });
    // What cannot be handed over now is recorded: the maintenance sweep does it.
    for (const id of queued.letters) await deliverer.deliver("mail.send", { version: 1, letterId: id }, { id });
    for (const id of queued.deliveries) await deliverer.deliver("alert.send", { version: 1, deliveryId: id }, { id });
    count += found;
    if (found < together) return count;
  }
}

async function queueRow(tx: Transaction, row: NotificationRow, queued: Queued): Promise<void> {
  const definition = definitionOfKind(row.kind);
  if (definition === null || definition.inAppOnly === true) return;
  for (const { name, email } of await mailedTo(tx, row)) {
    const letter = alertLetter({ name, email }, { ...row, url: pageUrl(row.href) });
    queued.letters.push(await queueLetter(tx, letter, { kind: "alert", validSeconds: letterSeconds }));
  }
  // What is for one person alone is not the whole channel's business.
  const channels = row.userId === null ? await listChannels(tx, row.teamId) : [];
  for (const channel of channels.filter(({ kinds }) => kinds.includes(row.kind))) {
    queued.deliveries.push(await queueDelivery(tx, row, channel));
  }
}

async function queueDelivery(tx: Transaction, { id: notificationId }: NotificationRow, channel: ChannelRow) {
  const id = randomUUID();
  await insertDelivery(tx, { id, notificationId, channelId: channel.id });
  await recordJob(tx, { name: "alert.send", key: id, payload: { version: 1, deliveryId: id } });
  return id;
}

/** Returns who gets a letter: those who may see the kind, want it by e-mail and have confirmed their address. */
async function mailedTo(tx: Transaction, { teamId, kind, userId }: NotificationRow) {
  const definition = definitionOfKind(kind);
  if (definition === null || mailerOf(env()) === null) return [];
  const chosen = new Map((await preferencesOfKind(tx, { teamId, kind })).map((row) => [row.userId, row.email]));
  const wanting = (await membershipsOfTeam(tx, teamId)).filter(
    (member) =>
      (userId === null || userId === member.userId) &&
      permissionsOf(member.role).has(definition.permission) &&
      (chosen.get(member.userId) ?? definition.email),
  );
  const verified = await verifiedAmong(
    tx,
    wanting.map((member) => member.userId),
  );
  return wanting
    .filter((member) => verified.has(member.userId))
    .map(({ userName, email }) => ({ name: userName, email }));
}

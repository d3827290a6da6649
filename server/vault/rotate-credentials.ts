import { appendAudit } from "../audit/append.ts";
import type { Database } from "../db/client.ts";
import { listSealedAccounts, replaceSealed } from "../db/repositories/broker-accounts.ts";
import { listSealedChannels, replaceChannelSecrets } from "../db/repositories/notification-channels.ts";
import { isSealedWith, type SealKey, seal, unseal } from "./seal.ts";
import { channelPlace, credentialsPlace, sessionPlace } from "./seal-places.ts";

/** Seals everything anew that was not sealed with the first key; returns how many accounts and channels that were. Each is its own transaction. */
export async function rotateCredentials(db: Database, keys: readonly [SealKey, ...SealKey[]]): Promise<number> {
  const [newest] = keys;
  const again = (sealed: Uint8Array, place: string) => seal(unseal(sealed, place, keys), place, newest);
  let count = 0;
  for (const { id, teamId, credentials, session } of await listSealedAccounts(db)) {
    const parts = session === null ? [credentials] : [credentials, session];
    if (parts.every((part) => isSealedWith(part, newest))) continue;
    await db.$transaction(async (tx) => {
      await replaceSealed(tx, id, {
        credentials: again(credentials, credentialsPlace(id)),
        session: session === null ? null : again(session, sessionPlace(id)),
      });
      const entry = { chain: `team:${teamId}`, teamId, actor: "system", detail: { accountId: id } } as const;
      await appendAudit(tx, { ...entry, action: "broker-account.resealed" });
    });
    count += 1;
  }
  return count + (await rotateChannels(db, keys));
}

async function rotateChannels(db: Database, keys: readonly [SealKey, ...SealKey[]]): Promise<number> {
  const [newest] = keys;
  let count = 0;
  for (const { id, teamId, secrets } of await listSealedChannels(db)) {
    if (isSealedWith(secrets, newest)) continue;
    const place = channelPlace(id);
    await db.$transaction(async (tx) => {
      await replaceChannelSecrets(tx, id, seal(unseal(secrets, place, keys), place, newest));
      const entry = { chain: `team:${teamId}`, teamId, actor: "system", detail: { channelId: id } } as const;
      await appendAudit(tx, { ...entry, action: "alert-channel.resealed" });
    });
    count += 1;
  }
  return count;
}

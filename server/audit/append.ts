import type { Transaction } from "../db/client.ts";
import { type AuditHead, type AuditRow, insertAuditEvent, lockHead } from "../db/repositories/audit.ts";
import { genesis, hashEvent } from "./hash.ts";

/** chain: "team:<id>", "run:<id>" or "account:<user id>". actor: "user:<id>", "api-key:<id>", "worker:<name>" or "system". action: "<thing>.<deed, past>". */
export type AuditEntry = {
  readonly chain: `team:${string}` | `run:${string}` | `account:${string}`;
  readonly teamId: string | null;
  readonly actor: string;
  readonly action: string;
  readonly detail: { readonly [key: string]: unknown };
};

/** Returns the event that an entry is at the end of its chain. */
export function linkTo(head: AuditHead, entry: AuditEntry): AuditRow {
  // What JSON cannot carry (undefined, Date) must not enter the hash.
  const detail: unknown = JSON.parse(JSON.stringify(entry.detail));
  const link = { ...entry, detail, at: new Date(), sequence: head.sequence + 1n, previousHash: head.hash };
  return { ...link, hash: hashEvent(link) };
}

/** Adds the entry to its chain within the transaction of what it tells. The chain's head is locked until that ends. */
export async function appendAudit(tx: Transaction, entry: AuditEntry): Promise<void> {
  await insertAuditEvent(tx, linkTo(await lockHead(tx, entry.chain, genesis), entry));
}

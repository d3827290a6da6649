import { randomUUID } from "node:crypto";
import { sealText } from "../config/sealed-text.ts";
import type { Database, Transaction } from "../db/client.ts";
import { recordJob } from "../db/repositories/job-records.ts";
import { insertLetter } from "../db/repositories/letters.ts";
import { env } from "../env.ts";
import { log } from "../log.ts";
import { deliverer } from "../queue/deliver.ts";
import type { Letter, LetterKind } from "./letter.ts";

/** What letters are sealed for. */
export const letterPurpose = "letters";

type Terms = { readonly kind: LetterKind; readonly validSeconds: number };

/** Keeps a letter, encrypted, with the job that sends it, within a transaction; returns its id, for who hands it to a worker. */
export async function queueLetter(tx: Transaction, letter: Letter, { kind, validSeconds }: Terms): Promise<string> {
  const id = randomUUID();
  const sealed = sealText(env().QUANTLOOM_SECRET, { purpose: letterPurpose, id }, JSON.stringify(letter));
  await insertLetter(tx, { id, kind, sealed, expiresAt: new Date(Date.now() + validSeconds * 1_000) });
  await recordJob(tx, { name: "mail.send", key: id, payload: { version: 1, letterId: id } });
  return id;
}

/**
 * Puts a letter into the post: once this resolves it is kept, encrypted, and a worker sends it as often as it takes, until its link
 * works no more. Neither the mail server nor the queue can fail whoever asked for it.
 */
export async function postLetter(db: Database, letter: Letter, terms: Terms): Promise<void> {
  const id = await db.$transaction((tx) => queueLetter(tx, letter, terms));
  try {
    await deliverer().deliver("mail.send", { version: 1, letterId: id }, { id });
  } catch (error) {
    // The sweep delivers what is recorded and has not begun.
    log().warn({ err: error, letterId: id }, "letter not delivered yet");
  }
}

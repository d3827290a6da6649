import { openSealedText } from "../config/sealed-text.ts";
import type { Database } from "../db/client.ts";
import { findLetter, storeLetterSent } from "../db/repositories/letters.ts";
import { env } from "../env.ts";
import { AppError } from "../errors/app-error.ts";
import { letterSent } from "../ops/events-log.ts";
import { Letter } from "./letter.ts";
import type { Mailer } from "./mailer.ts";
import { letterPurpose } from "./post-letter.ts";

/** Hands a posted letter to the mail server. Does nothing where that was done before; throws where the server does not take it. */
export async function sendLetter(db: Database, id: string, mailer: Mailer | null): Promise<void> {
  const row = await findLetter(db, id);
  if (row !== null && row.sentAt !== null) return;
  if (row === null || row.sealed === null || row.expiresAt <= new Date()) {
    throw new AppError("not-possible-now", {
      message: "The letter is too old: its link works no more. Ask for another one.",
    });
  }
  if (mailer === null) {
    const message = "This worker knows no mail server: set SMTP_URL and MAIL_FROM for it, as for the web process.";
    throw new AppError("unavailable", { message });
  }
  const letter = Letter.parse(JSON.parse(open(id, row.sealed)));
  try {
    await mailer.send(letter, id);
  } catch (error) {
    throw notTaken(error);
  }
  await storeLetterSent(db, id, new Date());
  letterSent(id, row.kind);
}

function open(id: string, sealed: string): string {
  try {
    return openSealedText(env().QUANTLOOM_SECRET, { purpose: letterPurpose, id }, sealed);
  } catch (cause) {
    const message = "The letter cannot be opened: QUANTLOOM_SECRET is not the one it was sealed with.";
    throw new AppError("not-possible-now", { message }, { cause });
  }
}

/** What a server says of a letter names its recipient, and a list of failed jobs is read by many: only the codes are kept. */
function notTaken(error: unknown): AppError {
  const { code, status } = codesOf(error);
  const codes = [code, status].filter((part) => part !== null).join(" ");
  const message = `The mail server did not take the letter (${codes || "no answer"}). The log of the worker says more.`;
  // A server that refuses this recipient or this letter for good (RFC 5321: 5yz) will not change its mind.
  const isFinal = (code === "EENVELOPE" || code === "EMESSAGE") && status !== null && status >= 500;
  return new AppError(isFinal ? "not-possible-now" : "unavailable", { message }, { cause: error });
}

function codesOf(error: unknown): { readonly code: string | null; readonly status: number | null } {
  if (!(error instanceof Error)) return { code: null, status: null };
  const code = "code" in error && typeof error.code === "string" ? error.code : null;
  const status = "responseCode" in error && typeof error.responseCode === "number" ? error.responseCode : null;
  return { code, status };
}

import { createHash } from "node:crypto";
import type { Queryable } from "../db/client.ts";
import { countAttempt, forgetAttempts } from "../db/repositories/attempts.ts";

// better-auth counts by address; this counts by account, so that many addresses do not help against one password.
const most = 10;
const windowMilliseconds = 15 * 60_000;

const mostLetters = 5;
const letterWindowMilliseconds = 60 * 60_000;

function keyOf(email: string, purpose: "sign-in" | "letter" = "sign-in"): string {
  return `${purpose}:${createHash("sha256").update(email.trim().toLowerCase()).digest("hex")}`;
}

/** Tells whether one more password may be tried for this account. */
export async function maySignIn(db: Queryable, email: string): Promise<boolean> {
  return (await countAttempt(db, keyOf(email), windowMilliseconds)) <= most;
}

/** Forgets the failed attempts: the right password was given. */
export async function signedIn(db: Queryable, email: string): Promise<void> {
  await forgetAttempts(db, keyOf(email));
}

/** Tells whether one more letter may be asked for in the name of this address, whether or not it has an account. */
export async function mayBeMailed(db: Queryable, email: string): Promise<boolean> {
  return (await countAttempt(db, keyOf(email, "letter"), letterWindowMilliseconds)) <= mostLetters;
}

import { appendAudit } from "../audit/append.ts";
import type { Database } from "../db/client.ts";
import { membershipsOfUser } from "../db/repositories/memberships.ts";
import { findUser } from "../db/repositories/users.ts";

type Deed =
  | "account.signed-in"
  | "account.password-accepted"
  | "account.second-factor-asked"
  | "account.signed-out"
  | "account.session-revoked"
  | "account.sign-in-failed"
  | "account.second-factor-refused";

/** What ended a session, by the door through which it went; a session that merely expired is nobody's deed. */
const endings: ReadonlyMap<string, Deed> = new Map([
  ["/sign-out", "account.signed-out"],
  ["/revoke-session", "account.session-revoked"],
  ["/revoke-sessions", "account.session-revoked"],
  ["/revoke-other-sessions", "account.session-revoked"],
  ["/change-password", "account.session-revoked"],
  ["/reset-password", "account.session-revoked"],
  ["/sign-in/email", "account.second-factor-asked"],
]);

export type SessionFacts = {
  readonly id: string;
  readonly userId: string;
  readonly ipAddress?: string | null | undefined;
  readonly userAgent?: string | null | undefined;
};

/** Adds a deed to the account's own chain. The team of the user's oldest membership sees it among its own. */
async function record(db: Database, userId: string, action: Deed, detail: { readonly [key: string]: unknown }) {
  const [home] = await membershipsOfUser(db, userId);
  const entry = { chain: `account:${userId}`, teamId: home?.teamId ?? null, actor: `user:${userId}` } as const;
  await db.$transaction((tx) => appendAudit(tx, { ...entry, action, detail }));
}

/** Records the begin of a session. With two-factor, the session of the password alone is none yet. */
export async function recordSessionBegin(db: Database, session: SessionFacts, path: string | undefined): Promise<void> {
  const needsSecond =
    path === "/sign-in/email" && (await findUser(db, { id: session.userId }))?.twoFactorEnabled === true;
  const { id, ipAddress, userAgent } = session;
  const detail = {
    sessionId: id,
    address: ipAddress ?? null,
    browser: userAgent?.slice(0, 200) ?? null,
    through: path,
  };
  await record(db, session.userId, needsSecond ? "account.password-accepted" : "account.signed-in", detail);
}

/** Records the end of a session that somebody brought about. */
export async function recordSessionEnd(db: Database, session: SessionFacts, path: string | undefined): Promise<void> {
  const action = endings.get(path ?? "");
  if (action !== undefined) await record(db, session.userId, action, { sessionId: session.id });
}

/** Records that a password was refused for an account that there is; of others there is nothing to keep. */
export async function recordSignInFailure(
  db: Database,
  { email, address, reason }: { readonly email: string; readonly address: string | null; readonly reason: string },
): Promise<void> {
  const user = await findUser(db, { email: email.trim().toLowerCase() });
  if (user !== null) await record(db, user.id, "account.sign-in-failed", { address, reason });
}

/** Records that a code of the second factor was refused, for whatever reason. */
export async function recordSecondFactorFailure(
  db: Database,
  userId: string,
  detail: { readonly address: string | null; readonly reason: string | number; readonly through: string },
): Promise<void> {
  await record(db, userId, "account.second-factor-refused", detail);
}

import type { Database } from "../db/client.ts";
import { touchApiKey } from "../db/repositories/api-keys.ts";
import { findCallerOfKey, findCallerOfSession } from "../db/repositories/callers.ts";
import { findMembership, type Membership } from "../db/repositories/memberships.ts";
import type { Caller, RequestContext, Session } from "../trpc/context.ts";
import { type Permission, permissionsOf } from "../trpc/permissions.ts";
import { readApiKey, sameHash } from "./api-key.ts";
import { permissionsOfScopes } from "./api-key-scopes.ts";
import { homeMembership } from "./personal-team.ts";

/** How browser sessions are known. */
export interface SessionReader {
  /** Returns the token of the request's session cookie, if its signature is ours. */
  tokenOf(headers: Headers): Promise<string | null>;
  /** Tells whether the session has run for so long that it is time to prolong it. */
  isDue(expiresAt: Date): boolean;
  /** better-auth's getSession, cut down to what is needed here: prolongs a session that is due. */
  read(
    headers: Headers,
  ): Promise<{ readonly id: string; readonly userId: string; readonly activeTeamId: string | null } | null>;
}

export type Resolved = Pick<RequestContext, "caller" | "refusal">;

/** Finds out who calls: an API key (Authorization: Bearer ql_...) or a browser session. */
export async function resolveCaller(db: Database, headers: Headers, sessions: SessionReader): Promise<Resolved> {
  const authorization = headers.get("authorization");
  // A key that is wrong is refused even when the request also carries a good cookie.
  if (authorization !== null) return resolveApiKey(db, authorization);
  const token = await sessions.tokenOf(headers);
  const known = token === null ? null : await findCallerOfSession(db, token);
  if (known && !sessions.isDue(known.expiresAt)) return ofBrowser(known.sessionId, known.membership);
  // Everything out of the ordinary (nobody, an end, a prolongation, no team yet) is left to the longer way.
  const session = await sessions.read(headers);
  if (!session) return { caller: null, refusal: "not-signed-in" };
  const { activeTeamId, userId } = session;
  const active = activeTeamId === null ? null : await findMembership(db, activeTeamId, userId);
  const membership = active ?? (await homeMembership(db, userId));
  return membership ? ofBrowser(session.id, membership) : { caller: null, refusal: "no-team" };
}

function ofBrowser(sessionId: string, membership: Membership): Resolved {
  const caller = toCaller(membership, { id: sessionId, kind: "browser" }, permissionsOf(membership.role));
  return { caller, refusal: "not-signed-in" };
}

async function resolveApiKey(db: Database, authorization: string): Promise<Resolved> {
  const refused: Resolved = { caller: null, refusal: "api-key-refused" };
  const given = readApiKey(authorization.replace(/^Bearer\s+/i, "").trim());
  const key = given && (await findCallerOfKey(db, given.prefix));
  if (!given || !key || !sameHash(given.sha256, key.sha256)) return refused;
  const now = Date.now();
  if (key.expiresAt && key.expiresAt.getTime() <= now) return refused;
  // Noted once a minute at most.
  if (key.lastUsedAt === null || key.lastUsedAt.getTime() < now - 60_000) await touchApiKey(db, key.keyId);
  const { membership } = key;
  const scoped = permissionsOfScopes(key.scopes);
  const granted = [...permissionsOf(membership.role)].filter((permission) => scoped.has(permission));
  return {
    caller: toCaller(membership, { id: key.keyId, kind: "api-key" }, new Set(granted)),
    refusal: "api-key-refused",
  };
}

function toCaller(membership: Membership, session: Session, permissions: ReadonlySet<Permission>): Caller {
  return {
    session,
    user: { id: membership.userId, name: membership.userName, email: membership.email },
    team: { id: membership.teamId, name: membership.teamName },
    role: membership.role,
    permissions,
  };
}

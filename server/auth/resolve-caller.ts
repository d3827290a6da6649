import type { Database } from "../db/client.ts";
import { findApiKey, touchApiKey } from "../db/repositories/api-keys.ts";
import { findMembership, type Membership } from "../db/repositories/memberships.ts";
import type { Caller, RequestContext, Session } from "../trpc/context.ts";
import { type Permission, permissionsOf } from "../trpc/permissions.ts";
import { readApiKey, sameHash } from "./api-key.ts";
import { permissionsOfScopes } from "./api-key-scopes.ts";
import { homeMembership } from "./personal-team.ts";

/** How a browser session is read: better-auth's getSession, cut down to what is needed here. */
export type SessionReader = (
  headers: Headers,
) => Promise<{ readonly id: string; readonly userId: string; readonly activeTeamId: string | null } | null>;

export type Resolved = Pick<RequestContext, "caller" | "refusal">;

/** Finds out who calls: an API key (Authorization: Bearer ql_...) or a browser session. */
export async function resolveCaller(db: Database, headers: Headers, readSession: SessionReader): Promise<Resolved> {
  const authorization = headers.get("authorization");
  // A key that is wrong is refused even when the request also carries a good cookie.
  if (authorization !== null) return resolveApiKey(db, authorization);
  const session = await readSession(headers);
  if (!session) return { caller: null, refusal: "not-signed-in" };
  const { activeTeamId, userId } = session;
  const active = activeTeamId === null ? null : await findMembership(db, activeTeamId, userId);
  const membership = active ?? (await homeMembership(db, userId));
  if (!membership) return { caller: null, refusal: "no-team" };
  return {
    caller: toCaller(membership, { id: session.id, kind: "browser" }, permissionsOf(membership.role)),
    refusal: "not-signed-in",
  };
}

async function resolveApiKey(db: Database, authorization: string): Promise<Resolved> {
  const refused: Resolved = { caller: null, refusal: "api-key-refused" };
  const given = readApiKey(authorization.replace(/^Bearer\s+/i, "").trim());
  const key = given && (await findApiKey(db, given.prefix));
  if (!given || !key || !sameHash(given.sha256, key.sha256)) return refused;
  if (key.revokedAt || (key.expiresAt && key.expiresAt.getTime() <= Date.now())) return refused;
  // A key speaks for whoever made it: it ends when they leave the team, and shrinks with their role.
  const membership = await findMembership(db, key.teamId, key.createdBy);
  if (!membership) return refused;
  await touchApiKey(db, key.id);
  const scoped = permissionsOfScopes(key.scopes);
  const granted = [...permissionsOf(membership.role)].filter((permission) => scoped.has(permission));
  return {
    caller: toCaller(membership, { id: key.id, kind: "api-key" }, new Set(granted)),
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

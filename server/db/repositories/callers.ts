import { readRole } from "../../trpc/permissions.ts";
import { batchedReads } from "../batched-reads.ts";
import type { Database, Queryable } from "../client.ts";
import { type Prepared, readPrepared } from "../prepared.ts";
import type { Membership } from "./memberships.ts";

type MembershipColumns = {
  readonly userId: string;
  readonly userName: string;
  readonly email: string;
  readonly teamId: string;
  readonly teamName: string;
  readonly role: string;
  readonly since: Date;
};

const membershipColumns = `u.id AS "userId", u.name AS "userName", u.email, m.organization_id AS "teamId", o.name AS "teamName",
  m.role, m.created_at AS since`;

type SessionColumns = MembershipColumns & {
  readonly token: string;
  readonly sessionId: string;
  readonly expiresAt: Date;
};

// The active team if the user is in it, else the oldest membership; none: no row.
const callersOfSessions: Prepared<SessionColumns> = {
  name: "callers-of-sessions",
  text: `SELECT DISTINCT ON (s.token) s.token, s.id AS "sessionId", s.expires_at AS "expiresAt", ${membershipColumns}
    FROM sessions s JOIN users u ON u.id = s.user_id JOIN members m ON m.user_id = u.id
    JOIN organizations o ON o.id = m.organization_id
    WHERE s.token = ANY (ARRAY(SELECT jsonb_array_elements_text($1::jsonb))) AND s.expires_at > now()
    ORDER BY s.token, (m.organization_id = s.active_organization_id) DESC NULLS LAST, m.created_at, m.id`,
};

export type SessionCaller = { readonly sessionId: string; readonly expiresAt: Date; readonly membership: Membership };

const readers = new WeakMap<Database, (token: string) => Promise<SessionCaller | null>>();

/** Returns whom a session speaks for, read anew each time: whoever is signed out or leaves a team is refused at once. */
export function findCallerOfSession(db: Database, token: string): Promise<SessionCaller | null> {
  const known = readers.get(db);
  if (known !== undefined) return known(token);
  const read = batchedReads(async (tokens) => {
    const rows = await readPrepared(db, callersOfSessions, [JSON.stringify(tokens)]);
    return new Map(
      rows.map(({ token: found, sessionId, expiresAt, ...row }) => [
        found,
        { sessionId, expiresAt, membership: toMembership(row) },
      ]),
    );
  });
  readers.set(db, read);
  return read(token);
}

type KeyColumns = {
  readonly keyId: string;
  readonly sha256: string;
  readonly scopes: readonly string[];
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
};

// A key speaks for whoever made it: it ends when they leave the team, and shrinks with their role.
const callerOfKey: Prepared<MembershipColumns & KeyColumns> = {
  name: "caller-of-api-key",
  text: `SELECT k.id AS "keyId", k.sha256, k.scopes, k.expires_at AS "expiresAt", k.last_used_at AS "lastUsedAt", ${membershipColumns}
    FROM api_keys k JOIN users u ON u.id = k.created_by JOIN members m ON m.user_id = u.id AND m.organization_id = k.team_id
    JOIN organizations o ON o.id = m.organization_id
    WHERE k.prefix = $1 AND k.revoked_at IS NULL`,
};

export type KeyCaller = KeyColumns & { readonly membership: Membership };

/** Returns whom an API key that is not revoked speaks for. */
export async function findCallerOfKey(db: Queryable, prefix: string): Promise<KeyCaller | null> {
  const [row] = await readPrepared(db, callerOfKey, [prefix]);
  if (row === undefined) return null;
  const { keyId, sha256, scopes, expiresAt, lastUsedAt } = row;
  return { keyId, sha256, scopes, expiresAt, lastUsedAt, membership: toMembership(row) };
}

function toMembership({ userId, userName, email, teamId, teamName, since, ...row }: MembershipColumns): Membership {
  const role = readRole(row.role);
  // A CHECK of the table keeps other words out.
  if (!role) throw new Error(`unknown role ${row.role}`);
  return { userId, userName, email, teamId, teamName, role, since };
}

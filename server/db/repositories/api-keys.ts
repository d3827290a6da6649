import type { Queryable } from "../client.ts";

export type ApiKeyRow = {
  readonly id: string;
  readonly teamId: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly string[];
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly lastUsedAt: Date | null;
};

const columns = {
  id: true,
  teamId: true,
  name: true,
  prefix: true,
  scopes: true,
  createdBy: true,
  createdAt: true,
  expiresAt: true,
  revokedAt: true,
  lastUsedAt: true,
} as const;

export async function listApiKeys(db: Queryable, teamId: string): Promise<readonly ApiKeyRow[]> {
  return db.apiKey.findMany({ where: { teamId }, select: columns, orderBy: { createdAt: "desc" } });
}

type NewApiKey = Pick<ApiKeyRow, "teamId" | "name" | "prefix" | "createdBy" | "expiresAt"> & {
  readonly sha256: string;
  readonly scopes: string[];
};

export async function insertApiKey(db: Queryable, key: NewApiKey): Promise<ApiKeyRow> {
  return db.apiKey.create({ data: key, select: columns });
}

/** Revokes the team's key; returns false when it has no such key or it was revoked before. */
export async function revokeApiKey(db: Queryable, teamId: string, id: string): Promise<boolean> {
  const { count } = await db.apiKey.updateMany({
    where: { id, teamId, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  return count === 1;
}

/** Notes that the key was used, once a minute at most. */
export async function touchApiKey(db: Queryable, id: string): Promise<void> {
  const now = new Date();
  await db.apiKey.updateMany({
    where: { id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: new Date(now.getTime() - 60_000) } }] },
    data: { lastUsedAt: now },
  });
}

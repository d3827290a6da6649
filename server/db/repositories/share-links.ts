import type { Queryable } from "../client.ts";

export type ShareLinkRow = {
  readonly id: string;
  readonly access: string;
  readonly versionNumber: number;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
};

/** A version as its link shows it. */
export type SharedVersionRow = {
  readonly versionId: string;
  readonly versionNumber: number;
  readonly name: string;
  readonly document: unknown;
  readonly createdAt: Date;
  readonly teamName: string;
  readonly access: string;
};

const columns = {
  id: true,
  access: true,
  createdAt: true,
  expiresAt: true,
  version: { select: { number: true } },
} as const;

type Selected = Omit<ShareLinkRow, "versionNumber"> & { readonly version: { readonly number: number } };

function toRow({ version, ...rest }: Selected): ShareLinkRow {
  return { ...rest, versionNumber: version.number };
}

/** Returns the links of a strategy that were not revoked, newest first. */
export async function listShareLinks(db: Queryable, teamId: string, strategyId: string): Promise<ShareLinkRow[]> {
  const rows = await db.shareLink.findMany({
    where: { teamId, revokedAt: null, version: { strategyId } },
    select: columns,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  return rows.map(toRow);
}

type NewShareLink = {
  readonly teamId: string;
  readonly versionId: string;
  readonly access: string;
  readonly sha256: string;
  readonly createdBy: string;
  readonly expiresAt: Date | null;
};

export async function insertShareLink(db: Queryable, link: NewShareLink): Promise<ShareLinkRow> {
  return toRow(await db.shareLink.create({ data: link, select: columns }));
}

/** Revokes the team's link; returns false when it has no such link or it was revoked before. */
export async function revokeShareLink(db: Queryable, teamId: string, id: string): Promise<boolean> {
  const { count } = await db.shareLink.updateMany({
    where: { id, teamId, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  return count === 1;
}

/** Returns what the link shows, unless it was revoked or its time is over. An archived strategy is shared no longer. */
export async function findShared(db: Queryable, sha256: string, now: Date): Promise<SharedVersionRow | null> {
  const row = await db.shareLink.findFirst({
    where: {
      sha256,
      revokedAt: null,
      OR: [{ expiresAt: null }, { expiresAt: { gt: now } }],
      version: { strategy: { archivedAt: null } },
    },
    select: {
      access: true,
      team: { select: { name: true } },
      version: { select: { id: true, number: true, name: true, document: true, createdAt: true } },
    },
  });
  if (row === null) return null;
  const { version, team, access } = row;
  return {
    versionId: version.id,
    versionNumber: version.number,
    name: version.name,
    document: version.document,
    createdAt: version.createdAt,
    teamName: team.name,
    access,
  };
}

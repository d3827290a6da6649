import type { Queryable } from "../client.ts";

export type ResultLinkRow = {
  readonly id: string;
  readonly withTrades: boolean;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
};

/** What a link opens: one backtest of one team. */
export type LinkedResult = {
  readonly teamId: string;
  readonly teamName: string;
  readonly backtestId: string;
  readonly withTrades: boolean;
};

const columns = { id: true, withTrades: true, createdAt: true, expiresAt: true } as const;

/** Returns the links of a backtest that were not revoked, newest first. */
export function listResultLinks(db: Queryable, teamId: string, backtestId: string): Promise<ResultLinkRow[]> {
  return db.resultLink.findMany({
    where: { teamId, backtestId, revokedAt: null },
    select: columns,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
}

type NewResultLink = {
  readonly teamId: string;
  readonly backtestId: string;
  readonly withTrades: boolean;
  readonly sha256: string;
  readonly createdBy: string;
  readonly expiresAt: Date | null;
};

export function insertResultLink(db: Queryable, link: NewResultLink): Promise<ResultLinkRow> {
  return db.resultLink.create({ data: link, select: columns });
}

/** Revokes the team's link; returns false when it has no such link or it was revoked before. */
export async function revokeResultLink(db: Queryable, teamId: string, id: string): Promise<boolean> {
  const { count } = await db.resultLink.updateMany({
    where: { id, teamId, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  return count === 1;
}

/** Returns what the link opens, unless it was revoked or its time is over. Results of an archived strategy are shared no longer. */
export async function findLinkedResult(db: Queryable, sha256: string, now: Date): Promise<LinkedResult | null> {
  const row = await db.resultLink.findFirst({
    where: {
      sha256,
      revokedAt: null,
      OR: [{ expiresAt: null }, { expiresAt: { gt: now } }],
      backtest: { strategy: { archivedAt: null } },
    },
    select: { teamId: true, backtestId: true, withTrades: true, team: { select: { name: true } } },
  });
  if (row === null) return null;
  const { team, ...rest } = row;
  return { ...rest, teamName: team.name };
}

import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import type { Queryable } from "../client.ts";
import type { Prisma } from "../generated/client.ts";
import { type Prepared, readPrepared } from "../prepared.ts";

export type StrategySummaryRow = {
  readonly id: string;
  readonly name: string;
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly forkedFrom: string | null;
  readonly nodes: number;
  readonly timeframe: string | null;
  readonly universe: unknown;
  readonly latestVersion: number | null;
};
export type StrategyRow = {
  readonly id: string;
  readonly name: string;
  readonly draft: unknown;
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly archivedAt: Date | null;
};
export type StrategyVersionRow = {
  readonly id: string;
  readonly strategyId: string;
  readonly number: number;
  readonly name: string;
  readonly semanticHash: string;
  readonly message: string | null;
  readonly createdAt: Date;
};

const strategyColumns = {
  id: true,
  name: true,
  draft: true,
  revision: true,
  createdAt: true,
  updatedAt: true,
  archivedAt: true,
} as const;

const versionColumns = {
  id: true,
  strategyId: true,
  number: true,
  name: true,
  semanticHash: true,
  message: true,
  createdAt: true,
} as const;

/** Documents come from readDocument, so they are JSON. */
const asJson = (document: GraphDocument) => document as unknown as Prisma.InputJsonValue;

const strategiesOfTeam: Prepared<StrategySummaryRow> = {
  name: "strategies-of-team",
  text: `SELECT s.id, s.name, s.revision, s.created_at AS "createdAt", s.updated_at AS "updatedAt",
           s.forked_from AS "forkedFrom",
           jsonb_array_length(s.draft -> 'nodes')::int AS nodes,
           s.draft -> 'settings' ->> 'timeframe' AS timeframe, s.draft -> 'universe' AS universe,
           (SELECT max(v.number)::int FROM strategy_versions v WHERE v.strategy_id = s.id) AS "latestVersion"
    FROM strategies s WHERE s.team_id = $1 AND s.archived_at IS NULL
    ORDER BY s.updated_at DESC, s.id DESC LIMIT $2`,
};

/** Returns the team's strategies that are not archived, last changed first. The drafts stay in the database. */
export async function listStrategies(
  db: Queryable,
  teamId: string,
  take: number,
): Promise<readonly StrategySummaryRow[]> {
  return readPrepared(db, strategiesOfTeam, [teamId, take]);
}

/** Tells whether the team ever had a strategy, archived ones included. */
export async function hasStrategies(db: Queryable, teamId: string): Promise<boolean> {
  return (await db.strategy.findFirst({ where: { teamId }, select: { id: true } })) !== null;
}

export async function findStrategy(db: Queryable, teamId: string, id: string): Promise<StrategyRow | null> {
  return db.strategy.findFirst({ where: { id, teamId }, select: strategyColumns });
}

/** As findStrategy, and holds the row until the transaction ends. */
export async function lockStrategy(tx: Queryable, teamId: string, id: string): Promise<StrategyRow | null> {
  await tx.$queryRaw`SELECT id FROM strategies WHERE id = ${id} AND team_id = ${teamId} FOR UPDATE`;
  return findStrategy(tx, teamId, id);
}

type NewStrategy = {
  readonly teamId: string;
  readonly name: string;
  readonly draft: GraphDocument;
  readonly createdBy: string;
  readonly forkedFrom?: string;
  readonly forkedFromVersionId?: string;
};

export async function insertStrategy(db: Queryable, { draft, ...rest }: NewStrategy): Promise<string> {
  const { id } = await db.strategy.create({ data: { ...rest, draft: asJson(draft) }, select: { id: true } });
  return id;
}

/** Saves the draft if the revision is still the given one; returns the new revision, or null when it is not. */
export async function updateDraft(
  db: Queryable,
  which: { readonly teamId: string; readonly id: string; readonly revision: number },
  draft: GraphDocument,
): Promise<number | null> {
  const { count } = await db.strategy.updateMany({
    where: { ...which, archivedAt: null },
    data: { draft: asJson(draft), revision: which.revision + 1 },
  });
  return count === 1 ? which.revision + 1 : null;
}

/** Renames or archives the team's strategy; returns false when there is none that is not archived. */
export async function changeStrategy(
  db: Queryable,
  teamId: string,
  id: string,
  change: { readonly name: string } | { readonly archivedAt: Date },
): Promise<boolean> {
  const { count } = await db.strategy.updateMany({ where: { id, teamId, archivedAt: null }, data: change });
  return count === 1;
}

export async function listVersions(db: Queryable, strategyId: string): Promise<readonly StrategyVersionRow[]> {
  return db.strategyVersion.findMany({ where: { strategyId }, select: versionColumns, orderBy: { number: "desc" } });
}

/** Returns the version with its document, if it is the team's own. */
export async function findVersion(
  db: Queryable,
  teamId: string,
  id: string,
): Promise<(StrategyVersionRow & { readonly document: unknown }) | null> {
  return db.strategyVersion.findFirst({
    where: { id, strategy: { teamId } },
    select: { ...versionColumns, document: true },
  });
}

export async function findSameVersion(
  db: Queryable,
  which: { readonly strategyId: string; readonly semanticHash: string; readonly name: string },
): Promise<StrategyVersionRow | null> {
  return db.strategyVersion.findFirst({ where: which, select: versionColumns, orderBy: { number: "desc" } });
}

type NewVersion = Pick<StrategyVersionRow, "strategyId" | "name" | "semanticHash" | "message"> & {
  readonly document: GraphDocument;
  readonly createdBy: string;
};

/** Adds the next version. The caller holds the strategy (lockStrategy), so numbers have no gap. */
export async function insertVersion(tx: Queryable, { document, ...rest }: NewVersion): Promise<StrategyVersionRow> {
  const last = await tx.strategyVersion.aggregate({ where: { strategyId: rest.strategyId }, _max: { number: true } });
  const number = (last._max.number ?? 0) + 1;
  return tx.strategyVersion.create({ data: { ...rest, number, document: asJson(document) }, select: versionColumns });
}

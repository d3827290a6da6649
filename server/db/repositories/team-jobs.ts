import type { JobName } from "../../queue/catalogue.ts";
import type { Queryable, Transaction } from "../client.ts";
import type { Prisma } from "../generated/client.ts";

type Place = { readonly name: JobName; readonly teamId: string };

/** Keeps all others that count a team's jobs waiting until the transaction ends. */
export async function lockTeamJobs(tx: Transaction, { name, teamId }: Place): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${name} ${teamId}`}, 0))`;
}

/** Returns how many jobs of a team wait, held back or with the workers. */
export function countWaiting(db: Queryable, { name, teamId }: Place): Promise<number> {
  return db.jobRecord.count({ where: { name, teamId, status: "queued" } });
}

/** Marks the jobs that have waited longest as given to the workers, as many as keep the team within `most`; returns their keys and payloads. */
export async function takeHeldJobs(
  tx: Transaction,
  { name, teamId }: Place,
  most: number,
): Promise<{ key: string; payload: unknown }[]> {
  const given: Prisma.JobRecordWhereInput = {
    OR: [{ status: "running" }, { status: "queued", handedAt: { not: null } }],
  };
  const free = most - (await tx.jobRecord.count({ where: { name, teamId, ...given } }));
  if (free <= 0) return [];
  const held = await tx.jobRecord.findMany({
    where: { name, teamId, status: "queued", handedAt: null },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: free,
    select: { id: true, key: true, payload: true },
  });
  if (held.length === 0) return [];
  await tx.jobRecord.updateMany({ where: { id: { in: held.map(({ id }) => id) } }, data: { handedAt: new Date() } });
  return held;
}

/** Returns the teams that have jobs held back, by kind of job. */
export async function listHolders(db: Queryable): Promise<Place[]> {
  const rows = await db.jobRecord.groupBy({
    by: ["name", "teamId"],
    where: { status: "queued", handedAt: null, teamId: { not: null } },
  });
  return rows.map(({ name, teamId }) => ({ name: name as JobName, teamId: teamId ?? "" }));
}

export type TeamJobRow = {
  readonly name: string;
  readonly key: string;
  readonly status: string;
  readonly progress: number;
  readonly label: string | null;
  /** How many of its kind are served before it, itself included; null while it runs. */
  readonly position: number | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
};

/**
 * Returns the jobs of a team that run and wait, with their places among those of all teams: first those that are with the workers,
 * in the order in which they were given to them, then of each team its next, its second, and so on.
 */
export function listTeamJobs(db: Queryable, teamId: string, limit: number): Promise<TeamJobRow[]> {
  return db.$queryRaw<TeamJobRow[]>`
    WITH turns AS (
      SELECT id, name, handed_at, created_at, CASE WHEN handed_at IS NULL
        THEN row_number() OVER (PARTITION BY name, team_id, handed_at IS NULL ORDER BY created_at, id) END AS turn
      FROM job_records WHERE status = 'queued' AND team_id IS NOT NULL
    ), places AS (
      SELECT id, row_number() OVER (PARTITION BY name ORDER BY handed_at NULLS LAST, turn, created_at, id)::int AS position FROM turns
    )
    SELECT j.name, j.key, j.status, j.progress, p.position, j.created_at AS "createdAt", j.started_at AS "startedAt",
      coalesce(bs.name || ' v' || bv.number, ss.name || ' v' || sv.number, pb.name || ' v' || pv.number, i.file_name) AS label
    FROM job_records j
      LEFT JOIN places p ON p.id = j.id
      LEFT JOIN backtests b ON j.name = 'backtest.run' AND b.id = j.key
      LEFT JOIN strategies bs ON bs.id = b.strategy_id
      LEFT JOIN strategy_versions bv ON bv.id = b.version_id
      LEFT JOIN sweeps s ON j.name = 'sweep.run' AND s.id = j.key
      LEFT JOIN strategies ss ON ss.id = s.strategy_id
      LEFT JOIN strategy_versions sv ON sv.id = s.version_id
      LEFT JOIN portfolio_tests t ON j.name = 'portfolio.test' AND t.id = j.key
      LEFT JOIN basket_versions pv ON pv.id = t.basket_version_id
      LEFT JOIN baskets pb ON pb.id = pv.basket_id
      LEFT JOIN dataset_imports i ON j.name = 'dataset.import' AND i.id = j.key
    WHERE j.team_id = ${teamId} AND j.status IN ('queued', 'running')
      AND j.name IN ('backtest.run', 'portfolio.test', 'sweep.run', 'dataset.import')
    ORDER BY j.status DESC, p.position, j.created_at LIMIT ${limit}`;
}

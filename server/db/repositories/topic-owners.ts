import type { Queryable } from "../client.ts";

/** Returns those of the ids that are backtests of the team. */
export async function backtestsOfTeam(db: Queryable, teamId: string, ids: string[]): Promise<readonly string[]> {
  return (await db.backtest.findMany({ where: { teamId, id: { in: ids } }, select: { id: true } })).map(
    (row) => row.id,
  );
}

/** Returns those of the ids that are sweeps of the team. */
export async function sweepsOfTeam(db: Queryable, teamId: string, ids: string[]): Promise<readonly string[]> {
  return (await db.sweep.findMany({ where: { teamId, id: { in: ids } }, select: { id: true } })).map((row) => row.id);
}

/** Returns those of the ids that are runs of the team. */
export async function runsOfTeam(db: Queryable, teamId: string, ids: string[]): Promise<readonly string[]> {
  return (await db.run.findMany({ where: { teamId, id: { in: ids } }, select: { id: true } })).map((row) => row.id);
}

/** Returns those of the ids that are subscriptions of the team. */
export async function subscriptionsOfTeam(db: Queryable, teamId: string, ids: string[]): Promise<readonly string[]> {
  return (await db.subscription.findMany({ where: { teamId, id: { in: ids } }, select: { id: true } })).map(
    (row) => row.id,
  );
}

/** Returns those of the ids that are tests of the team's baskets. */
export async function testsOfTeam(db: Queryable, teamId: string, ids: string[]): Promise<readonly string[]> {
  return (await db.portfolioTest.findMany({ where: { teamId, id: { in: ids } }, select: { id: true } })).map(
    (row) => row.id,
  );
}

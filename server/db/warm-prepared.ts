import type pg from "pg";
import type { Database } from "./client.ts";
import { type IdleStatement, preparedPool } from "./prepared.ts";

/**
 * Returns when the statistics of a table were last made anew, by any process: plans that were made before are made again by the next
 * statement that needs them, which may be one that an order waits for.
 */
export async function lastAnalysis(db: Database): Promise<string> {
  const [row] = await db.$queryRaw<{ at: string }[]>`
    SELECT coalesce(max(greatest(last_vacuum, last_autovacuum, last_analyze, last_autoanalyze)), 'epoch')::text AS at
    FROM pg_stat_user_tables`;
  return row?.at ?? "";
}

type Warming = {
  readonly statements: readonly IdleStatement[];
  /** What the plans are made from: a connection that has planned by it does not plan again. */
  readonly analysis: string;
  /** Asked before each statement: false where somebody waits for the connections. */
  readonly mayGoOn: () => boolean;
};

const plannedBy = new WeakMap<pg.PoolClient, string>();

/**
 * Has each connection of runPrepared plan the statements, so that no order waits for a plan. Returns false where it has given way before
 * all were done; those that were done are not done again.
 */
export async function warmPrepared(db: Database, { statements, analysis, mayGoOn }: Warming): Promise<boolean> {
  const pool = preparedPool(db);
  if (pool === undefined) return true;
  // a pool hands out the connection that it got back last: each is kept until the last one is done
  const held: pg.PoolClient[] = [];
  try {
    for (let at = 0; at < pool.options.max; at += 1) {
      // who waited for one that is busy would keep the others from everybody meanwhile
      const isBusy = pool.idleCount === 0 && pool.totalCount === pool.options.max;
      if (isBusy || !mayGoOn()) return false;
      const client = await pool.connect();
      held.push(client);
      if (plannedBy.get(client) === analysis) continue;
      for (const { name, text, idle } of statements) {
        if (!mayGoOn()) return false;
        await client.query({ name, text, values: [...idle] });
      }
      plannedBy.set(client, analysis);
    }
    return true;
  } finally {
    for (const client of held) client.release();
  }
}

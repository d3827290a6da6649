import type { Database } from "../client.ts";

/** Runs whose rows are taken away in one go; the next round takes the next ones. */
const runsAtOnce = 20;

/**
 * Takes away what runs have written down bar by bar and that is older than `before`: decisions and marks by whole months, and of runs
 * that ended before, what lies outside those months and the events that they were given; of brokers' feeds the bars. Intents, orders, fills and the audit chains
 * are kept for good. Returns the months that were dropped.
 */
export async function forgetRecords(db: Database, before: Date): Promise<readonly string[]> {
  const [row] = await db.$queryRaw<{ dropped: string[] }[]>`SELECT quantloom_drop_partitions(${before}) AS dropped`;
  await db.$executeRaw`
    WITH ended AS MATERIALIZED (
      SELECT id FROM runs
      WHERE stopped_at < ${before} AND EXISTS (SELECT FROM run_inbox WHERE run_inbox.run_id = runs.id)
      ORDER BY stopped_at LIMIT ${runsAtOnce}::int
    ), decided AS (
      DELETE FROM decisions_default USING ended WHERE decisions_default.run_id = ended.id
    ), marked AS (
      DELETE FROM marks_default USING ended WHERE marks_default.run_id = ended.id
    )
    DELETE FROM run_inbox USING ended WHERE run_inbox.run_id = ended.id`;
  await db.$executeRaw`
    DELETE FROM feed_bars USING feeds
    WHERE feeds.id = feed_id AND bar_index < extract(epoch FROM ${before}::timestamptz - started_at) * 1000 / bar_milliseconds`;
  return row?.dropped ?? [];
}

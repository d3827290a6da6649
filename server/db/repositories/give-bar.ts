import type { Queryable } from "../client.ts";
import { type IdleStatement, type Prepared, runPrepared } from "../prepared.ts";
import type { FeedRow } from "./feeds.ts";
import type { InboxEvent } from "./run-inbox.ts";

/** The feed is locked before its runs, and those in the order of their ids. A feed that is not as it was seen leaves nothing. */
export const givingBar: Prepared<{ isGiven: boolean; given: { shard: number; runs: number }[] }> & IdleStatement = {
  name: "bar_give",
  idle: ["", 0, "2000-01-01T00:00:00.000Z", 0, 0, "", "", "{}"],
  text: `
    WITH feed AS MATERIALIZED (
      SELECT id FROM feeds
      WHERE id = $1::text AND last_bar_index = $2::bigint AND started_at = $3::timestamptz AND bar_milliseconds = $4::int
      FOR NO KEY UPDATE SKIP LOCKED
    ), target AS MATERIALIZED (
      SELECT id FROM runs
      WHERE EXISTS (SELECT FROM feed) AND feed_id = $1::text AND stopped_at IS NULL AND NOT is_aside AND status <> 'draft'
      ORDER BY id FOR NO KEY UPDATE
    ), bumped AS (
      UPDATE runs SET inbox_sequence = inbox_sequence + 1, updated_at = now()
      FROM target WHERE runs.id = target.id
      RETURNING runs.id, runs.inbox_sequence, runs.shard
    ), added AS (
      INSERT INTO run_inbox (run_id, sequence, key, kind, payload)
      SELECT id, inbox_sequence, $6::text, $7::text, $8::jsonb FROM bumped
    ), moved AS (
      UPDATE feeds SET last_bar_index = $5::bigint, updated_at = now() FROM feed WHERE feeds.id = feed.id
    )
    SELECT EXISTS (SELECT FROM feed) AS "isGiven",
      (SELECT coalesce(jsonb_agg(to_jsonb(part) ORDER BY part.shard), '[]')
       FROM (SELECT shard, count(*) AS runs FROM bumped GROUP BY shard) AS part) AS given`,
};

/**
 * Gives the next bar of a feed to its runs, in one statement; returns the shards that have something to do, each with the number of its
 * runs that have, or null, and gives nothing, where the feed is not as it was seen, or another process is moving it on.
 */
export async function giveNextBar(
  db: Queryable,
  { id, lastBarIndex, startedAt, barMilliseconds }: FeedRow,
  { key, kind, payload }: InboxEvent,
): Promise<readonly { readonly shard: number; readonly runs: number }[] | null> {
  if (lastBarIndex === null) return null;
  const feed = [id, lastBarIndex, startedAt.toISOString(), barMilliseconds, lastBarIndex + 1];
  const [row] = await runPrepared(db, givingBar, [...feed, key, kind, JSON.stringify(payload)]);
  return row?.isGiven === true ? row.given : null;
}

import type { Database, Queryable } from "../client.ts";
import { type Prepared, readPrepared, writePrepared } from "../prepared.ts";

/**
 * What a finished backtest leaves: `report` is JSON in UTF-8, the others are columns. Of a long run `overview` is what a page asks for
 * first, so that it need not read the whole.
 */
export type ArtifactName = "series" | "overview" | "trade-columns" | "report" | "orders";
type Body = Uint8Array<ArrayBuffer>;
export type NewArtifacts = Readonly<Record<Exclude<ArtifactName, "overview">, Body>> & { readonly overview?: Body };

// Written as they are: through Prisma each would be several texts of its size on the way. Only while the backtest is under way, and
// the lock keeps it so until the bytes are there: what has ended never changes.
const store: Prepared<never> = {
  name: "store-artifact",
  text: `INSERT INTO backtest_artifacts (backtest_id, name, body)
    SELECT id, $2::text, $3::bytea FROM backtests WHERE id = $1 AND status IN ('queued', 'running') FOR SHARE
    ON CONFLICT (backtest_id, name) DO UPDATE SET body = excluded.body, created_at = now()`,
};

/**
 * Stores the artifacts of a backtest that is under way, replacing those of an earlier attempt. Nobody reads them before the backtest has
 * succeeded, so this comes before that and outside its transaction.
 */
export async function storeArtifacts(db: Database, backtestId: string, artifacts: NewArtifacts): Promise<void> {
  for (const [name, body] of Object.entries(artifacts)) await writePrepared(db, store, [backtestId, name, body]);
}

/** Forgets what a backtest that ended otherwise had stored already. */
export async function removeArtifacts(db: Queryable, backtestId: string): Promise<void> {
  await db.backtestArtifact.deleteMany({ where: { backtestId } });
}

type Found = { readonly status: string; readonly body: Uint8Array | null };
const find: Prepared<Found> = {
  name: "artifact-of-team",
  text: `SELECT b.status, a.body FROM backtests b LEFT JOIN backtest_artifacts a ON a.backtest_id = b.id AND a.name = $3
    WHERE b.id = $1 AND b.team_id = $2`,
};

/** Returns an artifact of a team's backtest (null when it has none of the name) and how that stands; null without the backtest. */
export async function findArtifact(
  db: Queryable,
  { teamId, backtestId, name }: { readonly teamId: string; readonly backtestId: string; readonly name: ArtifactName },
): Promise<Found | null> {
  const [row] = await readPrepared(db, find, [backtestId, teamId, name]);
  return row ?? null;
}

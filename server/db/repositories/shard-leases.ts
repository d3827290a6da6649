import type { Queryable, Transaction } from "../client.ts";
import { type IdleStatement, type Prepared, runPrepared } from "../prepared.ts";

/** A claim on a shard. Every claim has a higher token than all before it, so what an older one still writes is refused. */
export type ShardLease = { readonly shard: number; readonly owner: string; readonly token: bigint };

const claiming: Prepared<{ token: string }> = {
  name: "lease_claim",
  text: `
    INSERT INTO shard_leases (shard, owner, fencing_token, expires_at, updated_at)
    VALUES ($1::int, $2::text, 1, clock_timestamp() + $3::int * interval '1 millisecond', clock_timestamp())
    ON CONFLICT (shard) DO UPDATE
    SET owner = EXCLUDED.owner, fencing_token = shard_leases.fencing_token + 1,
        expires_at = EXCLUDED.expires_at, updated_at = EXCLUDED.updated_at
    WHERE shard_leases.expires_at <= clock_timestamp()
    RETURNING fencing_token::text AS token`,
};

/** Claims a shard for `milliseconds`, or returns null while another claim lasts. Time is the database's. */
export async function claimShard(
  db: Queryable,
  { shard, owner, milliseconds }: { readonly shard: number; readonly owner: string; readonly milliseconds: number },
): Promise<ShardLease | null> {
  const [row] = await runPrepared(db, claiming, [shard, owner, milliseconds]);
  return row === undefined ? null : { shard, owner, token: BigInt(row.token) };
}

/** Returns the lanes from `first` on that somebody holds now; the shards of the runs begin at 0. */
export async function listHeldLanes(db: Queryable, first: number): Promise<ReadonlySet<number>> {
  const rows = await db.$queryRaw<{ shard: number }[]>`
    SELECT shard FROM shard_leases WHERE shard >= ${first}::int AND expires_at > clock_timestamp()`;
  return new Set(rows.map((row) => row.shard));
}

/**
 * Prolongs claims in one statement; returns those that were. The others were lost, or are locked at this moment: nobody waits for them
 * here, so that one that is at work cannot let the others run out. A renewal that goes down with the database only ends a claim early:
 * it does not wait for the disk.
 */
export async function renewLeases(
  db: Queryable,
  leases: readonly ShardLease[],
  milliseconds: number,
): Promise<ReadonlySet<ShardLease>> {
  const held = leases.map(({ shard, token }) => ({ shard, token: String(token) }));
  const rows = await db.$queryRaw<{ shard: number; token: string }[]>`
    WITH unheld AS MATERIALIZED (
      SELECT lease.shard, lease.fencing_token
      FROM jsonb_to_recordset(${JSON.stringify(held)}::jsonb) AS held (shard int, token bigint)
      JOIN shard_leases AS lease ON lease.shard = held.shard AND lease.fencing_token = held.token
      WHERE set_config('synchronous_commit', 'off', true) IS NOT NULL
      FOR NO KEY UPDATE OF lease SKIP LOCKED
    )
    UPDATE shard_leases AS lease
    SET expires_at = clock_timestamp() + ${milliseconds}::int * interval '1 millisecond', updated_at = clock_timestamp()
    FROM unheld WHERE lease.shard = unheld.shard AND lease.fencing_token = unheld.fencing_token
    RETURNING lease.shard, lease.fencing_token::text AS token`;
  const renewed = new Set(rows.map(({ shard, token }) => `${shard}.${token}`));
  return new Set(leases.filter(({ shard, token }) => renewed.has(`${shard}.${token}`)));
}

/** Prolongs a claim; returns false when it was lost. */
export async function renewLease(db: Queryable, lease: ShardLease, milliseconds: number): Promise<boolean> {
  const count = await db.$executeRaw`
    UPDATE shard_leases
    SET expires_at = clock_timestamp() + ${milliseconds}::int * interval '1 millisecond', updated_at = clock_timestamp()
    WHERE shard = ${lease.shard} AND fencing_token = ${lease.token}`;
  return count === 1;
}

export const releasing: IdleStatement = {
  name: "lease_release",
  idle: [0, "-1"],
  text: `
    UPDATE shard_leases SET expires_at = clock_timestamp(), updated_at = clock_timestamp()
    WHERE shard = $1::int AND fencing_token = $2::bigint`,
};

/** Ends a claim at once: it is the last thing that its holder does with it. */
export async function releaseLease(db: Queryable, lease: ShardLease): Promise<void> {
  await runPrepared(db, releasing, [lease.shard, String(lease.token)]);
}

/** Returns whether the claim holds, and keeps everyone else from claiming the shard until the transaction ends. */
export async function holdLease(tx: Transaction, lease: ShardLease): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM shard_leases WHERE shard = ${lease.shard} AND fencing_token = ${lease.token} FOR SHARE`;
  return rows.length === 1;
}

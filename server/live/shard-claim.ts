import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "../db/client.ts";
import { claimShard, releaseLease, type ShardLease } from "../db/repositories/shard-leases.ts";
import { AppError } from "../errors/app-error.ts";
import { keepLease } from "./lease-beats.ts";

/** Who holds a lane is mostly done in a moment; a lease that has to run out is not asked for that often. */
const firstRetryMilliseconds = 5;
const longestRetryMilliseconds = 100;
/** Longer than a lease: a claim that waits for a dead worker's lease gets it. */
const patienceMilliseconds = 3_000;

type Holding = {
  readonly signal: AbortSignal;
  /** A worker that dies keeps its shards from the others for at most this long. */
  readonly leaseMilliseconds: number;
};
type Claim = Holding & { readonly shard: number; readonly worker: string };
type Work<Result> = (lease: ShardLease, signal: AbortSignal) => Promise<Result>;

/** Does the work while holding the shard, once it is to be had; see withLease. */
export async function withShard<Result>(
  db: Database,
  { shard, worker, signal, leaseMilliseconds }: Claim,
  work: Work<Result>,
): Promise<Result> {
  const lease = await claim(db, { shard, worker: ownerOf(worker), signal, leaseMilliseconds });
  return withLease(db, { lease, signal, leaseMilliseconds }, work);
}

/** The owner is new for each claim: two claims of one process must not take each other for themselves. */
export function ownerOf(worker: string): string {
  return `${worker}/${randomUUID().slice(0, 8)}`;
}

/**
 * Does the work while holding a lease that was just claimed, prolonging it as long as the work lasts. The signal that the work gets is
 * aborted when the lease is lost; what the work then still tries to store is refused by the lease's token.
 */
export async function withLease<Result>(
  db: Database,
  { lease, signal, leaseMilliseconds }: Holding & { readonly lease: ShardLease },
  work: Work<Result>,
): Promise<Result> {
  const lost = new AbortController();
  const beating = keepLease(db, { lease, milliseconds: leaseMilliseconds, onLost: () => lost.abort() });
  try {
    return await work(lease, AbortSignal.any([signal, lost.signal]));
  } finally {
    const isRenewed = await beating.stop();
    // A lease that could not be released runs out by itself. One that was given back may have been prolonged at that moment.
    if (isRenewed || !givenBack.has(lease)) await releaseLease(db, lease).catch(() => undefined);
  }
}

const givenBack = new WeakSet<ShardLease>();

export function isGivenBack(lease: ShardLease): boolean {
  return givenBack.has(lease);
}

/** Notes that a lease was released by the last statement that was done under it. */
export function noteGivenBack(lease: ShardLease): void {
  givenBack.add(lease);
}

async function claim(db: Database, { shard, worker: owner, signal, leaseMilliseconds }: Claim): Promise<ShardLease> {
  const deadline = Date.now() + leaseMilliseconds + patienceMilliseconds;
  for (let pause = firstRetryMilliseconds; ; pause = Math.min(2 * pause, longestRetryMilliseconds)) {
    const lease = await claimShard(db, { shard, owner, milliseconds: leaseMilliseconds });
    if (lease !== null) return lease;
    if (signal.aborted || Date.now() > deadline) throw new AppError("lease-lost");
    await sleep(pause);
  }
}

import { createHash } from "node:crypto";

/** Runs are spread over this many serial lanes; workers take whole shards. Changing it needs every run to be dealt anew. */
export const shardCount = 8;

/** Returns the shard of a run. */
export function shardOf(runId: string): number {
  return createHash("sha256").update(runId).digest().readUInt32BE(0) % shardCount;
}

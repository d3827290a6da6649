import { ensurePartitions } from "@/server/db/partitions.ts";
import { forgetOldAttempts } from "@/server/db/repositories/attempts.ts";
import { forgetJobs, listUndelivered } from "@/server/db/repositories/job-records.ts";
import { listShardsWithWork } from "@/server/db/repositories/runs.ts";
import { wakeShards } from "@/server/live/feed-loop.ts";
import { redeliver } from "@/server/queue/redeliver.ts";
import type { JobHandler } from "../handler.ts";

const minute = 60_000;
/** A job that is asked for and has not begun by then is delivered once more; the queue drops it where it still has it. */
const deliveryMilliseconds = 15_000;
const keptMilliseconds = 7 * 24 * 60 * minute;
/** Longer than any window in which attempts are counted. */
const attemptsMilliseconds = 24 * 60 * minute;

/** Makes up for whatever was lost between a commit and its delivery, and clears away what is no longer needed. */
export const maintenanceSweep: JobHandler<"maintenance.sweep"> = {
  run: async (_payload, { db, deliverer }) => {
    for (const job of await listUndelivered(db, new Date(Date.now() - deliveryMilliseconds))) {
      await redeliver(deliverer, job);
    }
    await wakeShards(deliverer, await listShardsWithWork(db));
    await forgetJobs(db, new Date(Date.now() - keptMilliseconds));
    await forgetOldAttempts(db, attemptsMilliseconds);
    await ensurePartitions(db);
  },
};

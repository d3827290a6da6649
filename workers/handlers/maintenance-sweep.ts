import { ensurePartitions } from "@/server/db/partitions.ts";
import { forgetOldAttempts } from "@/server/db/repositories/attempts.ts";
import { forgetJobs, listUndelivered, putBehind } from "@/server/db/repositories/job-records.ts";
import { forgetLetters } from "@/server/db/repositories/letters.ts";
import { forgetRecords } from "@/server/db/repositories/retention.ts";
import { listShardsWithWork } from "@/server/db/repositories/runs.ts";
import { readRecordsMonths } from "@/server/features/moderation/records-months.ts";
import { wakeShards } from "@/server/live/feed-loop.ts";
import { log } from "@/server/log.ts";
import { redeliver } from "@/server/queue/redeliver.ts";
import { handOverAll } from "@/server/queue/team-jobs.ts";
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
    const undelivered = await listUndelivered(db, new Date(Date.now() - deliveryMilliseconds));
    for (const job of undelivered) await redeliver(deliverer, job);
    // Many jobs that wait for their next attempt must not keep others from being looked at.
    await putBehind(db, undelivered);
    await handOverAll(db, deliverer);
    await wakeShards(deliverer, await listShardsWithWork(db));
    await forgetJobs(db, new Date(Date.now() - keptMilliseconds));
    await forgetLetters(db, { now: new Date(), before: new Date(Date.now() - keptMilliseconds) });
    await forgetOldAttempts(db, attemptsMilliseconds);
    await ensurePartitions(db);
    const months = await readRecordsMonths(db);
    if (months === null) return;
    const dropped = await forgetRecords(db, monthsBefore(new Date(), months));
    if (dropped.length > 0) log().info({ dropped, months }, "records of runs dropped");
  },
};

function monthsBefore(now: Date, months: number): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1));
}

import { env } from "@/server/env.ts";
import { tendCurated } from "@/server/features/curated/service.ts";
import { appendDueMarks, refreshFigures, stopIdleTwins } from "@/server/features/record/tend-records.ts";
import { wakeShards } from "@/server/live/feed-loop.ts";
import type { JobHandler } from "../handler.ts";

const figuresMilliseconds = 10 * 60_000;

/** Keeps the records of what is published: marks of days that have closed, twins that nobody needs, figures that are old. */
export const recordTend: JobHandler<"record.tend"> = {
  run: async (_payload, { db, deliverer }) => {
    const now = new Date();
    await tendCurated(db, { isDemo: env().QUANTLOOM_DEMO });
    const added = await appendDueMarks(db, now);
    await wakeShards(deliverer, await stopIdleTwins(db));
    await refreshFigures(db, { before: added > 0 ? now : new Date(now.getTime() - figuresMilliseconds) });
  },
};

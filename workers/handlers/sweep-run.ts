import { endSweep, executeSweep } from "@/server/features/sweeps/execute-sweep.ts";
import type { JobHandler } from "../handler.ts";
import { computeInPool } from "../threads/compute-in-pool.ts";

export const sweepRun: JobHandler<"sweep.run"> = {
  run: ({ sweepId }, { db, signal, reportProgress }) =>
    executeSweep(db, sweepId, { compute: computeInPool, signal, reportProgress }),
  giveUp: ({ sweepId }, failure, db) => endSweep(db, sweepId, { status: "failed", error: failure }),
};

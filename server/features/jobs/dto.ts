import { z } from "zod";

export const JobStatus = z.enum(["queued", "running", "succeeded", "failed", "cancelled", "dead"]);

export const JobDto = z.object({
  id: z.uuid(),
  name: z.string(),
  key: z.string(),
  status: JobStatus,
  attempts: z.int(),
  progress: z.number(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  worker: z.string().nullable(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
});
export type JobDto = z.infer<typeof JobDto>;

/** How many jobs of a name wait, run and are delayed in the queue itself. */
export const QueueCountsDto = z.object({ name: z.string(), waiting: z.int(), active: z.int(), delayed: z.int() });
export type QueueCountsDto = z.infer<typeof QueueCountsDto>;

const TeamJob = z.enum(["backtest.run", "portfolio.test", "sweep.run", "dataset.import"]);

/** What a team's members see of the queue. */
export const TeamQueueDto = z.object({
  jobs: z.array(
    z.object({
      name: TeamJob,
      /** The id of the backtest, test, sweep or import. */
      key: z.uuid(),
      label: z.string(),
      status: z.enum(["queued", "running"]),
      progress: z.number(),
      /** Its place among those of its kind that wait, of all teams; null while it runs. */
      position: z.int().nullable(),
      createdAt: z.iso.datetime(),
      startedAt: z.iso.datetime().nullable(),
    }),
  ),
  limits: z.array(
    z.object({
      name: TeamJob,
      running: z.int(),
      waiting: z.int(),
    }),
  ),
});
export type TeamQueueDto = z.infer<typeof TeamQueueDto>;

import { recordForTeam } from "../../audit/record.ts";
import { endJob, findJob, type JobRow, listJobs, recordJob } from "../../db/repositories/job-records.ts";
import { listTeamJobs } from "../../db/repositories/team-jobs.ts";
import { AppError } from "../../errors/app-error.ts";
import { definitionOf, type JobName, jobNames } from "../../queue/catalogue.ts";
import { deliverer } from "../../queue/deliver.ts";
import { redeliver } from "../../queue/redeliver.ts";
import { handOver, isTeamJob, limitsOf, teamJobNames } from "../../queue/team-jobs.ts";
import type { Context } from "../../trpc/context.ts";
import { reopenBacktest } from "../backtests/service.ts";
import { reopenSweep } from "../sweeps/service.ts";
import { JobDto, JobStatus, type QueueCountsDto, TeamQueueDto } from "./dto.ts";

const mostListed = 200;
/** Four kinds of as many as may wait by default. */
const mostQueued = 2_000;
const StoredError = JobDto.shape.error;

/** Returns the jobs that the caller's team may see, the last changed first; "dead" are those that were given up. */
export async function listVisibleJobs(
  { db, team }: Context,
  { status }: { readonly status?: JobRow["status"] | undefined },
): Promise<JobDto[]> {
  const statuses = status === undefined ? JobStatus.options : [status];
  const rows = await listJobs(db, team.id, { statuses, limit: mostListed });
  return rows.map(({ payload: _, ...row }) => ({
    ...row,
    error: StoredError.catch(null).parse(row.error),
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  }));
}

export async function countQueues(): Promise<QueueCountsDto[]> {
  return Promise.all(
    jobNames.map(async (name) => {
      const counts = await deliverer().count(name);
      const of = (state: string): number => counts[state] ?? 0;
      const waiting = of("waiting") + of("prioritized") + of("paused");
      return { name, waiting, active: of("active"), delayed: of("delayed") };
    }),
  );
}

/** Returns what runs and waits of the caller's team, and how much of it may. */
export async function teamQueue({ db, team }: Context): Promise<TeamQueueDto> {
  const rows = await listTeamJobs(db, team.id, mostQueued);
  return TeamQueueDto.parse({
    jobs: rows.map(({ createdAt, startedAt, label, ...row }) => ({
      ...row,
      label: label ?? row.key,
      createdAt: createdAt.toISOString(),
      startedAt: startedAt?.toISOString() ?? null,
    })),
    limits: teamJobNames.map((name) => ({ name, ...limitsOf(name) })),
  });
}

/** Tries a job again that was given up. */
export async function retryJob(context: Context, id: string): Promise<void> {
  const { db, team } = context;
  const job = await findJob(db, team.id, id);
  const name = jobNames.find((candidate) => candidate === job?.name);
  if (job === null || name === undefined) throw new AppError("not-found", { what: "job", id });
  if (job.status !== "dead") {
    throw new AppError("not-possible-now", {
      message: `Only a job that was given up can be tried again; this one is ${job.status}.`,
    });
  }
  if (name === "dataset.import") {
    throw new AppError("not-possible-now", {
      message: "The file of this import is gone. Import it again on the page Data.",
    });
  }
  const own = isTeamJob(name) ? { name, teamId: team.id } : null;
  await db.$transaction(async (tx) => {
    if (name === "backtest.run" && !(await reopenBacktest(tx, job.key))) {
      throw new AppError("not-possible-now", { message: "The backtest of this job has ended otherwise." });
    }
    if (name === "sweep.run" && !(await reopenSweep(tx, job.key))) {
      throw new AppError("not-possible-now", { message: "The sweep of this job has ended otherwise." });
    }
    if (own !== null) await recordJob(tx, { ...own, key: job.key, payload: asObject(job.payload), handedAt: null });
    else if (isRemembered(name)) await recordJob(tx, { name, key: job.key, payload: asObject(job.payload) });
    else await endJob(tx, { name, key: job.key }, { status: "succeeded" });
    await recordForTeam(tx, context, "job.retried", { jobId: id, name, key: job.key });
  });
  if (own === null) await redeliver(deliverer(), job);
  else await handOver(db, deliverer(), own.name, own.teamId);
}

function isRemembered(name: JobName): boolean {
  return definitionOf(name).remembered === "always";
}

function asObject(payload: unknown): object {
  return typeof payload === "object" && payload !== null ? payload : {};
}

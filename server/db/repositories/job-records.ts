import type { JobName } from "../../queue/catalogue.ts";
import type { Queryable } from "../client.ts";
import type { Prisma } from "../generated/client.ts";

export type JobStatus = "queued" | "running" | "succeeded" | "failed" | "cancelled" | "dead";
export type JobFailure = { readonly code: string; readonly message: string };

export type JobRow = {
  readonly id: string;
  readonly name: string;
  readonly key: string;
  readonly payload: unknown;
  readonly status: JobStatus;
  readonly attempts: number;
  readonly progress: number;
  readonly error: unknown;
  readonly worker: string | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
};

const columns = {
  id: true,
  name: true,
  key: true,
  payload: true,
  status: true,
  attempts: true,
  progress: true,
  error: true,
  worker: true,
  createdAt: true,
  startedAt: true,
  finishedAt: true,
} satisfies Prisma.JobRecordSelect;

function toRow(row: Prisma.JobRecordGetPayload<{ select: typeof columns }>): JobRow {
  return { ...row, status: row.status as JobStatus };
}

type JobKey = { readonly name: JobName; readonly key: string };
const whereOf = ({ name, key }: JobKey) => ({ name_key: { name, key } });

export type NewJob = JobKey & {
  readonly payload: object;
  readonly teamId?: string;
  /** Null holds the job back until its team's turn. */
  readonly handedAt?: Date | null;
};

/** Remembers a job that is about to be delivered, in the transaction that writes what the job is about. */
export async function recordJob(db: Queryable, job: NewJob): Promise<void> {
  const { name, key, teamId = null, handedAt = new Date() } = job;
  const asked = { payload: job.payload as Prisma.InputJsonObject, teamId, handedAt };
  await db.jobRecord.upsert({
    where: whereOf(job),
    create: { name, key, ...asked },
    update: { ...asked, status: "queued", attempts: 0, progress: 0, startedAt: null, finishedAt: null },
  });
}

/** Counts a start of the job; returns how many there have been since it was asked for, and whose it is. */
export async function beginJob(
  db: Queryable,
  job: JobKey & { readonly payload: object; readonly worker: string },
): Promise<{ attempts: number; teamId: string | null }> {
  const begun = { status: "running", worker: job.worker, startedAt: new Date(), finishedAt: null };
  return db.jobRecord.upsert({
    where: whereOf(job),
    create: { name: job.name, key: job.key, payload: job.payload as Prisma.InputJsonObject, attempts: 1, ...begun },
    update: { attempts: { increment: 1 }, ...begun },
    select: { attempts: true, teamId: true },
  });
}

export async function storeJobProgress(db: Queryable, job: JobKey, progress: number): Promise<void> {
  await db.jobRecord.updateMany({ where: { ...job, status: "running" }, data: { progress } });
}

type JobOutcome = {
  readonly status: "succeeded" | "queued" | "dead" | "cancelled";
  readonly error?: JobFailure;
  /** Ends it only while it stands there: one that was asked for again in the meantime is another. */
  readonly from?: JobStatus;
};

/** Ends a job, or puts it back among the queued ones when it will be tried again. */
export async function endJob(db: Queryable, job: JobKey, outcome: JobOutcome): Promise<void> {
  const from = outcome.from === undefined ? {} : { status: outcome.from };
  await db.jobRecord.updateMany({
    where: { name: job.name, key: job.key, ...from },
    data: {
      status: outcome.status,
      finishedAt: outcome.status === "queued" ? null : new Date(),
      ...(outcome.status === "succeeded" ? { progress: 1 } : {}),
      ...(outcome.error === undefined ? {} : { error: { ...outcome.error } }),
    },
  });
}

/** Returns whose a job is; null where it is the platform's own or not known. */
export async function teamOfJob(db: Queryable, job: JobKey): Promise<string | null> {
  const row = await db.jobRecord.findUnique({ where: whereOf(job), select: { teamId: true } });
  return row?.teamId ?? null;
}

/** Remembers the last failure of a job that is otherwise not remembered. */
export async function recordFailedJob(
  db: Queryable,
  job: JobKey & { readonly payload: object; readonly worker: string; readonly error: JobFailure },
): Promise<void> {
  const failed = { status: "dead", worker: job.worker, error: { ...job.error }, finishedAt: new Date() };
  await db.jobRecord.upsert({
    where: whereOf(job),
    create: { name: job.name, key: job.key, payload: job.payload as Prisma.InputJsonObject, attempts: 1, ...failed },
    update: { attempts: { increment: 1 }, ...failed },
  });
}

/** Returns the jobs that a team may see, the last changed first: its own, and the platform's work, which is nobody's. */
export async function listJobs(
  db: Queryable,
  teamId: string,
  { statuses, limit }: { readonly statuses: readonly JobStatus[]; readonly limit: number },
): Promise<JobRow[]> {
  const rows = await db.jobRecord.findMany({
    where: { status: { in: [...statuses] }, OR: [{ teamId }, { teamId: null }] },
    orderBy: { updatedAt: "desc" },
    take: limit,
    select: columns,
  });
  return rows.map(toRow);
}

export async function findJob(db: Queryable, teamId: string, id: string): Promise<JobRow | null> {
  const row = await db.jobRecord.findFirst({ where: { id, OR: [{ teamId }, { teamId: null }] }, select: columns });
  return row && toRow(row);
}

/** Returns the jobs that were given to the workers before `before` and have not begun: their delivery may have been lost. */
export async function listUndelivered(db: Queryable, before: Date): Promise<JobRow[]> {
  const rows = await db.jobRecord.findMany({
    where: { status: "queued", updatedAt: { lt: before }, handedAt: { not: null } },
    orderBy: { updatedAt: "asc" },
    take: 200,
    select: columns,
  });
  return rows.map(toRow);
}

/** Moves queued jobs behind all others that wait to be looked at. */
export async function putBehind(db: Queryable, jobs: readonly Pick<JobRow, "id">[]): Promise<void> {
  const where = { id: { in: jobs.map(({ id }) => id) }, status: "queued" };
  await db.jobRecord.updateMany({ where, data: { updatedAt: new Date() } });
}

/** Removes the records of jobs that ended well before `before`. */
export async function forgetJobs(db: Queryable, before: Date): Promise<number> {
  const where = { status: { in: ["succeeded", "cancelled"] }, updatedAt: { lt: before } };
  const { count } = await db.jobRecord.deleteMany({ where });
  return count;
}

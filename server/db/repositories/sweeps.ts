import type { Queryable } from "../client.ts";
import type { Prisma } from "../generated/client.ts";
import type { BacktestStatus, EndedWork } from "./backtests.ts";

export type SweepRow = {
  readonly id: string;
  readonly teamId: string;
  readonly strategyId: string;
  readonly strategyName: string;
  readonly versionId: string;
  readonly versionNumber: number;
  readonly datasetId: string;
  readonly snapshotId: string;
  readonly data: unknown;
  readonly plan: unknown;
  readonly points: number;
  readonly done: number;
  readonly refused: number;
  readonly status: BacktestStatus;
  readonly attempt: number;
  readonly best: unknown;
  readonly outOfSampleFrom: Date | null;
  readonly error: unknown;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
};

const unfinished: BacktestStatus[] = ["queued", "running"];

const columns = {
  id: true,
  teamId: true,
  strategyId: true,
  versionId: true,
  datasetId: true,
  snapshotId: true,
  data: true,
  plan: true,
  points: true,
  done: true,
  refused: true,
  status: true,
  attempt: true,
  best: true,
  outOfSampleFrom: true,
  error: true,
  createdAt: true,
  startedAt: true,
  finishedAt: true,
  version: { select: { number: true } },
  strategy: { select: { name: true } },
} satisfies Prisma.SweepSelect;

function toRow({ version, strategy, ...row }: Prisma.SweepGetPayload<{ select: typeof columns }>): SweepRow {
  return {
    ...row,
    status: row.status as BacktestStatus,
    versionNumber: version.number,
    strategyName: strategy.name,
  };
}

export type NewSweep = {
  readonly teamId: string;
  readonly strategyId: string;
  readonly versionId: string;
  readonly datasetId: string;
  readonly snapshotId: string;
  readonly data?: Prisma.InputJsonValue;
  readonly plan: Prisma.InputJsonValue;
  readonly points: number;
  readonly outOfSampleFrom: Date | null;
  readonly engineVersion: string;
  readonly createdBy: string;
};

export async function insertSweep(db: Queryable, sweep: NewSweep): Promise<string> {
  return (await db.sweep.create({ data: sweep, select: { id: true } })).id;
}

export async function findSweep(db: Queryable, teamId: string, id: string): Promise<SweepRow | null> {
  const row = await db.sweep.findFirst({ where: { id, teamId }, select: columns });
  return row && toRow(row);
}

/** Returns the team's sweeps, newest first. */
export async function listSweeps(
  db: Queryable,
  teamId: string,
  { strategyId, limit }: { readonly strategyId?: string | undefined; readonly limit: number },
): Promise<SweepRow[]> {
  const where = { teamId, ...(strategyId === undefined ? {} : { strategyId }) };
  return (await db.sweep.findMany({ where, orderBy: { createdAt: "desc" }, take: limit, select: columns })).map(toRow);
}

/** Marks the wish to cancel; returns the status before it, or null when the sweep is finished or not there. */
export async function requestSweepCancel(db: Queryable, teamId: string, id: string): Promise<BacktestStatus | null> {
  const rows = await db.sweep.updateManyAndReturn({
    where: { id, teamId, status: { in: unfinished } },
    data: { cancelRequestedAt: new Date() },
    select: { status: true },
  });
  return (rows[0]?.status as BacktestStatus | undefined) ?? null;
}

export type SweepWorkRow = Pick<
  SweepRow,
  "id" | "strategyId" | "datasetId" | "snapshotId" | "data" | "plan" | "outOfSampleFrom"
> & {
  readonly document: unknown;
  readonly cancelRequested: boolean;
  /** What an interrupted attempt had run. */
  readonly stored: Uint8Array | null;
};

/** Starts an attempt, or returns null when the sweep is finished: a second delivery then has nothing to do. */
export async function beginSweep(db: Queryable, id: string): Promise<SweepWorkRow | null> {
  const { count } = await db.sweep.updateMany({
    where: { id, status: { in: unfinished } },
    data: { status: "running", attempt: { increment: 1 }, startedAt: new Date() },
  });
  if (count === 0) return null;
  const row = await db.sweep.findUniqueOrThrow({
    where: { id },
    select: {
      id: true,
      strategyId: true,
      datasetId: true,
      snapshotId: true,
      data: true,
      plan: true,
      outOfSampleFrom: true,
      cancelRequestedAt: true,
      version: { select: { document: true } },
      results: { select: { body: true } },
    },
  });
  const { version, results, cancelRequestedAt, ...work } = row;
  return {
    ...work,
    document: version.document,
    cancelRequested: cancelRequestedAt !== null,
    stored: results?.body ?? null,
  };
}

export type SweepProgress = { readonly done: number; readonly refused: number; readonly best: unknown };

/** Stores how far a sweep is; returns whether it should go on. */
export async function storeSweepProgress(
  db: Queryable,
  id: string,
  { done, refused, best }: SweepProgress,
): Promise<"continue" | "cancel"> {
  const rows = await db.sweep.updateManyAndReturn({
    where: { id, status: "running" },
    data: { done, refused, ...(best === null ? {} : { best: best as Prisma.InputJsonValue }) },
    select: { cancelRequestedAt: true },
  });
  const [row] = rows;
  return row !== undefined && row.cancelRequestedAt === null ? "continue" : "cancel";
}

/** Stores the figures of a sweep's points, replacing those stored before. */
export async function storeSweepResults(db: Queryable, sweepId: string, body: Uint8Array<ArrayBuffer>): Promise<void> {
  await db.sweepResult.upsert({ where: { sweepId }, create: { sweepId, body }, update: { body } });
}

export async function readSweepResults(db: Queryable, teamId: string, sweepId: string): Promise<Uint8Array | null> {
  const row = await db.sweepResult.findFirst({ where: { sweepId, sweep: { teamId } }, select: { body: true } });
  return row?.body ?? null;
}

export type SweepOutcome =
  | { readonly status: "succeeded"; readonly progress: SweepProgress; readonly sharpeVariance: number | null }
  | { readonly status: "failed"; readonly error: unknown }
  | { readonly status: "cancelled"; readonly progress?: SweepProgress };

/** Ends a sweep that is under way and returns it; null when it had ended before. */
export async function finishSweep(db: Queryable, id: string, outcome: SweepOutcome): Promise<EndedWork | null> {
  const progress = outcome.status === "failed" ? undefined : outcome.progress;
  const [row] = await db.sweep.updateManyAndReturn({
    where: { id, status: { in: unfinished } },
    data: {
      status: outcome.status,
      finishedAt: new Date(),
      ...(progress === undefined ? {} : { done: progress.done, refused: progress.refused }),
      ...(progress === undefined || progress.best === null ? {} : { best: progress.best as Prisma.InputJsonValue }),
      ...(outcome.status === "succeeded" ? { sharpeVariance: outcome.sharpeVariance } : {}),
      ...(outcome.status === "failed" ? { error: outcome.error as Prisma.InputJsonValue } : {}),
    },
    select: { teamId: true, createdBy: true, startedAt: true, finishedAt: true, strategy: { select: { name: true } } },
  });
  return row === undefined ? null : { ...row, id, strategyName: row.strategy.name };
}

/** Puts a failed sweep back into the queue; returns false when it is not a failed one. */
export async function reopenFailedSweep(db: Queryable, id: string): Promise<boolean> {
  const { count } = await db.sweep.updateMany({
    where: { id, status: "failed" },
    data: { status: "queued", finishedAt: null, cancelRequestedAt: null },
  });
  return count === 1;
}

import type { Queryable } from "../client.ts";
import type { Prisma } from "../generated/client.ts";

export type BacktestStatus = "queued" | "running" | "succeeded" | "failed" | "cancelled";

export type BacktestRow = {
  readonly id: string;
  readonly teamId: string;
  readonly strategyId: string;
  readonly versionId: string;
  readonly versionNumber: number;
  readonly strategyName: string;
  readonly semanticHash: string;
  readonly datasetId: string;
  readonly snapshotId: string;
  /** The histories of a strategy that names several instruments; null where it runs on the one above. */
  readonly data: unknown;
  readonly parameters: unknown;
  readonly status: BacktestStatus;
  readonly progress: number;
  readonly attempt: number;
  readonly error: unknown;
  readonly fingerprint: string | null;
  readonly summary: unknown;
  readonly engineVersion: string | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly cancelRequestedAt: Date | null;
  readonly note: string | null;
  readonly tags: readonly string[];
  readonly outOfSampleFrom: Date | null;
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
  parameters: true,
  status: true,
  progress: true,
  attempt: true,
  error: true,
  fingerprint: true,
  summary: true,
  engineVersion: true,
  createdAt: true,
  startedAt: true,
  finishedAt: true,
  cancelRequestedAt: true,
  note: true,
  tags: true,
  outOfSampleFrom: true,
  version: { select: { number: true, semanticHash: true } },
  strategy: { select: { name: true } },
} satisfies Prisma.BacktestSelect;

function toRow({ version, strategy, ...row }: Prisma.BacktestGetPayload<{ select: typeof columns }>): BacktestRow {
  return {
    ...row,
    status: row.status as BacktestStatus,
    versionNumber: version.number,
    semanticHash: version.semanticHash,
    strategyName: strategy.name,
  };
}

export type NewBacktest = {
  readonly teamId: string;
  readonly strategyId: string;
  readonly versionId: string;
  readonly datasetId: string;
  readonly snapshotId: string;
  readonly inputHash: string;
  readonly parameters: Readonly<Record<string, number | string | boolean>>;
  readonly engineVersion: string;
  readonly outOfSampleFrom?: Date | null;
  readonly data?: Prisma.InputJsonValue;
  readonly createdBy: string;
};

/** Inserts a queued backtest and returns its id, or null when one with the same inputs is already under way. */
export async function insertBacktest(db: Queryable, backtest: NewBacktest): Promise<string | null> {
  const made = await db.backtest.createManyAndReturn({ data: [backtest], skipDuplicates: true, select: { id: true } });
  return made[0]?.id ?? null;
}

/** Returns the newest backtest of these inputs that is under way or succeeded. */
export async function findBacktestOfInputs(
  db: Queryable,
  teamId: string,
  inputHash: string,
): Promise<BacktestRow | null> {
  const row = await db.backtest.findFirst({
    where: { teamId, inputHash, status: { in: [...unfinished, "succeeded"] }, cancelRequestedAt: null },
    orderBy: { createdAt: "desc" },
    select: columns,
  });
  return row && toRow(row);
}

export async function findBacktest(db: Queryable, teamId: string, id: string): Promise<BacktestRow | null> {
  const row = await db.backtest.findFirst({ where: { id, teamId }, select: columns });
  return row && toRow(row);
}

/** Marks the wish to cancel; returns the status before it, or null when the backtest is finished or not there. */
export async function requestBacktestCancel(db: Queryable, teamId: string, id: string): Promise<BacktestStatus | null> {
  const rows = await db.backtest.updateManyAndReturn({
    where: { id, teamId, status: { in: unfinished } },
    data: { cancelRequestedAt: new Date() },
    select: { status: true },
  });
  return (rows[0]?.status as BacktestStatus | undefined) ?? null;
}

/** What a worker needs to compute a backtest. */
export type BacktestWork = {
  readonly id: string;
  readonly strategyId: string;
  readonly document: unknown;
  readonly datasetId: string;
  readonly snapshotId: string;
  /** The histories of a strategy that names several instruments; null where it runs on the one above. */
  readonly data: unknown;
  readonly parameters: unknown;
  readonly cancelRequested: boolean;
};

/** Starts an attempt, or returns null when the backtest is finished: a second delivery then has nothing to do. */
export async function beginBacktest(db: Queryable, id: string): Promise<BacktestWork | null> {
  const rows = await db.backtest.updateManyAndReturn({
    where: { id, status: { in: unfinished } },
    data: { status: "running", attempt: { increment: 1 }, startedAt: new Date(), progress: 0 },
    select: {
      id: true,
      strategyId: true,
      versionId: true,
      datasetId: true,
      snapshotId: true,
      data: true,
      parameters: true,
      cancelRequestedAt: true,
    },
  });
  const [row] = rows;
  if (row === undefined) return null;
  const version = await db.strategyVersion.findUniqueOrThrow({
    where: { id: row.versionId },
    select: { document: true },
  });
  const { versionId: _, cancelRequestedAt, ...work } = row;
  return { ...work, document: version.document, cancelRequested: cancelRequestedAt !== null };
}

/** Stores how far the computation is; returns whether it should go on. */
export async function storeBacktestProgress(
  db: Queryable,
  id: string,
  progress: number,
): Promise<"continue" | "cancel"> {
  const rows = await db.backtest.updateManyAndReturn({
    where: { id, status: "running" },
    data: { progress },
    select: { cancelRequestedAt: true },
  });
  const [row] = rows;
  return row !== undefined && row.cancelRequestedAt === null ? "continue" : "cancel";
}

export type BacktestOutcome =
  | {
      readonly status: "succeeded";
      readonly fingerprint: string;
      readonly summary: unknown;
      readonly headline: unknown;
    }
  | { readonly status: "failed"; readonly error: unknown }
  | { readonly status: "cancelled" };

/** A backtest or a sweep that has ended. */
export type EndedWork = {
  readonly id: string;
  readonly teamId: string;
  readonly createdBy: string;
  readonly strategyName: string;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
};

/** Ends a backtest that is under way and returns it; null when it had ended before. */
export async function finishBacktest(db: Queryable, id: string, outcome: BacktestOutcome): Promise<EndedWork | null> {
  const [row] = await db.backtest.updateManyAndReturn({
    where: { id, status: { in: unfinished } },
    data: {
      status: outcome.status,
      finishedAt: new Date(),
      ...(outcome.status === "succeeded"
        ? {
            progress: 1,
            fingerprint: outcome.fingerprint,
            summary: outcome.summary as Prisma.InputJsonValue,
            headline: outcome.headline as Prisma.InputJsonValue,
          }
        : {}),
      ...(outcome.status === "failed" ? { error: outcome.error as Prisma.InputJsonValue } : {}),
    },
    select: { teamId: true, createdBy: true, startedAt: true, finishedAt: true, strategy: { select: { name: true } } },
  });
  return row === undefined ? null : { ...row, id, strategyName: row.strategy.name };
}

/** Puts a failed backtest back into the queue; returns false when it is not a failed one. */
export async function reopenFailedBacktest(db: Queryable, id: string): Promise<boolean> {
  const { count } = await db.backtest.updateMany({
    where: { id, status: "failed" },
    data: { status: "queued", finishedAt: null, progress: 0, cancelRequestedAt: null },
  });
  return count === 1;
}

/** What people write on a result; what is left out stays as it is. */
export type BacktestMarks = {
  readonly note?: string | null;
  readonly tags?: readonly string[];
  readonly outOfSampleFrom?: Date | null;
};

/** Writes marks on a team's backtest; returns false where it has none of the id. */
export async function markBacktest(
  db: Queryable,
  { teamId, id }: { readonly teamId: string; readonly id: string },
  { tags, ...marks }: BacktestMarks,
): Promise<boolean> {
  const data = { ...marks, ...(tags === undefined ? {} : { tags: [...tags] }) };
  const { count } = await db.backtest.updateMany({ where: { id, teamId }, data });
  return count === 1;
}

export type Trials = {
  /** Variants of a strategy that have been tried: its backtests that gave a result, and the points of its sweeps. */
  readonly count: number;
  /** Variance of the Sharpe ratios of its latest sweep, per period; null without one. */
  readonly sharpeVariance: number | null;
};

export async function countTrials(db: Queryable, strategyId: string): Promise<Trials> {
  const backtests = await db.backtest.count({ where: { strategyId, status: "succeeded" } });
  const swept = await db.sweep.aggregate({ where: { strategyId }, _sum: { done: true } });
  const latest = await db.sweep.findFirst({
    where: { strategyId, sharpeVariance: { not: null } },
    orderBy: { createdAt: "desc" },
    select: { sharpeVariance: true },
  });
  return { count: backtests + (swept._sum.done ?? 0), sharpeVariance: latest?.sharpeVariance ?? null };
}

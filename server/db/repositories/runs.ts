import type { Queryable, Transaction } from "../client.ts";
import type { Prisma } from "../generated/client.ts";

export const runStatuses = [
  "waiting",
  "entering",
  "in-position",
  "exiting",
  "paused",
  "stopping",
  "closed",
  "needs-review",
  "halted",
] as const;
export type RunStatus = (typeof runStatuses)[number];

/** A run that has ended is never stepped again. */
export function hasEnded(status: RunStatus): boolean {
  return status === "closed" || status === "halted";
}

export type RunRow = {
  readonly id: string;
  readonly teamId: string;
  readonly strategyVersionId: string;
  readonly strategyName: string;
  readonly versionNumber: number;
  readonly subscriptionId: string | null;
  readonly listingTitle: string | null;
  readonly mode: "paper" | "live";
  readonly feedId: string;
  readonly feedKind: string;
  readonly barMilliseconds: number;
  readonly symbols: readonly string[];
  readonly capital: string;
  readonly status: RunStatus;
  readonly statusReason: string | null;
  readonly shard: number;
  readonly lastSequence: number;
  readonly inboxSequence: number;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly stoppedAt: Date | null;
};

const columns = {
  id: true,
  teamId: true,
  strategyVersionId: true,
  subscriptionId: true,
  mode: true,
  feedId: true,
  universe: true,
  capital: true,
  status: true,
  statusReason: true,
  shard: true,
  lastSequence: true,
  inboxSequence: true,
  createdAt: true,
  startedAt: true,
  stoppedAt: true,
  strategyVersion: { select: { name: true, number: true } },
  subscription: { select: { listing: { select: { title: true } } } },
  feed: { select: { kind: true, barMilliseconds: true } },
} satisfies Prisma.RunSelect;

function toRow(found: Prisma.RunGetPayload<{ select: typeof columns }>): RunRow {
  const { strategyVersion, subscription, feed, universe, ...row } = found;
  return {
    ...row,
    strategyName: strategyVersion.name,
    versionNumber: strategyVersion.number,
    listingTitle: subscription?.listing.title ?? null,
    feedKind: feed.kind,
    barMilliseconds: feed.barMilliseconds,
    mode: row.mode as RunRow["mode"],
    status: row.status as RunStatus,
    symbols: readSymbols(universe),
    capital: row.capital.toString(),
    lastSequence: Number(row.lastSequence),
    inboxSequence: Number(row.inboxSequence),
  };
}

function readSymbols(universe: unknown): string[] {
  return Array.isArray(universe) ? universe.filter((symbol) => typeof symbol === "string") : [];
}

export type NewRun = {
  readonly id: string;
  readonly teamId: string;
  readonly strategyVersionId: string;
  /** Whose run it is: a member of a subscription, or the platform's twin of a published version. */
  readonly owner: { readonly subscriptionId: string; readonly sealed: boolean } | { readonly listingVersionId: string };
  readonly memberOrdinal: number;
  readonly feedId: string;
  readonly symbols: readonly string[];
  readonly capital: string;
  readonly shard: number;
  /** Limits from outside the graph (graph-runtime/risk/outside-limits.ts). */
  readonly settings?: Prisma.InputJsonObject;
  readonly createdBy: string;
};

export async function insertRuns(tx: Transaction, runs: readonly NewRun[]): Promise<void> {
  await tx.run.createMany({
    data: runs.map(({ symbols, owner, settings, ...run }) => ({
      ...run,
      ...owner,
      ...(settings === undefined ? {} : { settings }),
      universe: [...symbols],
      mode: "paper",
    })),
  });
}

export async function listRuns(
  db: Queryable,
  teamId: string,
  { subscriptionId, limit }: { readonly subscriptionId?: string | undefined; readonly limit: number },
): Promise<RunRow[]> {
  const rows = await db.run.findMany({
    where: { teamId, ...(subscriptionId === undefined ? {} : { subscriptionId }) },
    orderBy: { createdAt: "desc" },
    take: limit,
    select: columns,
  });
  return rows.map(toRow);
}

export async function findRun(db: Queryable, teamId: string, id: string): Promise<RunRow | null> {
  const row = await db.run.findFirst({ where: { id, teamId }, select: columns });
  return row && toRow(row);
}

/** What the live worker needs of a run that has something in its inbox. */
export type RunWork = {
  readonly id: string;
  readonly teamId: string;
  readonly subscriptionId: string | null;
  readonly feedId: string;
  readonly symbols: readonly string[];
  readonly capital: number;
  readonly status: RunStatus;
  readonly lastSequence: number;
  readonly strategyVersionId: string;
  /** What its steps leave is redacted. */
  readonly sealed: boolean;
};

/** Returns the runs of a shard that have events they have not stepped. */
export async function listRunsWithWork(db: Queryable, shard: number): Promise<RunWork[]> {
  const rows = await db.run.findMany({
    where: {
      shard,
      stoppedAt: null,
      status: { not: "needs-review" },
      inboxSequence: { gt: db.run.fields.lastSequence },
    },
    orderBy: { id: "asc" },
    select: {
      id: true,
      teamId: true,
      subscriptionId: true,
      feedId: true,
      universe: true,
      capital: true,
      status: true,
      lastSequence: true,
      strategyVersionId: true,
      sealed: true,
    },
  });
  return rows.map(({ universe, ...row }) => ({
    ...row,
    symbols: readSymbols(universe),
    capital: row.capital.toNumber(),
    status: row.status as RunStatus,
    lastSequence: Number(row.lastSequence),
  }));
}

/** Returns the shards that have runs with events that nobody has stepped. */
export async function listShardsWithWork(db: Queryable): Promise<number[]> {
  const rows = await db.run.findMany({
    where: {
      stoppedAt: null,
      status: { not: "needs-review" },
      inboxSequence: { gt: db.run.fields.lastSequence },
    },
    distinct: ["shard"],
    select: { shard: true },
  });
  return rows.map((row) => row.shard);
}

export async function readRunDocument(db: Queryable, strategyVersionId: string): Promise<unknown> {
  const version = await db.strategyVersion.findUniqueOrThrow({
    where: { id: strategyVersionId },
    select: { document: true },
  });
  return version.document;
}

/** Returns the last stored state of a run and the sequence number up to which it goes. */
export async function readSnapshot(
  db: Queryable,
  runId: string,
): Promise<{ sequence: number; state: Uint8Array } | null> {
  const row = await db.runSnapshot.findUnique({ where: { runId }, select: { sequence: true, state: true } });
  return row && { sequence: Number(row.sequence), state: row.state };
}

/** Returns the ids of the runs of a subscription that are under way. */
export async function listActiveRunIds(db: Queryable, subscriptionId: string): Promise<string[]> {
  const rows = await db.run.findMany({
    where: { subscriptionId, stoppedAt: null },
    orderBy: { memberOrdinal: "asc" },
    select: { id: true },
  });
  return rows.map((row) => row.id);
}

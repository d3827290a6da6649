import { RunSchedule } from "@/graph-runtime/risk/run-schedule.ts";
import type { Queryable, Transaction } from "../client.ts";
import type { Prisma } from "../generated/client.ts";
import { type IdleStatement, type Prepared, runPrepared } from "../prepared.ts";
import type { BasketRef } from "./basket-watch.ts";
import type { BrokerEnvironment } from "./broker-accounts.ts";

export const runStatuses = [
  "draft",
  "scheduled",
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
  /** Its place in the basket; null where it is nobody's member. */
  readonly memberOrdinal: number | null;
  readonly listingTitle: string | null;
  readonly mode: "paper" | "live";
  /** The linked account that its orders go to; null on paper. */
  readonly account: {
    readonly id: string;
    readonly broker: string;
    readonly environment: BrokerEnvironment;
    readonly label: string;
    readonly review: string | null;
  } | null;
  readonly isAside: boolean;
  readonly feedId: string;
  readonly feedKind: string;
  readonly barMilliseconds: number;
  readonly symbols: readonly string[];
  readonly capital: string;
  readonly schedule: RunSchedule | null;
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
  memberOrdinal: true,
  mode: true,
  isAside: true,
  account: { select: { id: true, broker: true, environment: true, label: true, review: true } },
  feedId: true,
  universe: true,
  capital: true,
  schedule: true,
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
    account: row.account as RunRow["account"],
    status: row.status as RunStatus,
    schedule: readSchedule(row.schedule),
    symbols: toSymbols(universe),
    capital: row.capital.toString(),
    lastSequence: Number(row.lastSequence),
    inboxSequence: Number(row.inboxSequence),
  };
}

export function toSymbols(universe: unknown): string[] {
  return Array.isArray(universe) ? universe.filter((symbol) => typeof symbol === "string") : [];
}

function readSchedule(schedule: unknown): RunSchedule | null {
  return schedule === null ? null : RunSchedule.parse(schedule);
}

export type NewRun = {
  readonly id: string;
  readonly teamId: string;
  readonly strategyVersionId: string;
  /** Whose run it is: a member of a subscription, the platform's twin of a published version, or the team's own. */
  readonly owner:
    | { readonly subscriptionId: string; readonly sealed: boolean }
    | { readonly listingVersionId: string }
    | Readonly<Record<string, never>>;
  readonly memberOrdinal?: number;
  /** The linked account that its orders go to, and what the run has to know of its broker; on paper where it is left out. */
  readonly account?: { readonly id: string; readonly venue: Prisma.InputJsonObject } | undefined;
  readonly feedId: string;
  readonly symbols: readonly string[];
  readonly capital: string;
  readonly shard: number;
  /** Limits from outside the graph (graph-runtime/risk/outside-limits.ts). */
  readonly settings?: Prisma.InputJsonObject;
  readonly schedule?: RunSchedule | null;
  /** "waiting" unless given. */
  readonly status?: "draft" | "scheduled" | "waiting";
  readonly createdBy: string;
};

export async function insertRuns(tx: Transaction, runs: readonly NewRun[]): Promise<void> {
  await tx.run.createMany({
    data: runs.map(({ symbols, owner, settings, account, schedule, ...run }) => ({
      ...run,
      ...owner,
      ...(settings === undefined ? {} : { settings }),
      ...(schedule ? { schedule } : {}),
      ...(account === undefined ? { mode: "paper" } : { mode: "live", accountId: account.id, venue: account.venue }),
      universe: [...symbols],
    })),
  });
}

/** Starts a run that is a draft; returns false where it is none any more. */
export async function startDraft(tx: Transaction, id: string, status: RunStatus): Promise<boolean> {
  const { count } = await tx.run.updateMany({ where: { id, status: "draft" }, data: { status } });
  return count === 1;
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

/** How a run was told to end: once it is flat, as it stands, for good, or flat with the next day. */
export type RunEnding = "when-flat" | "now" | "halt" | "next-session";

/** What the live worker needs of a run that has something in its inbox. */
export type RunWork = {
  readonly id: string;
  readonly teamId: string;
  readonly subscriptionId: string | null;
  /** Whose limits over all members it keeps; null where it is its team's own, or runs beside the others. */
  readonly basket: BasketRef | null;
  readonly feedId: string;
  readonly symbols: readonly string[];
  readonly capital: number;
  readonly status: RunStatus;
  readonly lastSequence: number;
  readonly strategyVersionId: string;
  /** What its steps leave is redacted. */
  readonly sealed: boolean;
  /** Where its orders go; null on paper. */
  readonly account: RunAccount | null;
  /** What a person has to look at before anything is entered. */
  readonly review: string | null;
  readonly ending: RunEnding | null;
  /** Limits around the strategy that it begins with (server/live/outside-limits.ts). */
  readonly limits: unknown;
  readonly schedule: RunSchedule | null;
};

export type RunAccount = {
  readonly id: string;
  readonly broker: string /** server/live/run-venue.ts */;
  readonly venue: unknown;
};

/** Returns the shards that have runs with events that nobody has stepped. */
export async function listShardsWithWork(db: Queryable): Promise<number[]> {
  const rows = await db.run.findMany({
    where: {
      stoppedAt: null,
      isAside: false,
      inboxSequence: { gt: db.run.fields.lastSequence },
    },
    distinct: ["shard"],
    select: { shard: true },
  });
  return rows.map((row) => row.shard);
}

/** Returns the shards of runs on linked accounts that have events nobody has stepped. */
export async function listAccountShardsWithWork(db: Queryable): Promise<number[]> {
  const rows = await db.$queryRaw<{ shard: number }[]>`
    SELECT DISTINCT shard FROM runs
    WHERE account_id IS NOT NULL AND stopped_at IS NULL AND NOT is_aside AND inbox_sequence > last_sequence`;
  return rows.map((row) => row.shard);
}

export const readingShards: Prepared<{ shard: number }> & IdleStatement = {
  name: "account_shards",
  idle: [""],
  text: `
    SELECT DISTINCT shard FROM runs
    WHERE account_id = $1::text AND stopped_at IS NULL AND NOT is_aside AND inbox_sequence > last_sequence`,
};

/** The same of one account. */
export async function listShardsOfAccountWithWork(db: Queryable, accountId: string): Promise<number[]> {
  return (await runPrepared(db, readingShards, [accountId])).map((row) => row.shard);
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

import type { Queryable, Transaction } from "../client.ts";
import type { Prisma } from "../generated/client.ts";

export type SubscriptionStatus = "active" | "stopping" | "ended";

export type SubscriptionRow = {
  readonly id: string;
  readonly teamId: string;
  readonly listingId: string;
  readonly listingTitle: string;
  readonly publisher: string;
  readonly listingVersion: number;
  /** Greater than `listingVersion` where the publisher has put out a newer one. */
  readonly newestVersion: number;
  readonly listingVersionId: string;
  /** Accepted, and not run yet. */
  readonly pendingVersion: number | null;
  readonly sealHash: string;
  readonly mode: "paper" | "live";
  readonly capital: string;
  /** server/features/subscriptions/settings.ts */
  readonly settings: unknown;
  readonly status: SubscriptionStatus;
  readonly statusReason: string | null;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  readonly runIds: readonly string[];
  /** Of the basket version that runs; null for a strategy by itself (server/features/baskets/dto.ts). */
  readonly basketSettings: unknown;
  /** server/live/basket/watch-state.ts */
  readonly watch: unknown;
};

const columns = {
  id: true,
  teamId: true,
  listingId: true,
  mode: true,
  capital: true,
  settings: true,
  status: true,
  statusReason: true,
  createdAt: true,
  endedAt: true,
  listing: {
    select: {
      title: true,
      team: { select: { name: true } },
      versions: { orderBy: { number: "desc" }, take: 1, select: { number: true } },
    },
  },
  listingVersionId: true,
  watch: true,
  listingVersion: { select: { number: true, sealHash: true, basketVersion: { select: { settings: true } } } },
  pendingVersion: { select: { number: true } },
  runs: { orderBy: { memberOrdinal: "asc" }, select: { id: true } },
} satisfies Prisma.SubscriptionSelect;

function toRow(found: Prisma.SubscriptionGetPayload<{ select: typeof columns }>): SubscriptionRow {
  const { listing, listingVersion, pendingVersion, runs, ...row } = found;
  return {
    ...row,
    listingTitle: listing.title,
    publisher: listing.team.name,
    listingVersion: listingVersion.number,
    newestVersion: listing.versions[0]?.number ?? listingVersion.number,
    pendingVersion: pendingVersion?.number ?? null,
    sealHash: listingVersion.sealHash,
    basketSettings: listingVersion.basketVersion?.settings ?? null,
    mode: row.mode as SubscriptionRow["mode"],
    status: row.status as SubscriptionStatus,
    capital: row.capital.toString(),
    runIds: runs.map((run) => run.id),
  };
}

export async function listSubscriptions(db: Queryable, teamId: string): Promise<SubscriptionRow[]> {
  const rows = await db.subscription.findMany({
    where: { teamId },
    orderBy: { createdAt: "desc" },
    take: 200,
    select: columns,
  });
  return rows.map(toRow);
}

export async function findSubscription(db: Queryable, teamId: string, id: string): Promise<SubscriptionRow | null> {
  const row = await db.subscription.findFirst({ where: { id, teamId }, select: columns });
  return row && toRow(row);
}

/** Returns the id of the team's subscription to a listing that has not ended. */
export async function findActiveSubscription(db: Queryable, teamId: string, listingId: string): Promise<string | null> {
  const row = await db.subscription.findFirst({
    where: { teamId, listingId, status: { not: "ended" } },
    select: { id: true },
  });
  return row?.id ?? null;
}

/** Inserts a subscription and returns its id, or null when the team already has one to this listing. */
export async function insertSubscription(
  tx: Transaction,
  subscription: {
    readonly teamId: string;
    readonly listingId: string;
    readonly listingVersionId: string;
    readonly mode: "paper" | "live";
    readonly capital: string;
    readonly settings: Prisma.InputJsonObject;
    readonly createdBy: string;
  },
): Promise<string | null> {
  const made = await tx.subscription.createManyAndReturn({
    data: [subscription],
    skipDuplicates: true,
    select: { id: true },
  });
  return made[0]?.id ?? null;
}

export async function setSubscriptionSettings(
  tx: Transaction,
  id: string,
  settings: Prisma.InputJsonObject,
): Promise<void> {
  await tx.subscription.update({ where: { id }, data: { settings }, select: { id: true } });
}

/** Marks an active subscription as stopping; returns false when it is not active. */
export async function markSubscriptionStopping(tx: Transaction, teamId: string, id: string): Promise<boolean> {
  const { count } = await tx.subscription.updateMany({
    where: { id, teamId, status: "active" },
    data: { status: "stopping" },
  });
  return count === 1;
}

/** Ends a stopping subscription none of whose runs is under way any more; returns whether it ended now. */
export async function endSubscriptionWithoutRuns(tx: Transaction, id: string): Promise<boolean> {
  // The row is locked first: two runs of one subscription may close at the same moment. Rows that each of them has written point at it,
  // which a lock of its key would wait for: each for the other.
  await tx.$queryRaw`SELECT id FROM subscriptions WHERE id = ${id} FOR NO KEY UPDATE`;
  const { count } = await tx.subscription.updateMany({
    where: { id, status: { not: "ended" }, runs: { none: { stoppedAt: null } } },
    data: { status: "ended", endedAt: new Date() },
  });
  return count === 1;
}

/** Returns the subscriptions to a listing that have not ended, with their runs that are under way: for what concerns all of them. */
export async function listSubscriptionsOf(
  tx: Transaction,
  listingId: string,
): Promise<{ id: string; teamId: string; runIds: string[] }[]> {
  const rows = await tx.subscription.findMany({
    where: { listingId, status: "active" },
    orderBy: { id: "asc" },
    select: {
      id: true,
      teamId: true,
      runs: { where: { stoppedAt: null }, orderBy: { id: "asc" }, select: { id: true } },
    },
  });
  return rows.map(({ runs, ...row }) => ({ ...row, runIds: runs.map(({ id }) => id) }));
}

/** Notes why a subscription does less than it might; null where nothing holds it back. */
export async function setSubscriptionReason(tx: Transaction, id: string, statusReason: string | null): Promise<void> {
  await tx.subscription.update({ where: { id }, data: { statusReason } });
}

export type MemberVenue = {
  readonly strategyId: string;
  readonly accountId: string;
  readonly venue: Prisma.JsonObject;
};

/** Returns the linked accounts that runs of a subscription send their orders to, by the strategies of their members. */
export async function listMemberVenues(db: Queryable, subscriptionId: string): Promise<MemberVenue[]> {
  return db.$queryRaw<MemberVenue[]>`
    SELECT v.strategy_id AS "strategyId", run.account_id AS "accountId", run.venue
    FROM runs run JOIN strategy_versions v ON v.id = run.strategy_version_id
    WHERE run.subscription_id = ${subscriptionId} AND run.stopped_at IS NULL AND run.account_id IS NOT NULL
    ORDER BY run.member_ordinal`;
}

/** Sets or takes back the version that a subscription is to move to; returns false when it is not active. */
export async function setPendingVersion(
  tx: Transaction,
  { id, teamId, versionId }: { readonly id: string; readonly teamId: string; readonly versionId: string | null },
): Promise<boolean> {
  const { count } = await tx.subscription.updateMany({
    where: { id, teamId, status: "active" },
    data: { pendingVersionId: versionId },
  });
  return count === 1;
}

export type PendingMove = {
  readonly id: string;
  readonly teamId: string;
  readonly listingId: string;
  readonly fromVersionId: string;
  readonly toVersionId: string;
  readonly settings: unknown;
  readonly watch: unknown;
  readonly createdBy: string;
};

/** Returns an active subscription that is to move to another version, its runs locked in their order and then the row itself. */
export async function lockPendingMove(tx: Transaction, id: string): Promise<PendingMove | null> {
  await tx.$queryRaw`SELECT id FROM runs WHERE subscription_id = ${id} AND stopped_at IS NULL ORDER BY id FOR UPDATE`;
  await tx.$queryRaw`SELECT id FROM subscriptions WHERE id = ${id} FOR NO KEY UPDATE`;
  const row = await tx.subscription.findFirst({
    where: { id, status: "active", pendingVersionId: { not: null } },
    select: {
      id: true,
      teamId: true,
      listingId: true,
      listingVersionId: true,
      pendingVersionId: true,
      settings: true,
      watch: true,
      createdBy: true,
    },
  });
  if (row === null || row.pendingVersionId === null) return null;
  const { pendingVersionId, listingVersionId, ...rest } = row;
  return { ...rest, fromVersionId: listingVersionId, toVersionId: pendingVersionId };
}

/** Runs another version from now on. */
export async function moveToPending(
  tx: Transaction,
  { id, versionId, watch }: { readonly id: string; readonly versionId: string; readonly watch: Prisma.InputJsonObject },
): Promise<void> {
  await tx.subscription.update({
    where: { id },
    data: { listingVersionId: versionId, pendingVersionId: null, watch },
    select: { id: true },
  });
}

import type { Queryable, Transaction } from "../client.ts";
import type { Prisma } from "../generated/client.ts";
import { type BasketMemberRow, memberColumns, toMemberRow } from "./baskets.ts";

export type Visibility = "public" | "unlisted" | "private";

export type ListingMemberRow = BasketMemberRow & { readonly document: unknown };

export type ListingRow = {
  readonly id: string;
  readonly teamId: string;
  readonly teamName: string;
  readonly slug: string;
  readonly kind: "basket" | "strategy";
  readonly title: string;
  readonly rationale: string;
  readonly visibility: Visibility;
  readonly createdAt: Date;
  readonly withdrawnAt: Date | null;
  readonly subscribers: number;
  readonly version: {
    readonly id: string;
    readonly number: number;
    readonly sealHash: string;
    readonly createdAt: Date;
    readonly basketVersionId: string | null;
    readonly members: readonly ListingMemberRow[];
  };
};

const columns = {
  id: true,
  teamId: true,
  slug: true,
  kind: true,
  title: true,
  rationale: true,
  visibility: true,
  createdAt: true,
  withdrawnAt: true,
  team: { select: { name: true } },
  _count: { select: { subscriptions: { where: { status: "active" } } } },
  versions: {
    orderBy: { number: "desc" },
    take: 1,
    select: {
      id: true,
      number: true,
      sealHash: true,
      createdAt: true,
      basketVersionId: true,
      basketVersion: {
        select: {
          members: {
            orderBy: { ordinal: "asc" },
            select: {
              ...memberColumns,
              strategyVersion: { select: { ...memberColumns.strategyVersion.select, document: true } },
            },
          },
        },
      },
    },
  },
} satisfies Prisma.ListingSelect;

type Found = Prisma.ListingGetPayload<{ select: typeof columns }>;

function toRow({ team, _count, versions: [latest], ...listing }: Found): ListingRow {
  if (latest === undefined) throw new Error(`listing ${listing.id} has no version`);
  const { basketVersion, ...version } = latest;
  const members = (basketVersion?.members ?? []).map((member) => ({
    ...toMemberRow(member),
    document: member.strategyVersion.document,
  }));
  return {
    ...listing,
    kind: listing.kind as ListingRow["kind"],
    visibility: listing.visibility as Visibility,
    teamName: team.name,
    subscribers: _count.subscriptions,
    version: { ...version, members },
  };
}

/** Returns a listing that the team may see: its own ones, and those of others that are neither private nor withdrawn. */
export async function findListing(db: Queryable, teamId: string, id: string): Promise<ListingRow | null> {
  const row = await db.listing.findFirst({
    where: { id, OR: [{ teamId }, { visibility: { not: "private" }, withdrawnAt: null }] },
    select: columns,
  });
  return row && toRow(row);
}

/** Returns the id of the listing under which a basket is published, if it is. */
export async function findListingOfBasket(db: Queryable, basketId: string): Promise<string | null> {
  const row = await db.listingVersion.findFirst({
    where: { basketVersion: { basketId }, listing: { withdrawnAt: null } },
    orderBy: { createdAt: "desc" },
    select: { listingId: true },
  });
  return row?.listingId ?? null;
}

export type ListingWords = { readonly title: string; readonly rationale: string; readonly visibility: Visibility };

export async function insertListing(
  tx: Transaction,
  listing: ListingWords & { readonly teamId: string; readonly slug: string; readonly createdBy: string },
): Promise<string> {
  const { id } = await tx.listing.create({ data: { ...listing, kind: "basket" }, select: { id: true } });
  return id;
}

/** Changes what is said of a listing; its row stays locked until the transaction ends. */
export async function updateListing(tx: Transaction, id: string, words: ListingWords): Promise<void> {
  await tx.listing.update({ where: { id }, data: words });
}

/** Adds the next version of a listing, unless the last one already carries the same seal. */
export async function insertListingVersion(
  tx: Transaction,
  listingId: string,
  version: { readonly basketVersionId: string; readonly sealHash: string; readonly createdBy: string },
): Promise<number> {
  const last = await tx.listingVersion.findFirst({
    where: { listingId },
    orderBy: { number: "desc" },
    select: { number: true, sealHash: true },
  });
  if (last?.sealHash === version.sealHash) return last.number;
  const number = (last?.number ?? 0) + 1;
  await tx.listingVersion.create({ data: { ...version, listingId, number } });
  return number;
}

/** Withdraws a listing of the team; returns false when there is none to withdraw. */
export async function withdrawListing(db: Queryable, teamId: string, id: string): Promise<boolean> {
  const { count } = await db.listing.updateMany({
    where: { id, teamId, withdrawnAt: null },
    data: { withdrawnAt: new Date() },
  });
  return count === 1;
}

/** What a version of a strategy did in its newest succeeded backtest. */
export type VersionEvidence = {
  readonly versionId: string;
  readonly backtestId: string;
  readonly datasetId: string;
  readonly snapshotId: string;
  readonly fingerprint: string | null;
  readonly summary: unknown;
  readonly finishedAt: Date | null;
};

/** Returns the newest succeeded backtest, run with the strategy's own parameters, of each version that has one. */
export async function findEvidence(db: Queryable, versionIds: readonly string[]): Promise<VersionEvidence[]> {
  const rows = await db.backtest.findMany({
    where: { versionId: { in: [...versionIds] }, status: "succeeded", parameters: { equals: {} } },
    distinct: ["versionId"],
    orderBy: [{ versionId: "asc" }, { finishedAt: "desc" }],
    select: {
      id: true,
      versionId: true,
      datasetId: true,
      snapshotId: true,
      fingerprint: true,
      summary: true,
      finishedAt: true,
    },
  });
  return rows.map(({ id, ...row }) => ({ ...row, backtestId: id }));
}

import type { Queryable } from "../client.ts";
import type { Prisma } from "../generated/client.ts";
import { type BasketMemberRow, memberColumns, toMemberRow } from "./baskets.ts";

export type Visibility = "public" | "unlisted" | "private";
export type Disclosure = "open" | "view" | "sealed";
export type Difficulty = "beginner" | "intermediate" | "advanced";

/** A member of what is listed; its document is nobody's business where the listing it comes from is sealed. */
export type ListingMemberRow = Omit<BasketMemberRow, "origin"> & {
  readonly document: unknown;
  readonly sealed: boolean;
  /** The listing that the member was taken from, of another publisher perhaps. */
  readonly origin: { readonly listingId: string; readonly title: string } | null;
};

export type ListingVersionRow = {
  readonly id: string;
  readonly number: number;
  readonly major: number;
  readonly minor: number;
  readonly notes: string;
  readonly checks: unknown;
  readonly sealHash: string;
  readonly createdAt: Date;
  readonly basketVersionId: string | null;
  readonly strategyVersionId: string | null;
  /** Of the basket; empty for a strategy. */
  readonly settings: unknown;
  readonly members: readonly ListingMemberRow[];
};

/** What a publisher says of a listing, and may change at any time. */
export type ListingWords = {
  readonly title: string;
  readonly rationale: string;
  readonly visibility: Visibility;
  readonly disclosure: Disclosure;
  readonly tags: readonly string[];
  readonly times: string;
  readonly difficulty: Difficulty;
  readonly capitalNeeded: string | null;
  readonly marginNeeded: string | null;
};

export type ListingRow = ListingWords & {
  readonly id: string;
  readonly teamId: string;
  readonly teamName: string;
  readonly slug: string;
  readonly kind: "basket" | "strategy";
  readonly symbols: readonly string[];
  readonly timeframe: string;
  readonly patch: number;
  readonly textLog: unknown;
  readonly createdAt: Date;
  readonly withdrawnAt: Date | null;
  readonly hiddenAt: Date | null;
  readonly curatedAt: Date | null;
  readonly verifiedAt: Date | null;
  readonly verifiedReference: string | null;
  readonly subscribers: number;
  readonly version: ListingVersionRow;
};

const versionColumns = {
  id: true,
  number: true,
  major: true,
  minor: true,
  notes: true,
  checks: true,
  sealHash: true,
  createdAt: true,
  basketVersionId: true,
  strategyVersionId: true,
  strategyVersion: { select: { ...memberColumns.strategyVersion.select, document: true } },
  basketVersion: {
    select: {
      settings: true,
      members: {
        orderBy: { ordinal: "asc" },
        select: {
          ...memberColumns,
          strategyVersion: { select: { ...memberColumns.strategyVersion.select, document: true } },
          listingVersion: { select: { listing: { select: { id: true, title: true, disclosure: true } } } },
        },
      },
    },
  },
  listing: { select: { disclosure: true } },
} satisfies Prisma.ListingVersionSelect;

const columns = {
  id: true,
  teamId: true,
  slug: true,
  kind: true,
  title: true,
  rationale: true,
  visibility: true,
  disclosure: true,
  tags: true,
  symbols: true,
  timeframe: true,
  times: true,
  difficulty: true,
  patch: true,
  textLog: true,
  capitalNeeded: true,
  marginNeeded: true,
  createdAt: true,
  withdrawnAt: true,
  hiddenAt: true,
  curatedAt: true,
  verifiedAt: true,
  verifiedReference: true,
  team: { select: { name: true } },
  _count: { select: { subscriptions: { where: { status: "active" } } } },
  versions: { orderBy: { number: "desc" }, take: 1, select: versionColumns },
} satisfies Prisma.ListingSelect;

type FoundVersion = Prisma.ListingVersionGetPayload<{ select: typeof versionColumns }>;

function toVersionRow({ basketVersion, strategyVersion, listing, ...version }: FoundVersion): ListingVersionRow {
  const isSealed = listing.disclosure === "sealed";
  const alone: ListingMemberRow[] =
    strategyVersion === null
      ? []
      : [
          {
            ...strategyVersion,
            ordinal: 0,
            weight: "1",
            strategyVersionId: version.strategyVersionId ?? "",
            sealed: isSealed,
            origin: null,
          },
        ];
  const members = (basketVersion?.members ?? []).map(({ listingVersion, ...member }): ListingMemberRow => {
    const from = listingVersion?.listing ?? null;
    return {
      ...toMemberRow(member),
      document: member.strategyVersion.document,
      sealed: isSealed || from?.disclosure === "sealed",
      origin: from && { listingId: from.id, title: from.title },
    };
  });
  return { ...version, settings: basketVersion?.settings ?? {}, members: [...members, ...alone] };
}

function toRow({ team, _count, versions: [latest], ...listing }: Prisma.ListingGetPayload<{ select: typeof columns }>) {
  if (latest === undefined) throw new Error(`listing ${listing.id} has no version`);
  return {
    ...listing,
    kind: listing.kind as ListingRow["kind"],
    visibility: listing.visibility as Visibility,
    disclosure: listing.disclosure as Disclosure,
    difficulty: listing.difficulty as Difficulty,
    capitalNeeded: listing.capitalNeeded?.toString() ?? null,
    marginNeeded: listing.marginNeeded?.toString() ?? null,
    teamName: team.name,
    subscribers: _count.subscriptions,
    version: toVersionRow(latest),
  } satisfies ListingRow;
}

/** Tells whether a version of a listing that the team may see holds a strategy version. */
export async function holdsMember(
  db: Queryable,
  teamId: string,
  { listingVersionId, strategyVersionId }: { readonly listingVersionId: string; readonly strategyVersionId: string },
): Promise<boolean> {
  const version = await findListingVersion(db, listingVersionId);
  if (!version?.members.some((member) => member.strategyVersionId === strategyVersionId)) return false;
  const { listingId } = await db.listingVersion.findUniqueOrThrow({
    where: { id: listingVersionId },
    select: { listingId: true },
  });
  return (await findListing(db, teamId, listingId)) !== null;
}

/**
 * Returns a listing that the team may see: its own ones, those of others that are neither private, withdrawn nor hidden, and what it is
 * subscribed to.
 */
export async function findListing(db: Queryable, teamId: string, id: string): Promise<ListingRow | null> {
  const shown = { visibility: { not: "private" }, withdrawnAt: null, hiddenAt: null };
  const subscribed = { subscriptions: { some: { teamId, status: { not: "ended" } } } };
  const row = await db.listing.findFirst({
    where: { id, versions: { some: {} }, OR: [{ teamId }, shown, subscribed] },
    select: columns,
  });
  return row && toRow(row);
}

/** Returns a listing that stands on the marketplace, whoever asks; none that is told only to those who have its link. */
export async function findPublicListing(db: Queryable, id: string): Promise<ListingRow | null> {
  const shown = { visibility: "public", withdrawnAt: null, hiddenAt: null };
  const row = await db.listing.findFirst({ where: { id, versions: { some: {} }, ...shown }, select: columns });
  return row && toRow(row);
}

/** Tells whether a listing that everybody could see was withdrawn. */
export async function wasWithdrawn(db: Queryable, id: string): Promise<boolean> {
  const where = { id, visibility: { not: "private" }, withdrawnAt: { not: null } };
  return (await db.listing.count({ where })) > 0;
}

/** Returns a version of any listing, whoever asks: for jobs and for those whose right was checked. */
export async function findListingVersion(db: Queryable, id: string): Promise<ListingVersionRow | null> {
  const row = await db.listingVersion.findUnique({ where: { id }, select: versionColumns });
  return row && toVersionRow(row);
}

export type VersionLine = Pick<
  ListingVersionRow,
  "id" | "number" | "major" | "minor" | "notes" | "sealHash" | "createdAt"
>;

/** Returns the versions of a listing, the newest first. */
export async function listListingVersions(db: Queryable, listingId: string): Promise<VersionLine[]> {
  return db.listingVersion.findMany({
    where: { listingId },
    orderBy: { number: "desc" },
    take: 200,
    select: { id: true, number: true, major: true, minor: true, notes: true, sealHash: true, createdAt: true },
  });
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
  readonly data: unknown;
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
      data: true,
      fingerprint: true,
      summary: true,
      finishedAt: true,
    },
  });
  return rows.map(({ id, ...row }) => ({ ...row, backtestId: id }));
}

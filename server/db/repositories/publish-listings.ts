import type { Queryable, Transaction } from "../client.ts";
import type { Prisma } from "../generated/client.ts";
import type { ListingWords } from "./listings.ts";

export type TargetIds = { readonly basketVersionId: string } | { readonly strategyVersionId: string };

/** Returns the listing under which a basket or a strategy is published, if it is, and its newest version. */
export async function findListingOf(
  db: Queryable,
  target: { readonly basketId: string } | { readonly strategyId: string },
): Promise<{ listingId: string; versionId: string } | null> {
  const of = "basketId" in target ? { basketVersion: target } : { strategyVersion: target };
  const row = await db.listingVersion.findFirst({
    where: { ...of, listing: { withdrawnAt: null } },
    orderBy: [{ number: "desc" }, { id: "desc" }],
    select: { listingId: true, id: true },
  });
  return row && { listingId: row.listingId, versionId: row.id };
}

/** What is known of a listing from what it lists. */
type Content = { readonly symbols: readonly string[]; readonly timeframe: string };

export async function insertListing(
  tx: Transaction,
  listing: ListingWords &
    Content & {
      readonly teamId: string;
      readonly slug: string;
      readonly kind: "basket" | "strategy";
      readonly createdBy: string;
    },
): Promise<string> {
  const { tags, symbols, ...rest } = listing;
  const data = { ...rest, tags: [...tags], symbols: [...symbols] };
  const { id } = await tx.listing.create({ data, select: { id: true } });
  return id;
}

export async function updateListing(tx: Transaction, id: string, words: ListingWords & Content): Promise<void> {
  const { tags, symbols, ...rest } = words;
  await tx.listing.update({ where: { id }, data: { ...rest, tags: [...tags], symbols: [...symbols] } });
}

/** Notes that the words of a listing changed while its content did not. */
export async function notePatch(
  tx: Transaction,
  id: string,
  entry: { readonly at: string; readonly notes: string },
): Promise<void> {
  const { textLog, patch } = await tx.listing.findUniqueOrThrow({
    where: { id },
    select: { textLog: true, patch: true },
  });
  const known = Array.isArray(textLog) ? textLog : [];
  const next = [{ ...entry, patch: patch + 1 }, ...known].slice(0, 100) as Prisma.InputJsonArray;
  await tx.listing.update({ where: { id }, data: { patch: patch + 1, textLog: next } });
}

/** Adds the next version of a listing; the words begin to count anew. */
export async function insertListingVersion(
  tx: Transaction,
  listingId: string,
  version: TargetIds & {
    readonly number: number;
    readonly major: number;
    readonly minor: number;
    readonly notes: string;
    readonly checks: Prisma.InputJsonArray;
    readonly sealHash: string;
    readonly createdBy: string;
  },
): Promise<string> {
  await tx.listing.update({ where: { id: listingId }, data: { patch: 0 } });
  const { id } = await tx.listingVersion.create({ data: { ...version, listingId }, select: { id: true } });
  return id;
}

import { randomUUID } from "node:crypto";
import { compile } from "@/graph-runtime/compiler/compile.ts";
import { explain } from "@/graph-runtime/compiler/explain.ts";
import { readDocument } from "@/graph-runtime/graph/read-document.ts";
import { recordForTeam } from "../../audit/record.ts";
import type { Queryable } from "../../db/client.ts";
import { findBasket, findTeamVersions, lockBasket } from "../../db/repositories/baskets.ts";
import { type ListingLineRow, searchListings } from "../../db/repositories/listing-lines.ts";
import {
  findEvidence,
  findListing,
  findListingOfBasket,
  insertListing,
  insertListingVersion,
  updateListing,
  type VersionEvidence,
  withdrawListing,
} from "../../db/repositories/listings.ts";
import { findActiveSubscription } from "../../db/repositories/subscriptions.ts";
import { AppError } from "../../errors/app-error.ts";
import type { Context } from "../../trpc/context.ts";
import { BacktestSummary } from "../backtests/dto.ts";
import { describeSnapshot } from "../datasets/service.ts";
import type { ListingDto, ListingLineDto, PublishRequest } from "./dto.ts";
import { listingSlug } from "./listing-slug.ts";
import { sealHash } from "./seal-hash.ts";

const pageSize = 24;

/**
 * Publishes the newest version of a basket, or puts it out as the next version of the listing that the basket already has. Every
 * member must compile: what is listed can be run.
 */
export async function publishBasket(
  context: Context,
  { id, ...words }: PublishRequest,
): Promise<{ listingId: string; number: number }> {
  const { db, team, user } = context;
  return db.$transaction(async (tx) => {
    if (!(await lockBasket(tx, team.id, id))) throw new AppError("not-found");
    const basket = await findBasket(tx, team.id, id);
    const version = basket?.version ?? null;
    if (version === null || version.members.length === 0) {
      throw new AppError("not-possible-now", {
        message: "This basket has no strategies yet. Add at least one, then publish.",
      });
    }
    const memberIds = version.members.map((member) => member.strategyVersionId);
    const documents = new Map(
      (await findTeamVersions(tx, team.id, memberIds)).map((found) => [found.id, found.document]),
    );
    const members = version.members.map((member) => ({ ...member, document: documents.get(member.strategyVersionId) }));
    refuseBroken(members);

    const seal = sealHash(members.map(({ weight, semanticHash, document }) => ({ weight, semanticHash, document })));
    let listingId = await findListingOfBasket(tx, id);
    if (listingId === null) {
      const slug = listingSlug(words.title, randomUUID());
      listingId = await insertListing(tx, { ...words, teamId: team.id, slug, createdBy: user.id });
    } else {
      await updateListing(tx, listingId, words);
    }
    const number = await insertListingVersion(tx, listingId, {
      basketVersionId: version.id,
      sealHash: seal,
      createdBy: user.id,
    });
    const detail = { listingId, number, basketId: id, basketVersionId: version.id, sealHash: seal, ...words };
    await recordForTeam(tx, context, "listing.published", detail);
    return { listingId, number };
  });
}

function refuseBroken(members: readonly { readonly name: string; readonly document: unknown }[]): void {
  const broken = members.flatMap(({ name, document }) => {
    const { program, diagnostics } = compile(document);
    return program === null ? [{ name, diagnostics: diagnostics.filter(({ severity }) => severity === "error") }] : [];
  });
  if (broken.length === 0) return;
  const names = broken.map((member) => `"${member.name}"`).join(", ");
  const message = `${names} does not compile. Mend it, save a new version and put that into the basket.`;
  throw new AppError("graph-refused", { message, members: broken });
}

export async function listListings(
  { db }: Context,
  { query, cursor }: { readonly query?: string | undefined; readonly cursor?: string | undefined },
): Promise<{ items: ListingLineDto[]; nextCursor: string | null }> {
  const rows = await searchListings(db, { query, after: cursor, limit: pageSize + 1 });
  const page = rows.slice(0, pageSize);
  return { items: page.map(toLine), nextCursor: rows.length > pageSize ? (page.at(-1)?.id ?? null) : null };
}

/** Returns a listing that the caller may see, with what each member does and did. */
export async function requireListing({ db, team }: Context, id: string): Promise<ListingDto> {
  const listing = await findListing(db, team.id, id);
  if (listing === null) throw new AppError("not-found");
  const [evidence, subscriptionId] = await Promise.all([
    findEvidence(
      db,
      listing.version.members.map((member) => member.strategyVersionId),
    ),
    findActiveSubscription(db, team.id, id),
  ]);
  const ofVersion = new Map(evidence.map((one) => [one.versionId, one]));
  const members = await Promise.all(
    listing.version.members.map(async (member) => {
      const { document } = readDocument(member.document);
      const found = ofVersion.get(member.strategyVersionId);
      return {
        ordinal: member.ordinal,
        name: member.name,
        weight: Number(member.weight),
        semanticHash: member.semanticHash,
        timeframe: document?.settings.timeframe ?? "",
        rules: document === null ? [] : explain(document).map((rule) => rule.text),
        evidence: found === undefined ? null : await toEvidence(db, found),
      };
    }),
  );
  return {
    ...toLine({ ...listing, version: listing.version.number, members: [] }),
    sealHash: listing.version.sealHash,
    publishedAt: listing.version.createdAt.toISOString(),
    withdrawnAt: listing.withdrawnAt?.toISOString() ?? null,
    own: listing.teamId === team.id,
    subscriptionId,
    members,
  };
}

export async function withdraw(context: Context, id: string): Promise<void> {
  const { db, team } = context;
  await db.$transaction(async (tx) => {
    if (!(await withdrawListing(tx, team.id, id))) throw new AppError("not-found");
    await recordForTeam(tx, context, "listing.withdrawn", { listingId: id });
  });
}

function toLine(listing: ListingLineRow): ListingLineDto {
  return {
    id: listing.id,
    slug: listing.slug,
    title: listing.title,
    rationale: listing.rationale,
    publisher: listing.teamName,
    visibility: listing.visibility,
    version: listing.version,
    members: [...listing.members],
    subscribers: listing.subscribers,
    createdAt: listing.createdAt.toISOString(),
  };
}

async function toEvidence(db: Queryable, found: VersionEvidence) {
  const dataset = await describeSnapshot(db, found.datasetId, found.snapshotId);
  return {
    backtestId: found.backtestId,
    datasetId: found.datasetId,
    datasetName: dataset.name,
    synthetic: dataset.synthetic,
    snapshotId: found.snapshotId,
    fingerprint: found.fingerprint,
    finishedAt: found.finishedAt?.toISOString() ?? null,
    statistics: BacktestSummary.parse(found.summary).statistics,
  };
}

import { explain } from "@/graph-runtime/compiler/explain.ts";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { readDocument } from "@/graph-runtime/graph/read-document.ts";
import { recordForTeam } from "../../audit/record.ts";
import type { Database } from "../../db/client.ts";
import { readTogether } from "../../db/prepared.ts";
import { listTags, searchListings } from "../../db/repositories/listing-lines.ts";
import {
  findListing,
  type ListingMemberRow,
  type ListingRow,
  listListingVersions,
} from "../../db/repositories/listings.ts";
import { findProfile, type Region } from "../../db/repositories/profiles.ts";
import { findRelated } from "../../db/repositories/related-listings.ts";
import { insertStrategy } from "../../db/repositories/strategies.ts";
import { findActiveSubscription } from "../../db/repositories/subscriptions.ts";
import { AppError } from "../../errors/app-error.ts";
import { strategyForked } from "../../ops/events-log.ts";
import type { Context } from "../../trpc/context.ts";
import { testOfListing } from "../portfolio/service.ts";
import type { RecordDto } from "../record/dto.ts";
import { readFigures, readRecord } from "../record/service.ts";
import { type RegionRules, rulesOf, strictest } from "../region/service.ts";
import { storedVersionDocument } from "../strategies/service.ts";
import type { ListingDto, ListingLineDto, ListingMemberDto, ListingSearch } from "./dto.ts";
import { showRecord } from "./show-record.ts";
import { toLine, toRelated } from "./to-line.ts";
import { changesOf, toListingDto } from "./to-listing-dto.ts";

const pageSize = 24;
const mostRelated = 4;

type ListingPage = { items: ListingLineDto[]; nextCursor: string | null; ranked: boolean };
type Asked = { readonly region: Region; readonly search: ListingSearch };

/** Returns a page of the marketplace, by the rules of the reader's region. */
export async function searchMarketplace({ db, team }: Context, search: ListingSearch): Promise<ListingPage> {
  if (search.cursor !== undefined) readCursor(search.cursor);
  const { region } = await findProfile(db, team.id);
  const asked: Asked = { region, search };
  // A page holds what everybody of a region may see, and nothing of who asks.
  return readTogether(db, `marketplace page ${JSON.stringify(asked)}`, () => readPage(db, asked));
}

async function readPage(db: Database, { region, search }: Asked): Promise<ListingPage> {
  const { cursor, sort, ...filter } = search;
  const ranked = rulesOf(region, { isVerified: false }).showsRanking;
  const after = cursor === undefined ? null : readCursor(cursor);
  const order = ranked ? sort : "newest";
  const rows = await searchListings(db, { ...filter, sort: order, after, limit: pageSize + 1 });
  const page = rows.slice(0, pageSize);
  const last = page.at(-1);
  const nextCursor = rows.length > pageSize && last !== undefined ? `${last.key}~${last.id}` : null;
  return { items: page.map((row) => toLine(row, region)), nextCursor, ranked };
}

function readCursor(cursor: string): { key: number; id: string } {
  const [key = "", id = ""] = cursor.split("~");
  if (key === "" || id === "" || !Number.isFinite(Number(key))) {
    throw new AppError("invalid-input", { message: "The place in the list is not one that this list gave out." });
  }
  return { key: Number(key), id };
}

export async function listMarketplaceTags({ db }: Context): Promise<{ tag: string; count: number }[]> {
  return [...(await listTags(db))];
}

/** Returns a listing that the caller may see, with everything that may be shown of it here. */
export async function requireListing(context: Context, id: string): Promise<ListingDto> {
  const { db, team } = context;
  const listing = await visibleListing(context, id);
  const { rules, region, profile } = await rulesFor(context, listing);
  const [versions, subscriptionId, test, figures, near, reader] = await Promise.all([
    listListingVersions(db, id),
    findActiveSubscription(db, team.id, id),
    testOfListing(db, listing.version.id),
    readFigures(db, listing.version),
    findRelated(db, id, mostRelated),
    findProfile(db, team.id),
  ]);
  const members = listing.version.members.map(describeMember);
  const sealed = members.map((member) => member.sealed);
  const record = showRecord(test, rules, sealed);
  return {
    ...toListingDto(listing, profile),
    own: listing.teamId === team.id,
    subscriptionId,
    members,
    changes: changesOf(listing, versions),
    record,
    score: rules.showsRanking ? { value: figures.score, parts: [...figures.parts] } : null,
    related: near.map((row) => toRelated(toLine(row, reader.region))),
    region: { region, ...rules },
  };
}

async function visibleListing({ db, team }: Context, id: string): Promise<ListingRow> {
  const listing = await findListing(db, team.id, id);
  if (listing === null) {
    const message = "This listing does not exist, was withdrawn, or is not shown to your team.";
    throw new AppError("not-found", { what: "listing", id, message });
  }
  return listing;
}

async function rulesFor({ db, team }: Context, listing: ListingRow) {
  const [reader, profile] = await Promise.all([findProfile(db, team.id), findProfile(db, listing.teamId)]);
  const region = strictest(reader.region, profile.region);
  // Publishers see the figures of their own work wherever they are.
  const isOwn = listing.teamId === team.id;
  const rules: RegionRules = rulesOf(region, { isVerified: listing.verifiedAt !== null || isOwn });
  return { rules, region, profile };
}

/** Says what a member is; of a sealed one nothing but its name and its knobs. */
function describeMember(member: ListingMemberRow): ListingMemberDto {
  const { document } = readDocument(member.document);
  return {
    ordinal: member.ordinal,
    name: member.name,
    weight: Number(member.weight),
    sealed: member.sealed,
    timeframe: document?.settings.timeframe ?? "",
    rules: document === null || member.sealed ? [] : explain(document).map((rule) => rule.text),
    parameters: [...(document?.parameters ?? [])],
    semanticHash: member.sealed ? null : member.semanticHash,
    origin: member.origin,
  };
}

/** Returns the document of a member that is not sealed. */
export async function memberDocument(
  context: Context,
  { listingId, ordinal }: { readonly listingId: string; readonly ordinal: number },
): Promise<{ document: GraphDocument; name: string }> {
  const { member } = await requireMember(context, listingId, ordinal);
  if (member.sealed) {
    throw new AppError("forbidden", {
      message: "This strategy is sealed: its publisher shows what it risks, not how it works.",
    });
  }
  return { document: storedVersionDocument(member.document, member.name), name: member.name };
}

/** Copies a member of an open listing into the caller's team, under the name of where it came from. */
export async function forkMember(
  context: Context,
  { listingId, ordinal }: { readonly listingId: string; readonly ordinal: number },
): Promise<{ id: string }> {
  const { db, team, user } = context;
  const { listing, member } = await requireMember(context, listingId, ordinal);
  const { document, name } = await memberDocument(context, { listingId, ordinal });
  if (listing.disclosure !== "open") {
    throw new AppError("forbidden", {
      message: "This listing may be looked at, not copied: its publisher did not open it.",
    });
  }
  const forkedFrom = `${name}, of "${listing.title}" by ${listing.teamName}`;
  const id = await db.$transaction(async (tx) => {
    const made = await insertStrategy(tx, {
      teamId: team.id,
      name,
      draft: document,
      createdBy: user.id,
      forkedFrom,
      forkedFromVersionId: member.strategyVersionId,
    });
    await recordForTeam(tx, context, "strategy.forked", { id: made, forkedFrom, versionId: member.strategyVersionId });
    return made;
  });
  strategyForked(team.id, id);
  return { id };
}

async function requireMember(context: Context, listingId: string, ordinal: number) {
  const listing = await visibleListing(context, listingId);
  const member = listing.version.members.find((one) => one.ordinal === ordinal);
  if (member === undefined) throw new AppError("not-found", { what: "member", id: `${listingId}.${ordinal}` });
  return { listing, member };
}

/** Returns the record of a listing's version, with every hash, for anyone to compute again. */
export async function publicRecord(
  context: Context,
  { id, versionId }: { readonly id: string; readonly versionId?: string | undefined },
): Promise<RecordDto> {
  const { db } = context;
  const listing = await visibleListing(context, id);
  const { rules } = await rulesFor(context, listing);
  if (!rules.showsReturns) {
    throw new AppError("forbidden", { message: `The record shows returns. ${rules.disclaimer}` });
  }
  const versions = await listListingVersions(db, id);
  const wanted = versions.find((version) => version.id === (versionId ?? listing.version.id));
  if (wanted === undefined) throw new AppError("not-found", { what: "version", id: versionId });
  return readRecord(db, { versionId: wanted.id, sealHash: wanted.sealHash });
}

/** Says whether the record of every version of a listing holds, without a figure of it: in every region. */
export async function verifyListing(context: Context, id: string) {
  const { db } = context;
  await visibleListing(context, id);
  const versions = await listListingVersions(db, id);
  const records = await Promise.all(
    versions.map(async ({ id: versionId, sealHash, number }) => {
      const { marks, problems } = await readRecord(db, { versionId, sealHash });
      return { number, versionId, sealHash, marks: marks.length, head: marks.at(-1)?.hash ?? null, problems };
    }),
  );
  return { ok: records.every(({ problems }) => problems.length === 0), versions: records };
}

/** Returns the lines of a listing: what its twin made since publishing. The backtest is part of the listing, and never joined to it. */
export async function listingLines(context: Context, id: string) {
  const listing = await visibleListing(context, id);
  const { rules } = await rulesFor(context, listing);
  const { marks, today, divergence, hasTwin, basket } = await readFigures(context.db, listing.version);
  const paper = marks.map(({ day, equity, capital }) => ({ day, equity: Number(equity), capital: Number(capital) }));
  return rules.showsReturns
    ? { paper, today: [...today], live: null, divergence, hasTwin, rules: basket }
    : { paper: null, today: null, live: null, divergence: null, hasTwin, rules: basket };
}

import type { Database } from "../../db/client.ts";
import { findPublicListing, type ListingRow, listListingVersions } from "../../db/repositories/listings.ts";
import { defaultRegion, findProfile } from "../../db/repositories/profiles.ts";
import { AppError } from "../../errors/app-error.ts";
import type { Caller } from "../../trpc/context.ts";
import { versionText } from "../publishing/service.ts";
import type { PublicRecordsDto, RecordDto } from "../record/dto.ts";
import { readRecord } from "../record/service.ts";
import { type RegionRules, rulesOf, strictest } from "../region/service.ts";

/** Whoever reads a record without having to sign in; known all the same where they are. */
export type Reader = { readonly db: Database; readonly caller: Caller | null };

/** Returns the records of everything that a listing of the marketplace ever published, by the rules of the reader's region. */
export async function readPublicRecords(reader: Reader, id: string): Promise<PublicRecordsDto> {
  const { db } = reader;
  const { listing, rules } = await openListing(reader, id);
  const versions = await Promise.all(
    (await listListingVersions(db, id)).map(async ({ id: versionId, sealHash, createdAt, ...numbers }) => {
      const { marks, problems } = await readRecord(db, { versionId, sealHash });
      const last = marks.at(-1);
      return {
        versionId,
        version: versionText(numbers, 0),
        publishedAt: createdAt.toISOString(),
        sealHash,
        marks: marks.length,
        lastDay: last?.day ?? null,
        head: last?.hash ?? null,
        problems,
      };
    }),
  );
  const { title, kind, teamName: publisher } = listing;
  return {
    format: "quantloom.records/1",
    listing: { id, title, kind, publisher },
    showsMarks: rules.showsReturns,
    disclaimer: rules.disclaimer,
    versions,
  };
}

/** Returns the marks of one version of a listing of the marketplace, where the rules of the reader's region show returns. */
export async function readPublicRecord(
  reader: Reader,
  { id, versionId }: { readonly id: string; readonly versionId: string },
): Promise<RecordDto> {
  const { rules } = await openListing(reader, id);
  if (!rules.showsReturns) {
    throw new AppError("forbidden", { message: `The record shows returns. ${rules.disclaimer}` });
  }
  const version = (await listListingVersions(reader.db, id)).find((one) => one.id === versionId);
  if (version === undefined) throw new AppError("not-found", { what: "version", id: versionId });
  return readRecord(reader.db, { versionId, sealHash: version.sealHash });
}

async function openListing(
  { db, caller }: Reader,
  id: string,
): Promise<{ readonly listing: ListingRow; readonly rules: RegionRules }> {
  const listing = await findPublicListing(db, id);
  if (listing === null) {
    const message = "There is no such listing on the marketplace: it may be private, withdrawn or mistyped.";
    throw new AppError("not-found", { what: "listing", id, message });
  }
  const [region, author] = await Promise.all([
    caller === null ? defaultRegion(db) : findProfile(db, caller.team.id).then((profile) => profile.region),
    findProfile(db, listing.teamId),
  ]);
  const rules = rulesOf(strictest(region, author.region), { isVerified: listing.verifiedAt !== null });
  return { listing, rules };
}

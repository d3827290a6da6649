import { z } from "zod";
import type { ListingRow, VersionLine } from "../../db/repositories/listings.ts";
import type { ProfileRow } from "../../db/repositories/profiles.ts";
import { BasketSettings } from "../baskets/dto.ts";
import { versionText } from "../publishing/service.ts";
import type { ListingDto } from "./dto.ts";

const StoredChecks = z.array(z.object({ label: z.string(), reason: z.string() }));
const StoredLog = z.array(z.object({ at: z.iso.datetime(), notes: z.string(), patch: z.int() }));

type Words = Omit<
  ListingDto,
  "own" | "subscriptionId" | "members" | "changes" | "record" | "score" | "related" | "region"
>;

/** Returns what a listing says of itself. */
export function toListingDto(listing: ListingRow, profile: ProfileRow): Words {
  const { version } = listing;
  return {
    id: listing.id,
    slug: listing.slug,
    kind: listing.kind,
    title: listing.title,
    rationale: listing.rationale,
    publisher: {
      teamId: listing.teamId,
      name: listing.teamName,
      verified: profile.verifiedAt !== null,
      registrationNumber: profile.registrationNumber,
    },
    visibility: listing.visibility,
    disclosure: listing.disclosure,
    difficulty: listing.difficulty,
    tags: [...listing.tags],
    symbols: [...listing.symbols],
    timeframe: listing.timeframe,
    times: listing.times,
    capitalNeeded: listing.capitalNeeded === null ? null : Number(listing.capitalNeeded),
    marginNeeded: listing.marginNeeded === null ? null : Number(listing.marginNeeded),
    curated: listing.curatedAt !== null,
    subscribers: listing.subscribers,
    version: versionText(version, listing.patch),
    versionId: version.id,
    sealHash: version.sealHash,
    publishedAt: version.createdAt.toISOString(),
    createdAt: listing.createdAt.toISOString(),
    withdrawnAt: listing.withdrawnAt?.toISOString() ?? null,
    settings: listing.kind === "basket" ? BasketSettings.parse(version.settings) : null,
    checks: StoredChecks.parse(version.checks),
  };
}

/** Returns everything that has changed since a listing was first published, the newest first. */
export function changesOf(listing: ListingRow, versions: readonly VersionLine[]): ListingDto["changes"] {
  const content = versions.map(({ createdAt, notes, ...version }) => ({
    version: versionText(version, 0),
    at: createdAt.toISOString(),
    notes,
    what: "content" as const,
  }));
  const words = StoredLog.parse(listing.textLog).map(({ at, notes, patch }) => ({
    version: versionText(versions.find((one) => one.createdAt.toISOString() <= at) ?? listing.version, patch),
    at,
    notes,
    what: "words" as const,
  }));
  return [...content, ...words].sort((a, b) => (a.at < b.at ? 1 : -1));
}

import { randomUUID } from "node:crypto";
import { recordForTeam } from "../../audit/record.ts";
import type { Queryable, Transaction } from "../../db/client.ts";
import {
  findEvidence,
  findListing,
  findListingVersion,
  type ListingWords,
  withdrawListing,
} from "../../db/repositories/listings.ts";
import { readFlags } from "../../db/repositories/moderation.ts";
import { findProfile } from "../../db/repositories/profiles.ts";
import {
  findListingOf,
  insertListing,
  insertListingVersion,
  notePatch,
  updateListing,
} from "../../db/repositories/publish-listings.ts";
import { AppError } from "../../errors/app-error.ts";
import type { Context } from "../../trpc/context.ts";
import { BacktestSummary } from "../backtests/dto.ts";
import { BasketSettings } from "../baskets/dto.ts";
import { tellFollowers } from "../community/service.ts";
import { deliverPortfolioTest } from "../portfolio/service.ts";
import { openRecord } from "../record/service.ts";
import { rulesOf } from "../region/service.ts";
import { offerVersion, pauseForWithdrawal } from "../subscriptions/service.ts";
import { checkListing } from "./checks.ts";
import { describeContent } from "./describe-content.ts";
import type { CheckDto, Disclosure, PublishedDto, PublishRequest, PublishStateDto, PublishTarget } from "./dto.ts";
import { listingSlug } from "./listing-slug.ts";
import { type LoadedTarget, loadTarget } from "./load-target.ts";
import { nextVersion, versionText as textOfVersion, type VersionNumbers } from "./next-version.ts";
import { sealHash } from "./seal-hash.ts";

/** Returns a version as it is written: major.minor.patch. */
export function versionText(version: VersionNumbers, patch: number): string {
  return textOfVersion(version, patch);
}

/** Returns whether the target may be published as it is, and why not. */
export async function publishState(
  context: Context,
  { target, disclosure }: { readonly target: PublishTarget; readonly disclosure: Disclosure },
): Promise<PublishStateDto> {
  const { db, team } = context;
  return db.$transaction(async (tx) => {
    const loaded = await loadTarget(tx, team.id, target);
    const checks = await runChecks(tx, team.id, loaded, disclosure);
    const known = await findKnown(tx, team.id, loaded);
    const listing =
      known === null
        ? null
        : {
            id: known.listing.id,
            title: known.listing.title,
            rationale: known.listing.rationale,
            version: versionText(known.version, known.listing.patch),
            next: versionText(known.next, known.isSame ? known.listing.patch + 1 : 0),
          };
    return { ok: checks.every(({ passed }) => passed), checks, listing };
  });
}

/**
 * Publishes a strategy version or the newest version of a basket, or puts it out as the next version of the listing that there is. What
 * was published once never changes; the same content with other words only changes the words, at once and for everybody.
 */
export async function publish(context: Context, request: PublishRequest): Promise<PublishedDto> {
  const { db, team, user } = context;
  const { target, notes, ...given } = request;
  const words = toWords(given);
  const { published, testId } = await db.$transaction(async (tx) => {
    if ((await readFlags(tx))["publishing"] === false) {
      throw new AppError("not-possible-now", { message: "Publishing is closed on this installation for now." });
    }
    const loaded = await loadTarget(tx, team.id, target);
    const checks = await runChecks(tx, team.id, loaded, words.disclosure);
    const failed = checks.filter(({ passed }) => !passed);
    if (failed.length > 0) {
      const message = `This cannot be published yet. ${failed.map(({ reason }) => reason).join(" ")}`;
      throw new AppError("not-possible-now", { message, checks: failed });
    }
    const seal = sealOf(loaded);
    const content = describeContent(loaded.members);
    const known = await findKnown(tx, team.id, loaded);
    const listingId =
      known?.listing.id ??
      (await insertListing(tx, {
        ...words,
        ...content,
        teamId: team.id,
        kind: loaded.kind,
        slug: listingSlug(words.title, randomUUID()),
        createdBy: user.id,
      }));
    const detail = { listingId, sealHash: seal, ...loaded.version, ...words };
    if (known !== null) {
      refuseClosing(known.listing.disclosure, words.disclosure);
      await updateListing(tx, listingId, { ...words, ...content });
      if (known.isSame) {
        await notePatch(tx, listingId, { at: new Date().toISOString(), notes });
        await recordForTeam(tx, context, "listing.reworded", detail);
        const version = versionText(known.version, known.listing.patch + 1);
        return { published: { listingId, version, sealHash: seal }, testId: null };
      }
    }
    const numbers = known?.next ?? { major: 1, minor: 0 };
    const versionId = await insertListingVersion(tx, listingId, {
      ...loaded.version,
      ...numbers,
      number: (known?.number ?? 0) + 1,
      notes,
      checks: checks.map((check) => ({ ...check })),
      sealHash: seal,
      createdBy: user.id,
    });
    await recordForTeam(tx, context, "listing.published", { ...detail, versionId, ...numbers });
    const settings = BasketSettings.parse(loaded.settings);
    const record = { listingId, versionId, sealHash: seal, capital: words.capitalNeeded ?? "100000", settings };
    const opened = await openRecord(tx, record, loaded.members);
    if (known === null && words.visibility === "public") {
      await tellFollowers(tx, { teamId: team.id, teamName: team.name, listingId, title: words.title });
    }
    if (known !== null) await offerVersion(tx, { listingId, versionId, title: words.title, notes });
    return { published: { listingId, version: versionText(numbers, 0), sealHash: seal }, testId: opened };
  });
  if (testId !== null) await deliverPortfolioTest(testId);
  return published;
}

/** Takes a listing off the marketplace; what runs of it takes no entries any more, and its subscribers are told. */
export async function withdraw(context: Context, id: string): Promise<void> {
  const { db, team } = context;
  await db.$transaction(async (tx) => {
    if (!(await withdrawListing(tx, team.id, id))) throw new AppError("not-found");
    await recordForTeam(tx, context, "listing.withdrawn", { listingId: id });
  });
  await pauseForWithdrawal(context, id);
}

type Known = {
  readonly listing: NonNullable<Awaited<ReturnType<typeof findListing>>>;
  readonly number: number;
  readonly version: VersionNumbers;
  readonly next: VersionNumbers;
  /** The content is what the newest version has. */
  readonly isSame: boolean;
};

async function findKnown(db: Queryable, teamId: string, loaded: LoadedTarget): Promise<Known | null> {
  const found = await findListingOf(db, loaded.source);
  const listing = found && (await findListing(db, teamId, found.listingId));
  if (listing === null) return null;
  const version = await findListingVersion(db, listing.version.id);
  if (version === null) return null;
  const { major, minor, number, members } = version;
  const isSame = version.sealHash === sealOf(loaded);
  const next = isSame ? { major, minor } : nextVersion({ major, minor, members }, loaded.members);
  return { listing, number, version: { major, minor }, next, isSame };
}

function sealOf({ members, settings }: LoadedTarget): string {
  return sealHash(
    members.map(({ weight, semanticHash, document }) => ({ weight, semanticHash, document })),
    settings,
  );
}

async function runChecks(
  tx: Transaction,
  teamId: string,
  { members }: LoadedTarget,
  disclosure: Disclosure,
): Promise<CheckDto[]> {
  const evidence = await findEvidence(
    tx,
    members.map((member) => member.strategyVersionId),
  );
  const ofVersion = new Map(evidence.map((one) => [one.versionId, one.summary]));
  const { region, registrationNumber } = await findProfile(tx, teamId);
  return checkListing({
    disclosure,
    needsRegistration: rulesOf(region, { isVerified: false }).sealedNeedsRegistration,
    registrationNumber,
    members: members.map(({ name, document, origin, strategyVersionId }) => {
      const summary = ofVersion.get(strategyVersionId);
      return { name, document, origin, summary: summary === undefined ? null : BacktestSummary.parse(summary) };
    }),
  });
}

/** A listing may become more open, never less: those who run it could rely on seeing what they saw. */
function refuseClosing(before: Disclosure, after: Disclosure): void {
  if (before === after || after === "open" || (before === "sealed" && after === "view")) return;
  const message = `This listing is ${before}, and those who run it could rely on that. It may become more open, not less: publish a copy of the strategy as ${after}.`;
  throw new AppError("not-possible-now", { message });
}

function toWords({ capitalNeeded, marginNeeded, ...words }: Omit<PublishRequest, "target" | "notes">): ListingWords {
  return {
    ...words,
    capitalNeeded: capitalNeeded.toFixed(2),
    marginNeeded: marginNeeded?.toFixed(2) ?? null,
  };
}

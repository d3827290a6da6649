import { recordForTeam } from "../../audit/record.ts";
import type { Database } from "../../db/client.ts";
import { findListing, findListingVersion, listListingVersions } from "../../db/repositories/listings.ts";
import { listActiveRunIds } from "../../db/repositories/runs.ts";
import { findSubscription, setPendingVersion } from "../../db/repositories/subscriptions.ts";
import { AppError } from "../../errors/app-error.ts";
import { publish } from "../../events/publish.ts";
import type { Context } from "../../trpc/context.ts";
import { testOfListing } from "../portfolio/service.ts";
import { versionText } from "../publishing/service.ts";
import { sendCommand, wake } from "../runs/service.ts";
import { applyUpdate } from "./apply-update.ts";
import type { OfferDto } from "./dto.ts";
import { memberChanges, settingChanges } from "./version-difference.ts";

const comparedRisk = ["max-drawdown", "worst-session", "historical-cvar-95", "longest-drawdown-days", "volatility"];

/** Returns the newest version of the listing with all that it changes; null where it runs already. */
export async function offerOf(context: Context, id: string): Promise<OfferDto | null> {
  const { db } = context;
  const row = await requireActive(context, id);
  const listing = await findListing(db, context.team.id, row.listingId);
  if (listing === null || listing.withdrawnAt !== null) return null;
  const [newest] = await listListingVersions(db, row.listingId);
  if (newest === undefined || newest.number <= row.listingVersion) return null;
  const [before, after] = await Promise.all([
    findListingVersion(db, row.listingVersionId),
    findListingVersion(db, newest.id),
  ]);
  if (before === null || after === null) return null;
  return {
    versionId: newest.id,
    version: versionText(newest, 0),
    notes: newest.notes,
    publishedAt: newest.createdAt.toISOString(),
    members: memberChanges(before, after),
    settings: settingChanges(before, after),
    risk: await riskOf(db, before.id, after.id),
  };
}

async function riskOf(db: Database, before: string, after: string): Promise<OfferDto["risk"]> {
  const tests = await Promise.all([testOfListing(db, before), testOfListing(db, after)]);
  const [olds, news] = tests.map((test) => test?.result?.statistics ?? []);
  return comparedRisk.flatMap((id) => {
    const [old, fresh] = [olds, news].map((statistics) => statistics?.find((one) => one.id === id));
    const label = (fresh ?? old)?.label;
    return label === undefined ? [] : [{ label, before: old?.value ?? null, after: fresh?.value ?? null }];
  });
}

/**
 * Accepts the version that was offered. Nothing is entered any more from now on; once nothing is held, the members of the version take
 * over with the money that is there. Returns whether that has happened already.
 */
export async function acceptOffer(
  context: Context,
  { id, versionId }: { readonly id: string; readonly versionId: string },
): Promise<{ isMoved: boolean }> {
  const { db, team } = context;
  const offer = await offerOf(context, id);
  if (offer?.versionId !== versionId) {
    throw new AppError("conflict", {
      message: "This version is not the one that is offered now. Look at the difference again.",
    });
  }
  const shards = await db.$transaction(async (tx) => {
    const woken: number[] = [];
    for (const runId of (await listActiveRunIds(tx, id)).sort()) {
      const shard = await sendCommand(tx, context, { id: runId, command: "pause-entries", flatten: false });
      if (shard !== null) woken.push(shard);
    }
    await setPendingVersion(tx, { id, teamId: team.id, versionId });
    await recordForTeam(tx, context, "subscription.update-accepted", { subscriptionId: id, versionId });
    await publish(tx, { topic: `subscription:${id}`, type: "update", payload: { status: "active" } });
    return woken;
  });
  await wake(shards);
  return { isMoved: await applyUpdate(db, id) };
}

/** Takes an acceptance back that has not been carried out yet; the version that runs may enter again. */
export async function keepVersion(context: Context, id: string): Promise<void> {
  const { db, team } = context;
  const row = await requireActive(context, id);
  if (row.pendingVersion === null) {
    throw new AppError("not-possible-now", { message: "No version waits to be run: there is nothing to take back." });
  }
  const shards = await db.$transaction(async (tx) => {
    const woken: number[] = [];
    for (const runId of (await listActiveRunIds(tx, id)).sort()) {
      const shard = await sendCommand(tx, context, { id: runId, command: "resume", flatten: false });
      if (shard !== null) woken.push(shard);
    }
    await setPendingVersion(tx, { id, teamId: team.id, versionId: null });
    await recordForTeam(tx, context, "subscription.update-declined", { subscriptionId: id });
    await publish(tx, { topic: `subscription:${id}`, type: "update", payload: { status: "active" } });
    return woken;
  });
  await wake(shards);
}

async function requireActive({ db, team }: Context, id: string) {
  const row = await findSubscription(db, team.id, id);
  if (row === null) throw new AppError("not-found", { what: "subscription", id });
  if (row.status !== "active") {
    throw new AppError("not-possible-now", { message: `This subscription is ${row.status} already.` });
  }
  return row;
}

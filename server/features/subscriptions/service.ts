import type { z } from "zod";
import { appendAudit } from "../../audit/append.ts";
import { recordForTeam } from "../../audit/record.ts";
import type { Transaction } from "../../db/client.ts";
import { type ApprovalRow, listApprovals } from "../../db/repositories/approvals.ts";
import { findListing, type ListingRow, wasWithdrawn } from "../../db/repositories/listings.ts";
import { notifyTeam, notifyTeams } from "../../db/repositories/notifications.ts";
import { appendToRun } from "../../db/repositories/run-inbox.ts";
import { latestMarks } from "../../db/repositories/run-reads.ts";
import { insertRuns, listActiveRunIds, listRuns } from "../../db/repositories/runs.ts";
import {
  findSubscription,
  insertSubscription,
  listSubscriptions,
  listSubscriptionsOf,
  markSubscriptionStopping,
  type SubscriptionRow,
  setSubscriptionReason,
} from "../../db/repositories/subscriptions.ts";
import { AppError } from "../../errors/app-error.ts";
import { publish } from "../../events/publish.ts";
import { WatchState } from "../../live/basket/watch-state.ts";
import type { Context } from "../../trpc/context.ts";
import { describeRun, requireVenue, sendCommand, wake } from "../runs/service.ts";
import { basketStateOf } from "./basket-state.ts";
import type { ApprovalDto, SubscribeRequest, SubscriptionDto, SubscriptionLineDto } from "./dto.ts";
import { marginShares } from "./margin-share.ts";
import { planRuns, type Wanted } from "./plan-runs.ts";
import { type StopWay, SubscriptionSettings } from "./settings.ts";

/** A basket of the largest size in a few versions. */
const mostRuns = 1_000;

/** Subscribes the team to the newest version of a listing and starts a run of each member, on paper or on the account chosen for it. */
export async function subscribe(
  context: Context,
  { listingId, capital, mode, accounts = [], ...given }: z.input<typeof SubscribeRequest>,
): Promise<{ subscriptionId: string; runIds: string[] }> {
  const { db, team, user } = context;
  const listing = await findListing(db, team.id, listingId);
  if (listing === null && !(await wasWithdrawn(db, listingId))) {
    throw new AppError("not-found", { what: "listing", id: listingId });
  }
  if (listing === null || listing.withdrawnAt !== null) {
    throw new AppError("not-possible-now", {
      message: "This listing was withdrawn: nobody can subscribe to it any more.",
    });
  }
  const settings = SubscriptionSettings.parse(given.settings ?? {});
  requireFunds(listing, capital, settings.multiplier ?? 1);
  requireAccounts(mode, accounts, listing.version.members);
  const accountOf: NonNullable<Wanted["accountOf"]> = async ({ ordinal, symbols }) => {
    const account = accounts.find((one) => one.ordinal === ordinal);
    return account && (await requireVenue(context, account, symbols));
  };
  const wanted = { teamId: team.id, createdBy: user.id, capital, settings, accountOf };
  const runsFor = await planRuns(db, listing.version, wanted);

  return db.$transaction(async (tx) => {
    const subscriptionId = await insertSubscription(tx, {
      teamId: team.id,
      listingId,
      listingVersionId: listing.version.id,
      mode,
      capital: capital.toFixed(2),
      settings,
      createdBy: user.id,
    });
    if (subscriptionId === null) {
      throw new AppError("conflict", { message: "Your team already runs this. Stop that subscription first." });
    }
    const runs = runsFor(subscriptionId);
    await insertRuns(tx, runs);
    const runIds = runs.map((run) => run.id);
    const { sealHash, id: listingVersionId } = listing.version;
    const detail = { subscriptionId, listingId, listingVersionId, sealHash, capital, mode, accounts, settings, runIds };
    await recordForTeam(tx, context, "subscription.created", detail);
    await notifyTeam(tx, {
      teamId: team.id,
      kind: "run.started",
      key: `subscription:${subscriptionId}:started`,
      subject: `subscription:${subscriptionId}`,
      title: `Started: ${listing.title}`,
      body: `${user.name} subscribed to it with ${capital.toLocaleString("en")}: ${runs.length === 1 ? "one run" : `${runs.length} runs`}.`,
      href: "/runs",
    });
    return { subscriptionId, runIds };
  });
}

export async function listTeamSubscriptions({ db, team }: Context): Promise<SubscriptionLineDto[]> {
  const rows = await listSubscriptions(db, team.id);
  return rows.map(toLine);
}

export async function getSubscription(context: Context, id: string): Promise<SubscriptionDto> {
  const { db, team } = context;
  const row = await findSubscription(db, team.id, id);
  if (row === null) throw new AppError("not-found", { what: "subscription", id });
  const [runs, approvals] = await Promise.all([membersOf(context, row), listApprovals(db, id, new Date())]);
  const basket = row.basketSettings === null ? null : basketStateOf(row.basketSettings, row.watch);
  return { ...toLine(row), runs, basket, approvals: approvals.map(toApproval) };
}

/** The runs of a subscription: those of the version that runs in the basket's order, then those that are over. */
async function membersOf({ db, team }: Context, { id, watch }: SubscriptionRow): Promise<SubscriptionDto["runs"]> {
  const rows = await listRuns(db, team.id, { subscriptionId: id, limit: mostRuns });
  const ids = rows.map((row) => row.id);
  const versions = rows.map((row) => row.strategyVersionId);
  const [marks, marginShare] = await Promise.all([latestMarks(db, ids), marginShares(db, versions)]);
  const { runs: current } = WatchState.parse(watch);
  return rows
    .map((row) => ({
      ...describeRun(row, marks.get(row.id) ?? null),
      memberOrdinal: row.memberOrdinal ?? 0,
      marginShare: marginShare(row.strategyVersionId),
      isCurrent: current?.includes(row.id) ?? true,
    }))
    .sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent) || a.memberOrdinal - b.memberOrdinal);
}

function toApproval({ createdAt, expiresAt, quantity, ...row }: ApprovalRow): ApprovalDto {
  const { id, runId, symbol, side, status } = row;
  const times = { createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString() };
  return { id, runId, symbol, side, status, quantity: Number(quantity), ...times };
}

/** A listing says what it needs; with less, its orders would be refused one by one. */
function requireFunds(listing: ListingRow, capital: number, multiplier: number): void {
  const needed = Number(listing.capitalNeeded ?? 0) * multiplier;
  if (capital >= needed) return;
  const times = multiplier === 1 ? "" : `, with a multiplier of ${multiplier}`;
  const message = `"${listing.title}" needs a capital of ${needed}${times}; ${capital} is not enough.`;
  throw new AppError("invalid-input", { message });
}

type Accounts = SubscribeRequest["accounts"];

/** What is live goes to a linked account at least once, and every account belongs to a member. */
function requireAccounts(
  mode: SubscribeRequest["mode"],
  accounts: Accounts,
  members: readonly { readonly ordinal: number }[],
): void {
  const ordinals = accounts.map(({ ordinal }) => ordinal);
  const isTwice = new Set(ordinals).size < ordinals.length;
  const stranger = ordinals.find((ordinal) => !members.some((member) => member.ordinal === ordinal));
  const message =
    (mode === "live") !== accounts.length > 0
      ? mode === "live"
        ? "A live subscription needs a linked account for one member at least; none was given."
        : 'On paper no account takes part. Ask for the mode "live", or leave the accounts out.'
      : isTwice
        ? "Each member has one account; one was given two."
        : stranger === undefined
          ? null
          : `This listing has ${members.length} members, counted from 0; there is no member ${stranger}.`;
  if (message !== null) throw new AppError("invalid-input", { message });
}

/** Stops every run of a subscription; its settings say what becomes of the positions unless the call does. */
export async function stopSubscription(
  context: Context,
  { id, positions }: { readonly id: string; readonly positions?: StopWay | undefined },
): Promise<void> {
  const { db, team } = context;
  const row = await findSubscription(db, team.id, id);
  if (row === null) throw new AppError("not-found", { what: "subscription", id });
  const way = positions ?? SubscriptionSettings.parse(row.settings).onUnsubscribe;
  const command = way === "close-next-session" ? "leave-next-session" : "stop";
  const shards = await db.$transaction(async (tx) => {
    const runIds = (await listActiveRunIds(tx, id)).sort();
    const woken: number[] = [];
    // The runs come before the subscription, in one order: the live workers lock them in this order too.
    for (const runId of runIds) {
      const shard = await sendCommand(tx, context, { id: runId, command, flatten: way === "close" });
      if (shard !== null) woken.push(shard);
    }
    if (!(await markSubscriptionStopping(tx, team.id, id))) {
      throw new AppError("not-possible-now", { message: `This subscription is ${row.status} already.` });
    }
    await recordForTeam(tx, context, "subscription.stopped", { subscriptionId: id, positions: way, runIds });
    await publish(tx, { topic: `subscription:${id}`, type: "stopping", payload: { status: "stopping" } });
    return woken;
  });
  await wake(shards);
}

/** Tells every subscriber of a new version. Nothing of what they run changes until they accept it. */
export async function offerVersion(
  tx: Transaction,
  version: { readonly listingId: string; readonly versionId: string; readonly title: string; readonly notes: string },
): Promise<void> {
  const subscriptions = await listSubscriptionsOf(tx, version.listingId);
  await notifyTeams(
    tx,
    subscriptions.map(({ id, teamId }) => ({
      teamId,
      kind: "update" as const,
      key: `subscription:${id}:offer:${version.versionId}`,
      subject: `subscription:${id}`,
      title: `A new version of "${version.title}" is offered to you`,
      body: version.notes,
      href: `/subscriptions/${id}`,
    })),
  );
  for (const { id } of subscriptions) {
    await publish(tx, { topic: `subscription:${id}`, type: "offer", payload: { status: "active" } });
  }
}

/** Lets no run of a withdrawn listing enter any more, whoever's it is; each team finds it in its own trail. */
export async function pauseForWithdrawal({ db }: Pick<Context, "db">, listingId: string): Promise<void> {
  const shards = await db.$transaction(async (tx) => {
    const woken: number[] = [];
    for (const { id, teamId, runIds } of await listSubscriptionsOf(tx, listingId)) {
      for (const runId of runIds) {
        const payload = { command: "pause-entries", flatten: false, actor: "system", time: Date.now() };
        const shard = await appendToRun(tx, runId, { key: `withdrawn:${listingId}`, kind: "command", payload });
        if (shard !== null) woken.push(shard);
      }
      const reason = "Its publisher has withdrawn the listing: entries are paused, exits still work.";
      await setSubscriptionReason(tx, id, reason);
      const detail = { subscriptionId: id, listingId, runIds };
      await appendAudit(tx, {
        chain: `team:${teamId}`,
        teamId,
        actor: "system",
        action: "subscription.paused",
        detail,
      });
      await notifyTeam(tx, {
        teamId,
        kind: "withdrawn",
        key: `withdrawn:${listingId}`,
        title: "A listing that you run was withdrawn",
        body: reason,
        href: "/runs",
      });
      await publish(tx, { topic: `subscription:${id}`, type: "paused", payload: { status: "active" } });
    }
    return woken;
  });
  await wake(shards);
}

function toLine(row: SubscriptionRow): SubscriptionLineDto {
  return {
    id: row.id,
    listingId: row.listingId,
    listingTitle: row.listingTitle,
    publisher: row.publisher,
    version: row.listingVersion,
    newestVersion: row.newestVersion,
    pendingVersion: row.pendingVersion,
    sealHash: row.sealHash,
    mode: row.mode,
    capital: Number(row.capital),
    settings: SubscriptionSettings.parse(row.settings),
    status: row.status,
    statusReason: row.statusReason,
    createdAt: row.createdAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    runIds: [...row.runIds],
  };
}

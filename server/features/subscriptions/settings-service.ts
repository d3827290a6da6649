import { randomUUID } from "node:crypto";
import { recordForTeam } from "../../audit/record.ts";
import { answerApproval, hasApproval } from "../../db/repositories/approvals.ts";
import { lockMemberRuns, lockWatch } from "../../db/repositories/basket-watch.ts";
import { appendToRun } from "../../db/repositories/run-inbox.ts";
import { findSubscription, setSubscriptionSettings } from "../../db/repositories/subscriptions.ts";
import { AppError } from "../../errors/app-error.ts";
import { publish } from "../../events/publish.ts";
import { holdMembers } from "../../live/basket/hold-members.ts";
import { holdOf } from "../../live/basket/watch-state.ts";
import type { Context } from "../../trpc/context.ts";
import { wake } from "../runs/service.ts";
import type { SubscriptionSettings } from "./settings.ts";

/** Puts other limits around a subscription. They reach its runs through their inboxes, and hold from the next bar on. */
export async function setSettings(
  context: Context,
  { id, settings }: { readonly id: string; readonly settings: SubscriptionSettings },
): Promise<void> {
  const { db, team, user } = context;
  const row = await findSubscription(db, team.id, id);
  if (row === null) throw new AppError("not-found", { what: "subscription", id });
  if (row.status !== "active") {
    throw new AppError("not-possible-now", { message: `This subscription is ${row.status} already.` });
  }
  const shards = await db.$transaction(async (tx) => {
    const basket = { kind: "subscription", id } as const;
    await lockMemberRuns(tx, basket);
    const hold = holdOf(await lockWatch(tx, basket));
    const key = `limits:${randomUUID()}`;
    const woken = await holdMembers(tx, { basket, settings, hold, key, actor: user.id });
    await setSubscriptionSettings(tx, id, settings);
    await recordForTeam(tx, context, "subscription.limits-set", { subscriptionId: id, before: row.settings, settings });
    await publish(tx, { topic: `subscription:${id}`, type: "settings", payload: { status: row.status } });
    return woken;
  });
  await wake(shards);
}

/** Approves or declines an entry that waits. Once its time is over, neither is possible. */
export async function answerEntry(
  context: Context,
  { approvalId, approve }: { readonly approvalId: string; readonly approve: boolean },
): Promise<void> {
  const { db, team, user } = context;
  if (!(await hasApproval(db, team.id, approvalId))) throw new AppError("not-found", { what: "entry", id: approvalId });
  const shard = await db.$transaction(async (tx) => {
    const now = new Date();
    const status = approve ? "approved" : "declined";
    const found = await answerApproval(tx, { id: approvalId, teamId: team.id, status, by: user.id, now });
    if (found === null) {
      throw new AppError("not-possible-now", {
        message: "This entry does not wait any more: it was answered, its time is over, or a newer one took its place.",
      });
    }
    const { runId, subscriptionId, sequence, ordinal } = found;
    const payload = { entry: { sequence, ordinal }, isApproved: approve, actor: user.id, time: now.getTime() };
    const woken = await appendToRun(tx, runId, { key: `answer:${approvalId}`, kind: "answer", payload });
    await recordForTeam(tx, context, "subscription.entry-answered", { approvalId, runId, status });
    await publish(tx, { topic: `subscription:${subscriptionId}`, type: "approval", payload: { runId } });
    return woken;
  });
  if (shard !== null) await wake([shard]);
}

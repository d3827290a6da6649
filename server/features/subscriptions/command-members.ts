import { randomUUID } from "node:crypto";
import { z } from "zod";
import { releaseWatch } from "@/graph-runtime/risk/basket-limits.ts";
import { recordForTeam } from "../../audit/record.ts";
import type { Transaction } from "../../db/client.ts";
import { lockMemberRuns, lockWatch, storeWatch } from "../../db/repositories/basket-watch.ts";
import { listActiveRunIds } from "../../db/repositories/runs.ts";
import { findSubscription } from "../../db/repositories/subscriptions.ts";
import { AppError } from "../../errors/app-error.ts";
import { publish } from "../../events/publish.ts";
import { holdMembers } from "../../live/basket/hold-members.ts";
import { WatchState } from "../../live/basket/watch-state.ts";
import type { Context } from "../../trpc/context.ts";
import { sendCommand, wake } from "../runs/service.ts";

/** What can be asked of all members of a subscription at once. */
export const MembersCommand = z.strictObject({
  id: z.uuid(),
  command: z.enum(["pause-entries", "resume", "flatten"]),
});
export type MembersCommand = z.infer<typeof MembersCommand>;

/** Sends a command to every member; allowing entries again also lets go of what holds the basket, and counts its losses from here on. */
export async function commandMembers(context: Context, { id, command }: MembersCommand): Promise<void> {
  const { db, team, user } = context;
  const row = await findSubscription(db, team.id, id);
  if (row === null) throw new AppError("not-found", { what: "subscription", id });
  if (row.status !== "active") {
    throw new AppError("not-possible-now", { message: `This subscription is ${row.status} already.` });
  }
  if (command === "resume" && row.pendingVersion !== null) {
    const message =
      "Entries are paused because you accepted a new version. Keep the present version to let it enter again.";
    throw new AppError("not-possible-now", { message });
  }
  if (command === "resume" && row.statusReason !== null) {
    throw new AppError("not-possible-now", { message: row.statusReason });
  }
  const shards = await db.$transaction(async (tx) => {
    await lockMemberRuns(tx, { kind: "subscription", id });
    const woken: number[] = [];
    if (command === "resume") woken.push(...(await release(tx, { id, settings: row.settings, actor: user.id })));
    for (const runId of (await listActiveRunIds(tx, id)).sort()) {
      const shard = await sendCommand(tx, context, { id: runId, command, flatten: false });
      if (shard !== null) woken.push(shard);
    }
    await recordForTeam(tx, context, "subscription.commanded", { subscriptionId: id, command });
    await publish(tx, { topic: `subscription:${id}`, type: "commanded", payload: { status: row.status } });
    return woken;
  });
  await wake(shards);
}

async function release(
  tx: Transaction,
  { id, settings, actor }: { readonly id: string; readonly settings: unknown; readonly actor: string },
): Promise<number[]> {
  const basket = { kind: "subscription", id } as const;
  const state = WatchState.parse(await lockWatch(tx, basket));
  if (state.watch === null || state.watch.hold === null) return [];
  await storeWatch(tx, basket, { ...state, watch: releaseWatch(state.watch) });
  const key = `basket:released-by-owner:${randomUUID()}`;
  return holdMembers(tx, { basket, settings, hold: null, key, actor });
}

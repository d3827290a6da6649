import { recordForTeam } from "../../audit/record.ts";
import type { Transaction } from "../../db/client.ts";
import { haltAccount, listRunsToKill, readAccountGuard, releaseAccount } from "../../db/repositories/account-guard.ts";
import { listBrokerAccounts } from "../../db/repositories/broker-accounts.ts";
import { listActiveRunIds } from "../../db/repositories/runs.ts";
import { findSubscription } from "../../db/repositories/subscriptions.ts";
import { AppError } from "../../errors/app-error.ts";
import type { Context } from "../../trpc/context.ts";
import type { KillRequest } from "./dto.ts";
import { sendCommand, wake } from "./service.ts";

/** A killed account can be allowed to trade again after this long, not in the same breath. */
const coolOffMilliseconds = 60_000;

/**
 * Takes every order back, closes every position, and lets nothing go on by itself: one run, all members of a subscription, all runs of an account, or everything of
 * the team. The accounts concerned take no entry until somebody allows it.
 */
export async function kill(context: Context, { scope, id }: KillRequest): Promise<{ runs: number }> {
  const { db, team, user } = context;
  const { shards, runs } = await db.$transaction(async (tx) => {
    const accounts = scope === "everything" ? (await listBrokerAccounts(tx, team.id)).map((account) => account.id) : [];
    if (scope === "account" && id !== null) accounts.push(id);
    for (const account of accounts) {
      if (!(await haltAccount(tx, team.id, account, user.id))) throw new AppError("not-found", { what: "account", id });
    }
    const chosen = await chooseRuns(tx, team.id, { scope, id });
    await recordForTeam(tx, context, "kill-switch.thrown", { scope, id, accounts, runs: chosen });
    const woken: number[] = [];
    for (const run of chosen) {
      const shard = await sendCommand(tx, context, { id: run, command: "halt", flatten: true });
      if (shard !== null) woken.push(shard);
    }
    return { shards: woken, runs: chosen.length };
  });
  await wake(shards);
  return { runs };
}

async function chooseRuns(tx: Transaction, teamId: string, { scope, id }: Pick<KillRequest, "scope" | "id">) {
  if (scope === "run" && id !== null) return [id];
  if (scope !== "subscription" || id === null) return listRunsToKill(tx, teamId, id ?? undefined);
  if ((await findSubscription(tx, teamId, id)) === null) throw new AppError("not-found", { what: "subscription", id });
  return (await listActiveRunIds(tx, id)).sort();
}

/** Lets a killed account trade again; its runs stay ended. */
export async function release(context: Context, id: string): Promise<void> {
  const { db, team } = context;
  await db.$transaction(async (tx) => {
    const known = (await listBrokerAccounts(tx, team.id)).some((account) => account.id === id);
    if (!known) throw new AppError("not-found", { what: "account", id });
    const { haltedAt } = await readAccountGuard(tx, id);
    if (haltedAt === null) return;
    const wait = haltedAt.getTime() + coolOffMilliseconds - Date.now();
    if (wait > 0) {
      const message = `This account was killed a moment ago. It can be allowed again in ${Math.ceil(wait / 1_000)} s.`;
      throw new AppError("not-possible-now", { message });
    }
    await releaseAccount(tx, team.id, id);
    await recordForTeam(tx, context, "kill-switch.released", { id });
  });
}

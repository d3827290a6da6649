import { appendAudit } from "../../audit/append.ts";
import type { Database } from "../../db/client.ts";
import { findListingVersion } from "../../db/repositories/listings.ts";
import { latestMarks, listWorkingOrders } from "../../db/repositories/run-reads.ts";
import { closeRun } from "../../db/repositories/run-steps.ts";
import { insertRuns, listRuns } from "../../db/repositories/runs.ts";
import { lockPendingMove, moveToPending } from "../../db/repositories/subscriptions.ts";
import { publish } from "../../events/publish.ts";
import { holdOf, WatchState } from "../../live/basket/watch-state.ts";
import { keptAccounts } from "./kept-accounts.ts";
import { planRuns } from "./plan-runs.ts";
import { SubscriptionSettings } from "./settings.ts";

/**
 * Moves a subscription to the version that its subscriber has accepted, once every run of it is paused, holds nothing and works on no
 * order; returns whether it was moved now. The runs are locked all the while, so that none can enter in between.
 */
export async function applyUpdate(db: Database, id: string): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const move = await lockPendingMove(tx, id);
    if (move === null) return false;
    const runs = (await listRuns(tx, move.teamId, { subscriptionId: id, limit: 1_000 })).filter(
      (run) => run.stoppedAt === null,
    );
    const marks = await latestMarks(
      tx,
      runs.map((run) => run.id),
    );
    for (const run of runs) {
      const mark = marks.get(run.id);
      const isFlat = mark === undefined || (Array.isArray(mark.positions) && mark.positions.length === 0);
      const isIdle = isFlat && (await listWorkingOrders(tx, run.id)).length === 0;
      // a run that has had no bar yet has nothing to leave
      const isStill = run.status === "paused" || run.lastSequence === 0;
      if (!isIdle || !isStill) return false;
    }
    const version = await findListingVersion(tx, move.toVersionId);
    if (version === null) return false;
    const capital = runs.reduce((sum, run) => sum + Number(marks.get(run.id)?.equity ?? run.capital), 0);
    const accountOf = await keptAccounts(tx, id);
    for (const run of runs)
      await closeRun(tx, run.id, `Version ${version.number} took over, as its subscriber accepted.`);
    const settings = SubscriptionSettings.parse(move.settings);
    const { teamId, createdBy } = move;
    const hold = holdOf(move.watch);
    const started = (await planRuns(tx, version, { teamId, createdBy, capital, settings, hold, accountOf }))(id);
    await insertRuns(tx, started);
    const { rebalance, ...kept } = WatchState.parse(move.watch);
    const runIds = started.map((run) => run.id);
    // what was due between the members before is theirs no more
    const watch = { ...kept, seen: {}, runs: runIds, rebalance: { ...rebalance, due: null } };
    await moveToPending(tx, { id, versionId: move.toVersionId, watch });
    await appendAudit(tx, {
      chain: `team:${teamId}`,
      teamId,
      actor: "system",
      action: "subscription.updated",
      detail: {
        subscriptionId: id,
        fromVersionId: move.fromVersionId,
        toVersionId: move.toVersionId,
        sealHash: version.sealHash,
        capital: capital.toFixed(2),
        runIds,
      },
    });
    await publish(tx, { topic: `subscription:${id}`, type: "updated", payload: { status: "active" } });
    return true;
  });
}

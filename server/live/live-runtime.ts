import { appendAudit } from "../audit/append.ts";
import type { Database } from "../db/client.ts";
import { findFeed } from "../db/repositories/feeds.ts";
import { readInbox } from "../db/repositories/run-inbox.ts";
import { markForReview } from "../db/repositories/run-steps.ts";
import { listRunsWithWork, type RunWork } from "../db/repositories/runs.ts";
import { holdLease, type ShardLease } from "../db/repositories/shard-leases.ts";
import { AppError, findAppError } from "../errors/app-error.ts";
import { publish } from "../events/publish.ts";
import { log } from "../log.ts";
import { inSpan } from "../ops/span.ts";
import { commitStep } from "./commit-step.ts";
import { type FeedSource, openFeedSource } from "./feed-source.ts";
import { openRunMachine, type RunMachine } from "./run-machine.ts";
import { withShard } from "./shard-claim.ts";

/** Events of a run that are stepped and stored together. */
const batch = 200;
/** Runs kept in memory between wake-ups; the others are loaded from their snapshot. */
const keptMachines = 1_000;
/** A step that the database refuses this often in a row is the run's own fault. */
const patience = 6;

export interface LiveRuntime {
  /** Steps every run of a shard up to the end of its inbox. */
  drainShard(shard: number, signal: AbortSignal): Promise<void>;
}

/** Returns what steps runs in this process. It keeps nothing that the database does not have. */
export function createLiveRuntime(db: Database, worker: string): LiveRuntime {
  const machines = new Map<string, RunMachine>();
  const sources = new Map<string, FeedSource>();
  /** How often in a row the database refused a run's step, by run and sequence number. */
  const refusals = new Map<string, number>();

  async function sourceOf(feedId: string): Promise<FeedSource> {
    let source = sources.get(feedId);
    if (source === undefined) {
      const feed = await findFeed(db, feedId);
      if (feed === null) throw new Error(`there is no feed "${feedId}"`);
      source = await openFeedSource(feed);
      sources.set(feedId, source);
    }
    return source;
  }

  async function machineOf(run: RunWork): Promise<RunMachine> {
    const kept = machines.get(run.id);
    machines.delete(run.id);
    // A state is a function of the inbox up to its sequence number, so equal numbers mean equal states.
    const machine =
      kept?.sequence === run.lastSequence ? kept : await openRunMachine(db, run, await sourceOf(run.feedId));
    if (machines.size >= keptMachines) machines.delete(machines.keys().next().value ?? "");
    machines.set(run.id, machine);
    return machine;
  }

  async function drainRun(lease: ShardLease, run: RunWork, size: number): Promise<void> {
    let machine: RunMachine;
    try {
      machine = await machineOf(run);
      const events = await readInbox(db, run.id, run.lastSequence, size);
      if (events.length === 0) return;
      const attributes = {
        "quantloom.run": run.id,
        "quantloom.sequence": run.lastSequence,
        "quantloom.events": events.length,
      };
      await inSpan("live step", attributes, () => commitStep(db, lease, run, machine.step(events)));
      refusals.delete(run.id);
    } catch (error) {
      machines.delete(run.id);
      if (findAppError(error)?.code === "lease-lost") throw error;
      if (isDatabaseTrouble(error) && countRefusal(run) < patience) throw error;
      // The event that cannot be stepped is found by going one by one; those before it count.
      if (size > 1) return drainRun(lease, run, 1);
      await setAside(lease, run, error);
    }
  }

  function countRefusal(run: RunWork): number {
    const count = (refusals.get(run.id) ?? 0) + 1;
    refusals.set(run.id, count);
    return count;
  }

  async function setAside(lease: ShardLease, run: RunWork, error: unknown): Promise<void> {
    const message = error instanceof Error ? error.message : String(error);
    const reason = `Event ${run.lastSequence + 1} could not be worked off: ${message}`;
    log().error({ err: error, run: run.id }, "run set aside for review");
    await db.$transaction(async (tx) => {
      if (!(await holdLease(tx, lease))) throw new AppError("lease-lost");
      if (!(await markForReview(tx, run.id, reason))) return;
      await appendAudit(tx, {
        chain: `run:${run.id}`,
        teamId: run.teamId,
        actor: `worker:${lease.owner}`,
        action: "run.set-aside",
        detail: { reason },
      });
      const payload = { status: "needs-review", statusReason: reason };
      await publish(tx, { topic: `run:${run.id}`, type: "step", payload });
    });
  }

  return {
    drainShard: (shard, signal) =>
      withShard(db, { shard, worker, signal }, async (lease, held) => {
        const failed = new Map<string, unknown>();
        for (;;) {
          const runs = (await listRunsWithWork(db, shard)).filter((run) => !failed.has(run.id));
          if (runs.length === 0) break;
          for (const run of runs) {
            if (held.aborted) throw new AppError("lease-lost");
            try {
              await drainRun(lease, run, batch);
            } catch (error) {
              if (findAppError(error)?.code === "lease-lost") throw error;
              // One run's trouble does not keep the others of the shard waiting.
              failed.set(run.id, error);
            }
          }
        }
        const [first] = failed.values();
        if (first !== undefined) throw new Error("runs of the shard could not be stepped", { cause: first });
      }),
  };
}

/** What the database could not do now says nothing about the run: the wake-up is tried again. */
function isDatabaseTrouble(error: unknown): boolean {
  return error instanceof Error && error.name.startsWith("PrismaClient");
}

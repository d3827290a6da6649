import { appendAudit } from "../audit/append.ts";
import type { Database } from "../db/client.ts";
import { databaseTrouble } from "../db/database-trouble.ts";
import type { BasketRef } from "../db/repositories/basket-watch.ts";
import { findFeed } from "../db/repositories/feeds.ts";
import { type InboxRow, readInbox } from "../db/repositories/run-inbox.ts";
import { markForReview, type StepRecords } from "../db/repositories/run-steps.ts";
import { type PendingRun, readShardWork } from "../db/repositories/run-work.ts";
import type { RunWork } from "../db/repositories/runs.ts";
import { holdLease, type ShardLease } from "../db/repositories/shard-leases.ts";
import type { StoredOrderStep } from "../db/repositories/store-orders.ts";
import { AppError, findAppError } from "../errors/app-error.ts";
import { publish } from "../events/publish.ts";
import { log } from "../log.ts";
import { inSpan } from "../ops/span.ts";
import { asOrderStep, commitOrderSteps, type Sender } from "./commit-orders.ts";
import { commitQuietSteps, commitStep, isQuiet, type Step } from "./commit-step.ts";
import type { FeedSource } from "./feed-source.ts";
import { openSource } from "./open-source.ts";
import { redactSealed } from "./redact-sealed.ts";
import { RightOfWay } from "./right-of-way.ts";
import { openRunMachine, type RunMachine } from "./run-machine.ts";
import { withShard } from "./shard-claim.ts";
import { tellEnded } from "./tell-step.ts";

/** Events of a run that are stepped and stored together. */
const batch = 200;
/** Runs whose events are read together. */
const readTogether = 250;
/** Events of quiet runs that are stored in one statement. */
const storedTogether = 2_000;
/** Steps of a shard that are stored at the same time. */
const storedAtOnce = 3;
/** Steps that led to nothing wait this long at most for those that did, of all shards. */
const patienceOfQuiet = 250;
/** Runs kept in memory between wake-ups; the others are loaded from their snapshot. */
const keptMachines = 1_000;
/** A step that the database refuses this often in a row is the run's own fault. */
const patience = 6;

type Drain = {
  readonly held: AbortSignal;
  readonly failed: Map<string, unknown>;
  /** Baskets whose runs were stepped, by their ids. */
  readonly stepped: Map<string, BasketRef>;
  /** What the shard is woken for goes first until its orders are stored. */
  readonly leave: () => void;
};
type Attempt = (run: RunWork, work: () => Promise<void>) => Promise<void>;

export interface LiveRuntime {
  /** Steps every run of a shard up to the end of its inbox. */
  drainShard(shard: number, signal: AbortSignal): Promise<void>;
  /** Has a shard that is at work look into its inbox before it stores what can wait. Whatever comes of it, wake the shard as well. */
  lookAgain(shard: number): void;
}

export type LiveSettings = {
  readonly worker: string;
  readonly leaseMilliseconds: number;
  /** Told of an account into whose outbox a step has put something. */
  readonly sendFor: (accountId: string) => void;
  /** Told of a subscription one of whose runs is paused and holds nothing: a version that was accepted may take over. */
  readonly whenStill?: (subscriptionId: string) => Promise<unknown>;
  /** What can wait in this process lets pass what cannot. */
  readonly way?: RightOfWay;
  /** Sends at once, where it can, what a step asks of a broker; nothing where only `sendFor` does. */
  readonly sender?: Sender;
  /** Told of the baskets whose runs were stepped: limits over all members are held against what they have become. */
  readonly whenStepped?: (baskets: readonly BasketRef[]) => Promise<unknown>;
};

/** Returns what steps runs in this process. It keeps nothing that the database does not have. */
export function createLiveRuntime(db: Database, settings: LiveSettings): LiveRuntime {
  const { worker, leaseMilliseconds, sendFor, sender, whenStill, whenStepped, way = new RightOfWay() } = settings;
  const machines = new Map<string, RunMachine>();
  const sources = new Map<string, FeedSource>();
  /** What this process does for a shard goes one after the other: it need not wait for a lease of its own. */
  const turns = new Map<number, Promise<void>>();
  /** Shards that were to look into their inboxes again, and what tells those of them that wait. */
  const awaited = new Set<number>();
  const callers = new Map<number, () => void>();
  /** How often in a row the database refused a run's step, by run and sequence number. */
  const refusals = new Map<string, number>();

  async function sourceOf({ feedId, symbols }: RunWork): Promise<FeedSource> {
    let source = sources.get(feedId);
    // a broker's feed listens to more symbols as runs ask for them
    const listed = new Set(source?.instruments.map(({ symbol }) => symbol));
    if (source === undefined || symbols.some((symbol) => !listed.has(symbol))) {
      const feed = await findFeed(db, feedId);
      if (feed === null) throw new Error(`there is no feed "${feedId}"`);
      source = await openSource(db, feed);
      sources.set(feedId, source);
    }
    return source;
  }

  async function machineOf(run: RunWork): Promise<RunMachine> {
    const kept = machines.get(run.id);
    machines.delete(run.id);
    // A state is a function of the inbox up to its sequence number, so equal numbers mean equal states.
    const machine = kept?.sequence === run.lastSequence ? kept : await openRunMachine(db, run, await sourceOf(run));
    if (machines.size >= keptMachines) machines.delete(machines.keys().next().value ?? "");
    machines.set(run.id, machine);
    return machine;
  }

  async function store(lease: ShardLease, run: RunWork, records: StepRecords): Promise<void> {
    await commitStep(db, lease, run, records);
    const isStill = records.status === "paused" && records.marks.at(-1)?.positions.length === 0;
    // what fails here is done with the next step that matters, or when its owner asks again
    if (run.subscriptionId !== null && isStill) {
      await whenStill?.(run.subscriptionId).catch((error: unknown) => log().warn({ err: error }, "update not applied"));
    }
    if (run.account === null || records.commands.length === 0) return;
    sendFor(run.account.id);
  }

  /** Reads, steps and stores one run by itself. */
  async function drainRun(lease: ShardLease, run: RunWork, size: number): Promise<void> {
    try {
      const machine = await machineOf(run);
      const events = await readInbox(db, run.id, run.lastSequence, size);
      if (events.length === 0) throw new Error(`event ${run.lastSequence + 1} is missing from the inbox`);
      await store(lease, run, await stepOf(run, machine, events));
      refusals.delete(run.id);
    } catch (error) {
      await recover(lease, run, error, size);
    }
  }

  /** Throws what a later wake-up may mend; else finds the event that cannot be stepped, and sets the run aside. */
  async function recover(lease: ShardLease, run: RunWork, error: unknown, size: number): Promise<void> {
    machines.delete(run.id);
    if (findAppError(error)?.code === "lease-lost") throw error;
    // a database that is away says nothing of the run, however often
    if (databaseTrouble(error) !== null) throw error;
    if (isDatabaseRefusal(error) && countRefusal(run) < patience) throw error;
    // The event that cannot be stepped is found by going one by one; those before it count.
    if (size > 1) return drainRun(lease, run, 1);
    await setAside(lease, run, error);
  }

  /** Stores the steps of quiet runs together, and where that is refused each by itself, so that one cannot hold up the others. */
  async function commitTogether(lease: ShardLease, steps: readonly Step[], attempt: Attempt): Promise<void> {
    const moved = await commitQuietSteps(db, lease, steps).catch(() => null);
    if (moved === null) {
      for (const { run, records } of steps) await attempt(run, () => store(lease, run, records));
      return;
    }
    takeMoved(steps, moved);
  }

  /** Stores what one statement can store of steps that led to something; returns the others. */
  async function storeOrders(lease: ShardLease, steps: readonly Step[]): Promise<readonly Step[]> {
    if (sender === undefined) return steps;
    const rest: Step[] = [];
    const plain: Step[] = [];
    const stored: StoredOrderStep[] = [];
    for (const step of steps) {
      const one = asOrderStep(lease, step);
      if (one !== null) stored.push(one);
      (one === null ? rest : plain).push(step);
    }
    if (stored.length === 0) return steps;
    const settled = await commitOrderSteps(db, lease, { steps: stored, worker, leaseMilliseconds, sender }).catch(
      (error: unknown) => log().debug({ err: error }, "steps are stored one by one"),
    );
    if (settled === undefined) return steps;
    for (const accountId of settled.waiting) sendFor(accountId);
    takeMoved(plain, settled.moved);
    return rest;
  }

  /** Forgets the runs that somebody else has stepped, and throws where there are any. */
  function takeMoved(steps: readonly Step[], moved: ReadonlySet<string>): void {
    const lost = steps.filter(({ run }) => !moved.has(run.id));
    for (const { run } of lost) machines.delete(run.id);
    if (lost.length > 0) throw new AppError("lease-lost");
    for (const { run } of steps) refusals.delete(run.id);
  }

  /**
   * Stores steps that led to something, those that one statement cannot store each in a transaction of its own, a few at a time: those
   * that ask a broker for something first. Returns the others.
   */
  async function storeLoud(lease: ShardLease, steps: readonly Step[], attempt: Attempt): Promise<Step[]> {
    const loud = await storeOrders(
      lease,
      steps.filter((step) => !isQuiet(step)),
    );
    const asks = ({ records }: Step): boolean => records.commands.length > 0;
    const waiting = [...loud.filter(asks), ...loud.filter((step) => !asks(step))];
    const serve = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const { run, records } = next;
        await attempt(run, async () => {
          await store(lease, run, records);
          refusals.delete(run.id);
        });
      }
    };
    // all of them are over before a lost lease is told
    const served = await Promise.allSettled(Array.from({ length: Math.min(storedAtOnce, waiting.length) }, serve));
    const lost = served.find((one) => one.status === "rejected");
    if (lost !== undefined) throw lost.reason;
    return steps.filter(isQuiet);
  }

  /**
   * Steps what is pending of a shard once; returns whether there is more. What arrives meanwhile does not count: it brings a wake-up
   * of its own. But while steps that led to nothing wait, what arrives is stepped before them: it may be what an order waits for.
   */
  async function drainOnce(lease: ShardLease, shard: number, { held, failed, stepped, leave }: Drain) {
    let hasMore = false;
    const attempt: Attempt = async (run, work) => {
      if (held.aborted) throw new AppError("lease-lost");
      try {
        await work();
      } catch (error) {
        hasMore = true;
        try {
          await recover(lease, run, error, batch);
        } catch (trouble) {
          if (findAppError(trouble)?.code === "lease-lost") throw trouble;
          // One run's trouble does not keep the others of the shard waiting.
          failed.set(run.id, trouble);
        }
      }
    };
    const quiet: Step[] = [];
    const latest = performance.now() + patienceOfQuiet;
    do {
      awaited.delete(shard);
      const except = [...failed.keys(), ...quiet.map(({ run }) => run.id)];
      // A step is a matter of microseconds and its transaction one of milliseconds: what orders is not kept waiting by what does not.
      const work = async (): Promise<Step[]> => {
        const pending = await readShardWork(db, shard, { runs: readTogether, events: batch, except });
        hasMore ||= pending.length === readTogether || pending.some(({ events }) => events.length === batch);
        const steps: Step[] = [];
        let size = 0;
        for (const { run, events, base } of pending) {
          if (run.basket !== null) stepped.set(run.basket.id, run.basket);
          await attempt(run, async () => {
            steps.push(await stepPending({ run, events, base }));
            size += events.length;
          });
          if (size < storedTogether) continue;
          size = 0;
          await commitTogether(lease, await storeLoud(lease, steps.splice(0), attempt), attempt);
        }
        return storeLoud(lease, steps, attempt);
      };
      quiet.push(...(await way.pass(work)));
      leave();
    } while (quiet.length > 0 && (await isAwaited(shard, latest)));
    await commitTogether(lease, quiet, attempt);
    return hasMore;
  }

  /** Waits until nothing goes first any more; returns true where the shard is to look into its inbox before. */
  async function isAwaited(shard: number, latest: number): Promise<boolean> {
    const left = latest - performance.now();
    if (left <= 0 || awaited.has(shard)) return left > 0;
    const called = new Promise<boolean>((resolve) => callers.set(shard, () => resolve(true)));
    return Promise.race([called, way.give(left).then(() => false)]).finally(() => callers.delete(shard));
  }

  async function stepPending({ run, events, base }: PendingRun): Promise<Step> {
    if (events.length === 0) throw new Error(`event ${run.lastSequence + 1} is missing from the inbox`);
    const attributes = { "quantloom.run": run.id, "quantloom.sequence": run.lastSequence };
    return inSpan("live step", { ...attributes, "quantloom.events": events.length }, async () => {
      return { run, base, records: await stepOf(run, await machineOf(run), events) };
    });
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
      const { id, teamId, lastSequence: sequence } = run;
      await tellEnded(tx, { id, teamId, kind: "run.review", reason, sequence });
      const payload = { status: "needs-review", statusReason: reason };
      await publish(tx, { topic: `run:${run.id}`, type: "step", payload });
    });
  }

  async function drain(shard: number, signal: AbortSignal): Promise<void> {
    const leave = way.enter();
    const work = async (lease: ShardLease, held: AbortSignal): Promise<void> => {
      const failed = new Map<string, unknown>();
      const stepped = new Map<string, BasketRef>();
      while (await drainOnce(lease, shard, { held, failed, stepped, leave }));
      await whenStepped?.([...stepped.values()]);
      const [first] = failed.values();
      if (first !== undefined) throw new Error("runs of the shard could not be stepped", { cause: first });
    };
    return withShard(db, { shard, worker, signal, leaseMilliseconds }, work).finally(leave);
  }

  return {
    drainShard: (shard, signal) => {
      const before = turns.get(shard) ?? Promise.resolve();
      // how the one before ended is its own caller's to know
      const own = before.catch(() => undefined).then(() => drain(shard, signal));
      turns.set(shard, own);
      return own;
    },
    lookAgain: (shard) => {
      awaited.add(shard);
      callers.get(shard)?.();
    },
  };
}

/** Steps a run; what a sealed one leaves carries no trace of its graph from here on. */
async function stepOf(run: RunWork, machine: RunMachine, events: readonly InboxRow[]): Promise<StepRecords> {
  const records = await machine.step(events);
  return run.sealed ? redactSealed(records) : records;
}

/** What the database could not do now says nothing about the run: the wake-up is tried again. */
function isDatabaseRefusal(error: unknown): boolean {
  return error instanceof Error && error.name.startsWith("PrismaClient");
}

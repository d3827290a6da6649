import { setTimeout as sleep } from "node:timers/promises";
import type { OrderReport } from "../../brokers/port/broker-order.ts";
import type { Database } from "../../db/client.ts";
import { listConnectedAccounts, type SealedAccountRow } from "../../db/repositories/broker-accounts.ts";
import { listAccountsWithCommands } from "../../db/repositories/broker-commands.ts";
import { listStuckAccounts } from "../../db/repositories/broker-orders.ts";
import { listAccountShardsWithWork, listShardsOfAccountWithWork } from "../../db/repositories/runs.ts";
import { listHeldLanes } from "../../db/repositories/shard-leases.ts";
import { findAppError } from "../../errors/app-error.ts";
import { log } from "../../log.ts";
import type { Deliverer } from "../../queue/deliver.ts";
import { type Wake, wakeShards } from "../feed-loop.ts";
import type { RightOfWay } from "../right-of-way.ts";
import { withShard } from "../shard-claim.ts";
import type { AccountConnections } from "./account-connections.ts";
import { applyReport } from "./apply-report.ts";
import { checkTerms, termsDay } from "./check-terms.ts";
import { Chore } from "./chore.ts";
import { closeDay, dayToClose } from "./day/close-day.ts";
import { endSession } from "./end-session.ts";
import { Lane } from "./lane.ts";
import { reconcile } from "./reconcile.ts";

type Surroundings = {
  readonly db: Database;
  readonly deliverer: Deliverer;
  /** Steps the runs of shards that have heard something. */
  readonly wake: Wake;
  readonly connections: AccountConnections;
  /** What is heard goes first: an order may wait for it. */
  readonly way: RightOfWay;
  readonly worker: string;
  readonly leaseMilliseconds: number;
  readonly signal: AbortSignal;
};

const lookMilliseconds = 500;
/** The broker's books are looked at this often whatever happens, and this often while an update seems to be lost or they do not agree. */
const bookMilliseconds = 60_000;
const stuckMilliseconds = 2_000;
/** The stream of an account is held by one process at a time, under a lease beside that of its lane. */
const streamLanes = 1_000_000;

/** What a task has come to that has woken its run already. */
const told = Symbol("told");

/** What a look at all accounts has found; those that are kept read it, so that one look serves them all. */
type Seen = { accounts: ReadonlyMap<string, SealedAccountRow>; stuck: ReadonlySet<string> };

/** Asks the workers to send what is in an account's outbox. A wake-up of an account at work is kept until it is done. */
async function wakeAccount(deliverer: Deliverer, accountId: string): Promise<void> {
  await deliverer.deliver("account.wake", { version: 1, accountId }, { lane: `account-${accountId}` });
}

/** Asks the workers to step the runs of an account that have heard something of their orders. */
export async function wakeRunsOf(db: Database, wake: Wake, accountId: string): Promise<void> {
  await wake(await listShardsOfAccountWithWork(db, accountId));
}

/** Hears the order updates of every account that is logged in, and wakes those that have something to send, until the signal aborts. */
export async function keepAccounts(surroundings: Surroundings): Promise<void> {
  const { db, deliverer, signal } = surroundings;
  const kept = new Map<string, Promise<void>>();
  const seen: Seen = { accounts: new Map(), stuck: new Set() };
  while (!signal.aborted) {
    try {
      seen.accounts = new Map((await listConnectedAccounts(db)).map((account) => [account.id, account]));
      seen.stuck = await listStuckAccounts(db, new Date(Date.now() - stuckMilliseconds));
      const held = await listHeldLanes(db, 0);
      for (const account of seen.accounts.values()) {
        // whoever has it keeps it
        if (kept.has(account.id) || held.has(streamLanes + account.lane)) continue;
        const keeping = keep(surroundings, account, seen).finally(() => kept.delete(account.id));
        kept.set(account.id, keeping);
      }
      for (const id of await listAccountsWithCommands(db)) {
        // whoever is at work on it sends what is there
        if (!held.has(seen.accounts.get(id)?.lane ?? -1)) await wakeAccount(deliverer, id);
      }
      // and steps what is there
      const shards = await listAccountShardsWithWork(db);
      await wakeShards(
        deliverer,
        shards.filter((shard) => !held.has(shard)),
      );
    } catch (error) {
      log().error({ err: error }, "accounts could not be looked after");
    }
    await sleep(lookMilliseconds, undefined, { signal }).catch(() => undefined);
  }
  await Promise.all(kept.values());
}

/** Holds the stream of one account as long as its session lasts; never rejects. */
async function keep(surroundings: Surroundings, account: SealedAccountRow, seen: Seen): Promise<void> {
  const { db, worker, leaseMilliseconds, signal } = surroundings;
  const claim = { shard: streamLanes + account.lane, worker, signal, leaseMilliseconds };
  try {
    await withShard(db, claim, (_lease, held) => listen(surroundings, { account, seen, held }));
  } catch (error) {
    // another process has it
    if (findAppError(error)?.code === "lease-lost") return;
    log().warn({ err: error, account: account.id }, "the stream of an account could not be held");
    await sleep(lookMilliseconds);
  }
}

type Kept = { readonly account: SealedAccountRow; readonly seen: Seen; readonly held: AbortSignal };

async function listen(surroundings: Surroundings, { account, seen, held }: Kept): Promise<void> {
  const { db, wake, connections, way } = surroundings;
  const connection = connections.of(account);
  if (connection === null) return;
  const attempt = async (task: () => Promise<unknown>): Promise<void> => {
    try {
      if ((await task()) !== told) await wakeRunsOf(db, wake, account.id);
    } catch (error) {
      // what was not stored is in the order book, which is read again soon
      log().warn({ err: error, account: account.id }, "what an account says could not be stored");
    }
  };
  // What is heard goes one after the other, in the order in which it came. What is asked has to wait for the broker's limits, and what
  // is heard must not wait for that.
  const heard = new Lane((task) => way.pass(() => attempt(task)));
  const asked = new Lane(attempt);
  const next = (task: () => Promise<unknown>): void => heard.add(task);
  let isCheckWaiting = false;
  const check = (): void => {
    if (isCheckWaiting) return;
    isCheckWaiting = true;
    asked.add(() => {
      isCheckWaiting = false;
      return reconcile(db, account.id, connection);
    });
  };
  const take = async (report: OrderReport): Promise<unknown> => {
    let shard: number | null | undefined;
    await applyReport(db, account.id, { report, source: "stream", heard: (of) => (shard = of) });
    if (shard === undefined) return undefined;
    if (shard !== null) await wake([shard]);
    return told;
  };
  let isOver = false;
  const stream = connection.streamOrders({
    onItem: (report: OrderReport) => next(() => take(report)),
    onState: (state, reason) => {
      // what happened before it was open was not heard
      if (state === "open") check();
      if (state !== "closed" || reason === null) return;
      isOver = true;
      next(() => endSession(db, account));
    },
  });
  let looked = Date.now();
  const terms = new Chore<number>(bookMilliseconds, () => checkTerms(db, account, connection));
  const closing = new Chore<string>(bookMilliseconds, async () => {
    const day = dayToClose(account.broker, Date.now());
    if (day !== null) await closeDay(db, account, connection, day);
  });
  while (!held.aborted && !isOver) {
    const current = findSame(seen, account);
    if (current === null) break;
    const now = Date.now();
    const over = dayToClose(account.broker, now);
    const isOurs = over !== null && over.to > account.createdAt.getTime();
    const chores = [terms.due(termsDay(account.broker, now), now), closing.due(isOurs ? over.day : null, now)];
    for (const chore of chores) if (chore !== null) asked.add(chore);
    const isDue = now - looked > bookMilliseconds;
    const isEarly = now - looked <= stuckMilliseconds;
    // books that did not agree may only have been looked at between an order and its fill
    const isDoubtful = current.review !== null || seen.stuck.has(account.id);
    if (!asked.isBusy && (isDue || (isDoubtful && !isEarly))) {
      looked = now;
      check();
    }
    await sleep(lookMilliseconds, undefined, { signal: held }).catch(() => undefined);
  }
  stream.close();
  await Promise.all([heard.idle, asked.idle]);
}

/** Returns the account as it is now; a new login needs a new stream, and an account that is not linked any more needs none. */
function findSame({ accounts }: Seen, account: SealedAccountRow): SealedAccountRow | null {
  const now = accounts.get(account.id);
  const isSame = now !== undefined && Buffer.from(now.session ?? []).equals(Buffer.from(account.session ?? []));
  return isSame ? now : null;
}

import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "../../db/client.ts";
import { listConnectedAccounts, type SealedAccountRow } from "../../db/repositories/broker-accounts.ts";
import { listFeedsAtWork } from "../../db/repositories/broker-feeds.ts";
import { listHeldLanes } from "../../db/repositories/shard-leases.ts";
import { findAppError } from "../../errors/app-error.ts";
import { log } from "../../log.ts";
import type { AccountConnections } from "../account/account-connections.ts";
import { withShard } from "../shard-claim.ts";
import { followPrices } from "./follow-prices.ts";

export type FeedSurroundings = {
  readonly db: Database;
  readonly connections: AccountConnections;
  readonly worker: string;
  readonly leaseMilliseconds: number;
  readonly signal: AbortSignal;
  /** Told of shards whose runs were given bars. */
  readonly wake: (shards: readonly number[]) => Promise<void>;
  /** The exchange's clock; the machine's where it is left out. */
  readonly now?: () => number;
  /** In place of what the broker is known to need. */
  readonly tickDelayMilliseconds?: number;
};

const lookMilliseconds = 500;
/** The prices of an account are heard by one process at a time, under a lease beside that of its orders. */
const priceLanes = 2_000_000;

/** Which feeds of which accounts runs follow now; those that are kept read it, so that one look serves them all. */
export type FeedsAtWork = { accounts: ReadonlyMap<string, SealedAccountRow>; feeds: ReadonlyMap<string, string[]> };

/** Builds the bars of every broker's feed that a run follows, until the signal aborts. Any number of processes may do this at once. */
export async function keepBrokerFeeds(surroundings: FeedSurroundings): Promise<void> {
  const { db, signal } = surroundings;
  const kept = new Map<string, Promise<void>>();
  const seen: FeedsAtWork = { accounts: new Map(), feeds: new Map() };
  while (!signal.aborted) {
    try {
      const feeds = new Map<string, string[]>();
      for (const { id, accountId } of await listFeedsAtWork(db)) {
        if (accountId !== null) feeds.set(accountId, [...(feeds.get(accountId) ?? []), id]);
      }
      seen.feeds = feeds;
      const isIdle = feeds.size === 0;
      seen.accounts = isIdle
        ? new Map()
        : new Map((await listConnectedAccounts(db)).map((account) => [account.id, account]));
      const held = isIdle ? new Set<number>() : await listHeldLanes(db, priceLanes);
      for (const account of seen.accounts.values()) {
        if (!feeds.has(account.id) || kept.has(account.id) || held.has(priceLanes + account.lane)) continue;
        kept.set(
          account.id,
          keep(surroundings, account, seen).finally(() => kept.delete(account.id)),
        );
      }
    } catch (error) {
      log().error({ err: error }, "the feeds of brokers could not be looked after");
    }
    await sleep(lookMilliseconds, undefined, { signal }).catch(() => undefined);
  }
  await Promise.all(kept.values());
}

/** Holds the price stream of one account; never rejects. */
async function keep(surroundings: FeedSurroundings, account: SealedAccountRow, seen: FeedsAtWork): Promise<void> {
  const { db, worker, leaseMilliseconds, signal } = surroundings;
  const claim = { shard: priceLanes + account.lane, worker, signal, leaseMilliseconds };
  try {
    await withShard(db, claim, (_lease, held) => followPrices(surroundings, { account, seen, held }));
  } catch (error) {
    if (findAppError(error)?.code === "lease-lost") return;
    log().warn({ err: error, account: account.id }, "the prices of an account could not be followed");
    await sleep(lookMilliseconds);
  }
}

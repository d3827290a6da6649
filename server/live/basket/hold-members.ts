import type { BasketHold } from "@/graph-runtime/risk/basket-limits.ts";
import type { Transaction } from "../../db/client.ts";
import { type BasketRef, listMemberRuns } from "../../db/repositories/basket-watch.ts";
import { appendToRun } from "../../db/repositories/run-inbox.ts";
import { limitsOf, SubscriptionSettings } from "../../features/subscriptions/settings.ts";

type Held = {
  readonly basket: BasketRef;
  readonly settings: unknown;
  readonly hold: BasketHold | null;
  /** What makes the event the only one of its kind in each inbox. */
  readonly key: string;
  readonly actor: string;
};

/** Tells every member what holds the basket now, or that nothing does any more; returns the shards to wake. */
export async function holdMembers(tx: Transaction, { basket, settings, hold, key, actor }: Held): Promise<number[]> {
  const parsed = SubscriptionSettings.parse(settings);
  const woken: number[] = [];
  const time = Date.now();
  for (const { runId, weight } of await listMemberRuns(tx, basket)) {
    const payload = { limits: limitsOf(parsed, weight, hold), actor, time };
    const shard = await appendToRun(tx, runId, { key, kind: "limits", payload });
    if (shard !== null) woken.push(shard);
  }
  return woken;
}

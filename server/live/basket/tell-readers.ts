import type { Transaction } from "../../db/client.ts";
import type { BasketRef } from "../../db/repositories/basket-watch.ts";
import { publish } from "../../events/publish.ts";

/** Returns what the audit trail calls a basket. */
export function subjectOf({ kind, id }: BasketRef): { readonly [key: string]: string } {
  return kind === "subscription" ? { subscriptionId: id } : { listingVersionId: id };
}

/** Tells the pages that show a subscriber's basket; those of a listing ask for its twin themselves. */
export async function tellReaders(tx: Transaction, { kind, id }: BasketRef, type: string): Promise<void> {
  if (kind === "twin") return;
  await publish(tx, { topic: `subscription:${id}`, type, payload: { status: "active" } });
}

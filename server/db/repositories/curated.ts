import type { Queryable, Transaction } from "../client.ts";

/** Marks a listing as chosen by the platform, or no longer. */
export async function curateListing(tx: Transaction, id: string, at: Date | null = new Date()): Promise<boolean> {
  const { count } = await tx.listing.updateMany({ where: { id }, data: { curatedAt: at } });
  return count === 1;
}

/** Tells whether a team has ever subscribed to a listing. */
export async function hasSubscribedTo(db: Queryable, teamId: string, listingId: string): Promise<boolean> {
  return (await db.subscription.count({ where: { teamId, listingId }, take: 1 })) > 0;
}

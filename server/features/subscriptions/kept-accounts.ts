import type { Queryable } from "../../db/client.ts";
import { listMemberVenues } from "../../db/repositories/subscriptions.ts";
import { RunVenue } from "../../live/run-venue.ts";
import type { Wanted } from "./plan-runs.ts";

/**
 * Returns which linked account a member keeps in another version: that of the same strategy, where it knows the instruments that are dealt
 * to it. A member that was not there before runs on paper, since nobody has chosen an account for it.
 */
export async function keptAccounts(db: Queryable, subscriptionId: string): Promise<NonNullable<Wanted["accountOf"]>> {
  const known = await listMemberVenues(db, subscriptionId);
  return async ({ strategyId, symbols }) => {
    const found = known.find((one) => one.strategyId === strategyId);
    if (found === undefined) return undefined;
    const venue = RunVenue.parse(found.venue);
    return symbols.every((symbol) => symbol in venue.instruments) ? { id: found.accountId, venue } : undefined;
  };
}

import { randomUUID } from "node:crypto";
import type { BasketHold } from "@/graph-runtime/risk/basket-limits.ts";
import type { Queryable } from "../../db/client.ts";
import { findFeed } from "../../db/repositories/feeds.ts";
import type { ListingVersionRow } from "../../db/repositories/listings.ts";
import type { NewRun } from "../../db/repositories/runs.ts";
import { AppError } from "../../errors/app-error.ts";
import { dealSymbols } from "../../live/deal-symbols.ts";
import { openFeedSource } from "../../live/feed-source.ts";
import { shardOf } from "../../live/shards.ts";
import { allocateCapital } from "../../money/allocate-capital.ts";
import { limitsOf, type SubscriptionSettings } from "./settings.ts";
import { shareCapital } from "./share-capital.ts";

/** The market that paper subscriptions run in. */
const paperFeedId = "synthetic";

type Wanted = {
  readonly teamId: string;
  readonly createdBy: string;
  readonly capital: number;
  readonly settings: SubscriptionSettings;
  /** What holds the basket, where it goes on in another version. */
  readonly hold?: BasketHold | null;
};

/** Returns what makes the runs of a version's members, one paper account each, for a subscription that gets its id later. */
export async function planRuns(
  db: Queryable,
  version: Pick<ListingVersionRow, "id" | "members" | "settings">,
  { teamId, createdBy, capital, settings, hold = null }: Wanted,
): Promise<(subscriptionId: string) => NewRun[]> {
  const feed = await findFeed(db, paperFeedId);
  if (feed === null) {
    throw new AppError("not-possible-now", {
      message: "This installation has no synthetic market to trade on paper in.",
    });
  }
  const { members } = version;
  const shares = await shareCapital(db, version);
  const symbols = (await openFeedSource(feed)).instruments.map((instrument) => instrument.symbol);
  const amounts = allocateCapital(capital, shares);
  const plans = members.map((member, index) => {
    const amount = amounts[index] ?? "0.00";
    if (Number(amount) <= 0) {
      const message = `"${member.name}" would be given no capital at all. Subscribe with more than ${capital}.`;
      throw new AppError("invalid-input", { message });
    }
    return { member, amount, share: shares[index] ?? 0, symbols: dealSymbols(member, index, symbols) };
  });
  return (subscriptionId) =>
    plans.map((plan): NewRun => {
      const id = randomUUID();
      return {
        id,
        teamId,
        strategyVersionId: plan.member.strategyVersionId,
        owner: { subscriptionId, sealed: plan.member.sealed },
        memberOrdinal: plan.member.ordinal,
        feedId: feed.id,
        symbols: plan.symbols,
        capital: plan.amount,
        settings: limitsOf(settings, plan.share, hold),
        shard: shardOf(id),
        createdBy,
      };
    });
}

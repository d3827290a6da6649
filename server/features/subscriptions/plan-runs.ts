import { randomUUID } from "node:crypto";
import { allocateCapital } from "@/graph-runtime/core/allocate-capital.ts";
import type { BasketHold } from "@/graph-runtime/risk/basket-limits.ts";
import type { Queryable } from "../../db/client.ts";
import { findFeed } from "../../db/repositories/feeds.ts";
import type { ListingVersionRow } from "../../db/repositories/listings.ts";
import type { NewRun } from "../../db/repositories/runs.ts";
import { AppError } from "../../errors/app-error.ts";
import { dealSymbols } from "../../live/deal-symbols.ts";
import { openFeedSource } from "../../live/feed-source.ts";
import { shardOf } from "../../live/shards.ts";
import { limitsOf, type SubscriptionSettings } from "./settings.ts";
import { shareCapital } from "./share-capital.ts";

/** The market that paper subscriptions run in. */
const paperFeedId = "synthetic";

export type Wanted = {
  readonly teamId: string;
  readonly createdBy: string;
  readonly capital: number;
  readonly settings: SubscriptionSettings;
  /** What holds the basket, where it goes on in another version. */
  readonly hold?: BasketHold | null;
  /** The linked account of a member, whose instruments it deals; on paper where there is none. */
  readonly accountOf?: (member: PlannedMember) => Promise<NewRun["account"]>;
};

type PlannedMember = {
  readonly ordinal: number;
  readonly strategyId: string;
  readonly symbols: readonly string[];
};

/** Returns what makes the runs of a version's members, on paper in an account each or on a linked one, for a subscription that gets its id later. */
export async function planRuns(
  db: Queryable,
  version: Pick<ListingVersionRow, "id" | "members" | "settings">,
  { teamId, createdBy, capital, settings, hold = null, accountOf }: Wanted,
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
  const accounts: NewRun["account"][] = [];
  for (const { member, symbols: dealt } of plans) {
    accounts.push(await accountOf?.({ ordinal: member.ordinal, strategyId: member.strategyId, symbols: dealt }));
  }
  return (subscriptionId) =>
    plans.map((plan, index): NewRun => {
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
        account: accounts[index],
        settings: limitsOf(settings, plan.share, hold),
        shard: shardOf(id),
        createdBy,
      };
    });
}

import { dueMoves } from "@/graph-runtime/analytics/portfolio/due-moves.ts";
import { beginsPeriod } from "@/graph-runtime/analytics/portfolio/rebalance-schedule.ts";
import type { Queryable } from "../../db/client.ts";
import type { WatchedMark, WatchedRow } from "../../db/repositories/basket-watch.ts";
import { findListingVersion } from "../../db/repositories/listings.ts";
import type { BasketSettings } from "../../features/baskets/dto.ts";
import { shareCapital } from "../../features/subscriptions/share-capital.ts";
import type { WatchState } from "./watch-state.ts";

type Looked = {
  readonly row: WatchedRow;
  readonly rule: Pick<BasketSettings, "rebalance" | "corridorPercent">;
  readonly before: WatchState;
  readonly after: WatchState;
  readonly marks: readonly WatchedMark[];
};

/**
 * Returns the watch with what is due where a period of the basket's schedule has begun since the last look and some member's share has
 * left its target by more than the corridor. What was still open of the period before is not made up for: it is worked out anew.
 */
export async function fallDue(db: Queryable, { row, rule, before, after, marks }: Looked): Promise<WatchState> {
  const [then, now] = [before.watch?.time, after.watch?.time];
  if (then === undefined || now === undefined || !beginsPeriod(rule.rebalance, then, now)) return after;
  const version = await findListingVersion(db, row.listingVersionId);
  if (version === null) return after;
  const latest = new Map(marks.filter(({ time }) => time === now).map((mark) => [mark.runId, mark.equity]));
  const targets = await shareCapital(db, version);
  const members = version.members.flatMap(({ ordinal }, index) => {
    const run = row.runs.find((one) => one.ordinal === ordinal && latest.has(one.id));
    return run === undefined ? [] : [{ id: run.id, equity: latest.get(run.id) ?? 0, share: targets[index] ?? 0 }];
  });
  // a member that has ended keeps what it had; the others share what they have among themselves
  const due = dueMoves(members, rule.corridorPercent / 100, now);
  return { ...after, rebalance: { ...after.rebalance, due } };
}

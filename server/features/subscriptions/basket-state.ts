import type { z } from "zod";
import { WatchState } from "../../live/basket/watch-state.ts";
import { BasketSettings } from "../baskets/dto.ts";
import type { BasketStateDto } from "./dto.ts";

/** Returns where the limits over all members stand. */
export function basketStateOf(settings: unknown, stored: unknown): z.infer<typeof BasketStateDto> {
  const { limits, allocation, rebalance, corridorPercent } = BasketSettings.parse(settings);
  const { watch, rebalance: money } = WatchState.parse(stored);
  const amounts = (of: Readonly<Record<string, number>>) =>
    Object.entries(of).map(([runId, amount]) => ({ runId, amount }));
  const { due, last } = money;
  const of = (part: number, whole: number): number => (whole > 0 ? (100 * part) / whole : 0);
  return {
    limits,
    allocation,
    rebalance,
    corridorPercent,
    due: due && { since: new Date(due.since).toISOString(), open: amounts(due.open) },
    moved: last && { time: new Date(last.time).toISOString(), moves: amounts(last.moves) },
    hold: watch?.hold ?? null,
    now: watch && {
      dayPercent: of(watch.equity - watch.dayStart, watch.dayStart),
      bestPercent: of(watch.dayBest - watch.dayStart, watch.dayStart),
      drawdownPercent: of(watch.peak - watch.equity, watch.peak),
    },
  };
}

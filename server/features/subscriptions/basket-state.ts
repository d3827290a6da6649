import type { z } from "zod";
import { WatchState } from "../../live/basket/watch-state.ts";
import { BasketSettings } from "../baskets/dto.ts";
import type { BasketStateDto } from "./dto.ts";

/** Returns where the limits over all members stand. */
export function basketStateOf(settings: unknown, stored: unknown): z.infer<typeof BasketStateDto> {
  const { limits, allocation, rebalance } = BasketSettings.parse(settings);
  const { watch } = WatchState.parse(stored);
  const of = (part: number, whole: number): number => (whole > 0 ? (100 * part) / whole : 0);
  return {
    limits,
    allocation,
    rebalance,
    hold: watch?.hold ?? null,
    now: watch && {
      dayPercent: of(watch.equity - watch.dayStart, watch.dayStart),
      bestPercent: of(watch.dayBest - watch.dayStart, watch.dayStart),
      drawdownPercent: of(watch.peak - watch.equity, watch.peak),
    },
  };
}

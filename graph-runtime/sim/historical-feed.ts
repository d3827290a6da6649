import { BAR_FIELDS, type BarColumns } from "../market/bars.ts";
import type { MarketSlots } from "../nodes/define-node.ts";
import type { Timeline } from "./timeline.ts";

/** Copies the bars `from` up to `to` of the timeline into a lane's block columns; unknown where the lane has no bar. */
export function fillBlock(
  market: MarketSlots,
  bars: BarColumns,
  timeline: Timeline,
  lane: number,
  from: number,
  to: number,
): void {
  const places = timeline.places[lane] ?? null;
  for (const field of BAR_FIELDS) {
    const source = bars[field];
    const target = market[field];
    if (places === null) {
      target.set(source.subarray(from, to));
      continue;
    }
    for (let i = from; i < to; i++) {
      const at = places[i]!;
      target[i - from] = at < 0 ? Number.NaN : source[at]!;
    }
  }
}

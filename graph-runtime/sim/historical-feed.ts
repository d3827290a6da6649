import type { Lane } from "../engine/lane.ts";
import { BAR_FIELDS, type BarColumns, type BarField, emptyBars } from "../market/bars.ts";
import type { MarketSlots } from "../nodes/define-node.ts";

/** A stretch of the timeline, and where the bars of an instrument lie among it: null where it has all of them. */
export type Stretch = { readonly places: Int32Array | null; readonly from: number; readonly to: number };

/** Copies the bars of a stretch into block columns; unknown where the instrument has no bar. */
export function fillBlock(
  market: MarketSlots,
  bars: BarColumns,
  { places, from, to }: Stretch,
  fields: readonly BarField[] = BAR_FIELDS,
): void {
  for (const field of fields) {
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

/** Gives a lane its bars of a stretch. What its kernels do not read stays where it lies, unless the instrument lacks bars. */
export function fillLane(lane: Lane, bars: BarColumns, stretch: Stretch, fields: readonly BarField[]): void {
  const { market } = lane;
  if (stretch.places === null) {
    fillBlock(market, bars, stretch, fields);
    lane.bars = bars;
    lane.first = stretch.from;
    return;
  }
  // the engine reads them later, when the market's columns may be another lane's
  if (lane.takesTurns && lane.bars === market) lane.bars = emptyBars(market.close.length);
  fillBlock(lane.bars, bars, stretch);
  if (lane.takesTurns) for (const field of fields) market[field].set(lane.bars[field]);
}

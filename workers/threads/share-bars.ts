import { BAR_FIELDS, type BarColumns } from "@/graph-runtime/market/bars.ts";
import type { LaneData } from "@/graph-runtime/sim/run-backtest.ts";
import { isShared } from "@/server/data/store/shared-bars.ts";

/** Returns a lane whose bars threads share. */
export function shareLane(lane: LaneData): LaneData {
  const { bars, finer } = lane;
  return { ...lane, bars: shareBars(bars), ...(finer === undefined ? {} : { finer: shareBars(finer) }) };
}

const shared = new WeakMap<BarColumns, BarColumns>();

/** Returns the bars in memory that threads share, copied once per data set instead of once per backtest. */
function shareBars(bars: BarColumns): BarColumns {
  if (isShared(bars)) return bars;
  let copy = shared.get(bars);
  if (copy === undefined) {
    const columns = BAR_FIELDS.map((field) => {
      const column = new Float64Array(new SharedArrayBuffer(bars[field].byteLength));
      column.set(bars[field]);
      return [field, column] as const;
    });
    copy = Object.fromEntries(columns) as BarColumns;
    shared.set(bars, copy);
  }
  return copy;
}

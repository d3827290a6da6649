import { roundToLot } from "../../core/rounding.ts";
import type { BarColumns } from "../../market/bars.ts";
import type { FillRecord } from "../../market/fill.ts";
import { FillLog } from "../../market/fill-log.ts";
import { lastAtOrBefore } from "../returns/last-at-or-before.ts";
import type { Lane } from "../run-result.ts";

/** An instrument's bars and fills in the units of its last bar, so that trades can span splits. */
export type SplitAdjusted = {
  readonly bars: BarColumns;
  readonly fills: FillLog;
  /** Rows of the lane's fills; all of them where null. */
  readonly rows: Int32Array | null;
  /** Units of the last bar for one unit at an instant. */
  factorAt(time: number): number;
};

type Split = { readonly bar: number; readonly time: number; readonly ratio: number };

/** Returns the lane as it is where it was never split. */
export function splitAdjusted(
  lane: Lane,
  own: Pick<SplitAdjusted, "fills" | "rows">,
  runTime: Float64Array,
): SplitAdjusted {
  const splits = splitsOf(lane);
  if (splits.length === 0) return { bars: lane.bars, ...own, factorAt: () => 1 };
  const factorAt = (time: number): number =>
    splits.reduce((product, { time: from, ratio }) => (time < from ? product * ratio : product), 1);
  const records = own.rows === null ? own.fills.records() : Array.from(own.rows, (row) => own.fills.record(row));
  const adjusted = withFractions(lane, records, splits, (time) => lastAtOrBefore(runTime, time)).map((fill) => {
    const factor = factorAt(fill.time);
    return factor === 1 ? fill : { ...fill, quantity: fill.quantity * factor, price: fill.price / factor };
  });
  const { time } = lane.bars;
  const scaled = (column: Float64Array): Float64Array => column.map((price, i) => price / factorAt(time[i] as number));
  const { open, high, low, close } = lane.bars;
  const bars = { ...lane.bars, open: scaled(open), high: scaled(high), low: scaled(low), close: scaled(close) };
  return { bars, fills: FillLog.from(adjusted), rows: null, factorAt };
}

/** Splits take effect at the first bar that opens at their time or later. */
function splitsOf({ bars, actions = [] }: Lane): Split[] {
  const { time } = bars;
  return actions.flatMap((action) => {
    if (action.kind !== "split" || time.length === 0) return [];
    const before = lastAtOrBefore(time, action.time);
    const bar = (time[before] as number) >= action.time ? before : before + 1;
    return bar < time.length ? [{ bar, time: time[bar] as number, ratio: action.ratio }] : [];
  });
}

/** Adds a fill where a split left less than a lot, which is paid out at the last price before it. */
function withFractions(
  lane: Lane,
  fills: readonly FillRecord[],
  splits: readonly Split[],
  barOfRun: (time: number) => number,
): FillRecord[] {
  const all: FillRecord[] = [];
  let position = 0;
  let next = 0;
  for (const split of splits) {
    while (next < fills.length && (fills[next] as FillRecord).time < split.time) {
      const fill = fills[next++] as FillRecord;
      position += fill.side === "buy" ? fill.quantity : -fill.quantity;
      all.push(fill);
    }
    const whole = roundToLot(position * split.ratio, lane.instrument.lotSize);
    const fraction = position * split.ratio - whole;
    const last = all[all.length - 1];
    if (last !== undefined && Math.abs(fraction) > 1e-9 * Math.abs(position * split.ratio)) {
      const price = (lane.bars.close[Math.max(0, split.bar - 1)] as number) / split.ratio;
      const side = fraction > 0 ? ("sell" as const) : ("buy" as const);
      const reason = "fraction paid out at a split";
      const bar = Math.max(last.bar, barOfRun(split.time));
      all.push({
        ...last,
        side,
        role: "exit",
        reason,
        bar,
        time: split.time,
        price,
        quantity: Math.abs(fraction),
        fee: 0,
      });
    }
    position = whole;
  }
  return [...all, ...fills.slice(next)];
}

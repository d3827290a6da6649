import { DAY } from "../../core/time.ts";
import { sessionEnds } from "../returns/sessions.ts";
import { pick } from "../returns/simple-returns.ts";

/** The equity of one member on its own, at each of its bars. */
export type MemberCurve = { readonly time: Float64Array; readonly equity: Float64Array };

/** Curves on one calendar of days: `equity[member][day]`, the last known value where a member had no session. */
export type AlignedCurves = {
  /** Start of each UTC day, epoch milliseconds. */
  readonly day: Float64Array;
  readonly equity: readonly Float64Array[];
};

/** Brings curves onto the days from which on all of them have begun, to the last day of any. Empty where they never overlap. */
export function alignCurves(curves: readonly MemberCurve[]): AlignedCurves {
  const daily = curves.map(({ time, equity }) => {
    const ends = sessionEnds(time);
    return { day: pick(time, ends).map((at) => Math.floor(at / DAY) * DAY), equity: pick(equity, ends) };
  });
  const start = Math.max(...daily.map(({ day }) => day[0] ?? Number.POSITIVE_INFINITY));
  const earliestEnd = Math.min(...daily.map(({ day }) => day.at(-1) ?? Number.NEGATIVE_INFINITY));
  if (!(start <= earliestEnd)) return { day: new Float64Array(0), equity: curves.map(() => new Float64Array(0)) };
  const days = new Set<number>();
  for (const { day } of daily) for (const at of day) if (at >= start && at <= earliestEnd) days.add(at);
  const day = Float64Array.from(days).sort();
  return { day, equity: daily.map((curve) => carried(curve, day)) };
}

function carried(curve: { readonly day: Float64Array; readonly equity: Float64Array }, day: Float64Array) {
  const values = new Float64Array(day.length);
  let at = 0;
  for (let i = 0; i < day.length; i++) {
    while (at + 1 < curve.day.length && curve.day[at + 1]! <= day[i]!) at++;
    values[i] = curve.equity[at]!;
  }
  return values;
}

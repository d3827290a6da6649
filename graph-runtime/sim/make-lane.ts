import type { BarColumns } from "../market/bars.ts";
import { calendars } from "../market/calendar/calendars.ts";
import { type Resampled, resampleBySession } from "../market/resample-by-session.ts";
import type { Timeframe } from "../market/timeframe.ts";
import { canMakeBars } from "../market/timeframe-lengths.ts";
import type { LaneData } from "./run-backtest.ts";

// A history is asked for again and again in the same form; its bars never change.
const made = new WeakMap<BarColumns, Map<string, Resampled>>();

/**
 * Returns a lane in bars of a longer timeframe, made by the sessions of its instrument's calendar, with the bars that they were made
 * from beside them for the magnifier; the lane itself where its bars are not shorter ones within the day.
 */
export function makeLane(lane: LaneData, from: Timeframe, to: Timeframe): LaneData {
  if (!canMakeBars(from, to)) return lane;
  const { bars, outside } = resampled(lane, to);
  return { ...lane, bars, finer: lane.bars, madeFrom: { timeframe: from, outside } };
}

function resampled({ bars, instrument: { calendar } }: LaneData, to: Timeframe): Resampled {
  const forms = made.get(bars) ?? new Map<string, Resampled>();
  made.set(bars, forms);
  const key = `${to} ${calendar}`;
  const known = forms.get(key) ?? resampleBySession(bars, to, calendars[calendar]);
  forms.set(key, known);
  return known;
}

import { DAY, MINUTE, weekdayUtc } from "../core/time.ts";
import type { Instrument } from "../market/instrument.ts";
import { lastAtOrBefore } from "./returns/last-at-or-before.ts";
import type { Lane, RunResult } from "./run-result.ts";

/** What the critique reads of the fills, in one pass. */
export type FillPass = {
  /** Fills in bars without volume (where the data has volumes) or without any movement. */
  readonly stale: number;
  /** Fills whose bar has a volume, those above the share of it that is called large, and the largest share. */
  readonly withVolume: number;
  readonly large: number;
  readonly largestShare: number;
  /** Fills on weekends or outside regular hours. */
  readonly outsideHours: number;
};

/** Share of a bar's volume above which an order would have moved the price. */
export const LARGE_SHARE = 0.05;

/** Regular hours in minutes of the UTC day, the widest over summer and winter time. */
const HOURS: Record<Instrument["calendar"], { readonly from: number; readonly to: number } | null> = {
  "us-equity": { from: 13 * 60 + 30, to: 21 * 60 },
  india: { from: 3 * 60 + 45, to: 10 * 60 },
  "india-derivatives": { from: 3 * 60 + 45, to: 10 * 60 + 10 },
  forex: null,
  always: null,
};

export function fillPass(result: RunResult, lanes: readonly Lane[]): FillPass {
  let stale = 0;
  let withVolume = 0;
  let large = 0;
  let largestShare = 0;
  let outsideHours = 0;
  const isAligned = lanes.map(({ bars }) => bars.time.length === result.time.length && bars.time[0] === result.time[0]);
  const hasVolume = lanes.map(({ bars }) => bars.volume.some((volume) => volume > 0));
  const { fillLog: fills } = result;
  for (let row = 0; row < fills.count; row++) {
    const laneIndex = fills.lane(row);
    const time = fills.time(row);
    const lane = lanes[laneIndex];
    if (lane === undefined) continue;
    const { bars, instrument } = lane;
    const bar = isAligned[laneIndex] === true ? fills.bar(row) : lastAtOrBefore(bars.time, time);
    const volume = bars.volume[bar] as number;
    if (volume > 0) {
      withVolume++;
      const share = fills.quantity(row) / volume;
      if (share > largestShare) largestShare = share;
      if (share > LARGE_SHARE) large++;
    }
    if (bars.high[bar] === bars.low[bar] || (volume === 0 && hasVolume[laneIndex] === true)) stale++;
    const hours = HOURS[instrument.calendar];
    if (hours !== null && isOutside(time, hours)) outsideHours++;
  }
  return { stale, withVolume, large, largestShare, outsideHours };
}

function isOutside(time: number, hours: { readonly from: number; readonly to: number }): boolean {
  const weekday = weekdayUtc(time);
  if (weekday === 0 || weekday === 6) return true;
  const minute = Math.floor((time - Math.floor(time / DAY) * DAY) / MINUTE);
  // Bars of a day and more are stamped with the start of the day: only their date can be judged.
  return minute !== 0 && (minute < hours.from || minute >= hours.to);
}

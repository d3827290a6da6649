import { z } from "zod";
import { DAY, HOUR, MINUTE } from "../core/time.ts";
import { calendars } from "../market/calendar/calendars.ts";
import { localOf } from "../market/calendar/exchange-zone.ts";
import type { Instrument } from "../market/instrument.ts";
import { offsetParam } from "./day-param.ts";

const CLOCKS = ["exchange", "fixed"] as const;

/** Returns the schemas of whose clock a node reads. */
export function localClockParams(initial: (typeof CLOCKS)[number] = "exchange") {
  return {
    clock: z
      .enum(CLOCKS)
      .default(initial)
      .meta({
        label: "Clock",
        help: "The clock of the instrument's exchange follows daylight saving; the portfolio reads that of its first instrument.",
        options: { exchange: "The exchange's", fixed: "UTC offset" },
        control: "segmented",
      }),
    offset: offsetParam({ shownWhen: { clock: ["fixed"] } }),
  };
}

/** Whose clock a node reads, and by how many minutes a fixed one is ahead of UTC. */
export type LocalClock = { readonly clock: (typeof CLOCKS)[number]; readonly offset: number };

/** Returns the function from an instant to local time, in milliseconds since 1970-01-01 00:00 on that clock. */
export function localClock({ clock, offset }: LocalClock, instrument: Instrument): (time: number) => number {
  if (clock === "fixed") return (time) => time + offset * MINUTE;
  const { zone } = calendars[instrument.calendar];
  // clocks change on the hour, and bars follow one another: most lie in the hour of the one before
  let hour = Number.NaN;
  let ahead = 0;
  return (time) => {
    if (!(time >= hour && time < hour + HOUR)) {
      hour = Math.floor(time / HOUR) * HOUR;
      ahead = localOf(zone, hour) - hour;
    }
    return time + ahead;
  };
}

type Bars = { readonly instrument: Instrument; readonly barLength: number };

/** The same for days: the bar of a whole day is dated by its exchange, and bears that date at 00:00 UTC. */
export function localDayClock(params: LocalClock, { instrument, barLength }: Bars): (time: number) => number {
  if (params.clock === "exchange" && barLength >= DAY) return (time) => time;
  return localClock(params, instrument);
}

/** Returns by how many milliseconds that clock is always ahead of UTC, null where it follows daylight saving. */
export function alwaysAhead(params: LocalClock, { barLength }: Bars): number | null {
  if (params.clock === "fixed") return params.offset * MINUTE;
  return barLength >= DAY ? 0 : null;
}

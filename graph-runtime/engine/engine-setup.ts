import type { Program, Slot } from "../compiler/program.ts";
import type { Settings } from "../graph/settings.ts";
import type { BarColumns } from "../market/bars.ts";
import type { Instrument } from "../market/instrument.ts";
import type { Venue } from "./ports.ts";
import type { RunLog } from "./run-log.ts";
import type { LaneCalendar } from "./session-open.ts";

/** What an engine is built from. */
export type EngineSetup = {
  readonly program: Program;
  readonly settings: Settings;
  /** The instruments that are traded, one lane each. */
  readonly instruments: readonly Instrument[];
  /** What the strategy calls them; their symbols unless given. */
  readonly names?: readonly string[];
  /** What the strategy calls the instruments that it looks at only. */
  readonly references?: readonly string[];
  readonly venue: Venue;
  readonly blockSize: number;
  /** Decide on every bar (live runs, which record a reason for each) rather than where a trigger shows. */
  readonly decideAlways: boolean;
  readonly log: RunLog;
  /** Per lane, the market and all columns of the signal stage for the one block of the run, known beforehand. */
  readonly computed?: readonly ReadonlyMap<Slot, Float64Array>[];
  /** Nobody reads a lane's columns after the run of a block, so that lanes may use the same ones. */
  readonly sharesColumns?: boolean;
  /** Per lane: splits, dividends and the like, and conversion rates. */
  readonly calendars?: readonly LaneCalendar[];
  /** Per lane: bars of a shorter timeframe for the magnifier, null where there are none. */
  readonly finer?: readonly (BarColumns | null)[];
};

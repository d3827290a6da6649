import type { Program } from "@/graph-runtime/compiler/program.ts";
import type { Settings } from "@/graph-runtime/graph/settings.ts";
import type { Instrument } from "@/graph-runtime/market/instrument.ts";
import type { RunWork } from "../db/repositories/runs.ts";
import type { FeedSource } from "./feed-source.ts";
import { RunVenue } from "./run-venue.ts";

/** What a run's program is stepped with, at a broker and on paper alike. */
export type RunSetup = {
  /** Every instrument of the run, the traded ones first; bars and histories come in this order. */
  readonly dealt: readonly Instrument[];
  readonly lanes: readonly Instrument[];
  /** What the strategy calls those that it trades, and those that it looks at only. */
  readonly names: readonly string[];
  readonly references: readonly string[];
  readonly settings: Settings;
};

export function setupOf(
  run: Pick<RunWork, "symbols" | "account" | "capital">,
  program: Program,
  source: FeedSource,
): RunSetup {
  const dealt = run.symbols.map((symbol) => asTraded(run, instrumentOf(source, symbol)));
  const { universe, references } = program.required;
  const lanes = dealt.slice(0, dealt.length - references.length);
  const names = lanes.map(({ symbol }, lane) => universe[lane] ?? symbol);
  return { dealt, lanes, names, references, settings: { ...program.settings, capital: run.capital } };
}

/** What no number of bars is enough for, such as a level of the day before, is warmed up from as many. */
const longestHistory = 10_000;

/** Bars of history after which every indicator is known and has settled. */
export function barsToWarmUp({ warmup, settle }: Pick<Program, "warmup" | "settle">): number {
  const bars = warmup + settle;
  return Number.isFinite(bars) ? bars : longestHistory;
}

function instrumentOf(source: FeedSource, symbol: string): Instrument {
  const found = source.instruments.find((instrument) => instrument.symbol === symbol);
  if (found === undefined) throw new Error(`the feed has no instrument "${symbol}"`);
  return found;
}

/** A broker's steps of price and quantity are those that count. */
function asTraded({ account }: Pick<RunWork, "account">, instrument: Instrument): Instrument {
  if (account === null) return instrument;
  const listed = RunVenue.parse(account.venue).instruments[instrument.symbol];
  if (listed === undefined) return instrument;
  return { ...instrument, tickSize: Number(listed.tickSize), lotSize: Number(listed.lotSize) };
}

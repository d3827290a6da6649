import path from "node:path";
import type { Program } from "@/graph-runtime/compiler/program.ts";
import type { Diagnostic } from "@/graph-runtime/core/diagnostic.ts";
import { Instrument, shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { readBarsCsv } from "@/graph-runtime/market/read-csv.ts";
import type { Timeframe } from "@/graph-runtime/market/timeframe.ts";
import { timeframeProblem } from "@/graph-runtime/market/timeframe-lengths.ts";
import { makeLane } from "@/graph-runtime/sim/make-lane.ts";
import type { LaneData } from "@/graph-runtime/sim/run-backtest.ts";
import { builtInDatasets, loadDataset } from "../data/dataset-registry.ts";
import { UsageError } from "./command.ts";
import { readText } from "./load-graph.ts";
import type { Parsed } from "./parse-options.ts";

/** Options that say where bars come from, and what the instrument of a CSV file is like. */
export const DATA_OPTIONS = {
  data: { type: "string", multiple: true },
  "skip-bad-rows": { type: "boolean" },
  "tick-size": { type: "string" },
  "lot-size": { type: "string" },
  multiplier: { type: "string" },
  calendar: { type: "string" },
  currency: { type: "string" },
} as const;

export const DATA_USAGE =
  "--data <file.csv | SYMBOL=file.csv | dataset> ... [--skip-bad-rows] [--tick-size n] [--lot-size n] [--multiplier n] [--calendar us-equity|india|india-derivatives|forex|always] [--currency USD]";

/** A lane as it was loaded; the timeframe of its bars where that is known. */
export type LoadedLane = LaneData & { readonly timeframe?: Timeframe };
export type LoadedLanes = { readonly lanes: readonly LoadedLane[]; readonly diagnostics: readonly Diagnostic[] };

/** Loads one lane per --data. A file with bad rows yields diagnostics and no lane, unless the user asked to skip them. */
export async function loadLanes(options: Parsed): Promise<LoadedLanes> {
  const sources = options.list("data");
  if (sources.length === 0) throw new UsageError("expected --data with a CSV file or a dataset, found none");
  const lanes: LoadedLane[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const source of sources) {
    const dataset = source.includes("=") ? null : await loadDataset(source);
    if (dataset !== null) {
      const { instrument, bars, actions, timeframe } = dataset;
      lanes.push({ instrument, bars, timeframe, ...(actions === undefined ? {} : { actions }) });
      continue;
    }
    const at = source.indexOf("=");
    const file = source.slice(at + 1);
    const symbol = at > 0 ? source.slice(0, at) : path.parse(file).name;
    const reading = readBarsCsv(await readBars(file, at > 0));
    const isClean = reading.diagnostics.length === 0;
    const skips = options.flag("skip-bad-rows") && reading.bars.time.length > 0;
    const severity = skips ? "warning" : "error";
    for (const problem of reading.diagnostics)
      diagnostics.push({ ...problem, severity, message: `${file}, ${problem.message}` });
    if (isClean || skips) lanes.push({ instrument: describeInstrument(symbol, options), bars: reading.bars });
  }
  return { lanes, diagnostics };
}

/** A name without a file behind it may have been meant as a dataset: the error says which there are. */
async function readBars(file: string, isNamed: boolean): Promise<string> {
  try {
    return await readText(file);
  } catch (error) {
    if (isNamed || !(error instanceof UsageError)) throw error;
    const known = builtInDatasets().map(({ id }) => id);
    throw new UsageError(`${error.message}. It is no dataset either; there are: ${known.join(", ")}`);
  }
}

function describeInstrument(symbol: string, options: Parsed): Instrument {
  const plain = shareInstrument(symbol);
  const number = (option: string, fallback: number): number => Number(options.text(option) ?? fallback);
  const read = Instrument.safeParse({
    ...plain,
    tickSize: number("tick-size", plain.tickSize),
    lotSize: number("lot-size", plain.lotSize),
    multiplier: number("multiplier", plain.multiplier),
    calendar: options.text("calendar") ?? plain.calendar,
    currency: options.text("currency") ?? plain.currency,
  });
  if (read.success) return read.data;
  const problems = read.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new UsageError(`the instrument is not valid (${problems.join("; ")})`);
}

/** Makes bars within the day into those of the strategy's timeframe, as the platform does. */
export function makeLanes(program: Program, lanes: readonly LoadedLane[]): LaneData[] {
  const wanted = program.settings.timeframe;
  return lanes.map(({ timeframe, ...lane }) => {
    const problem = timeframe === undefined ? null : timeframeProblem(timeframe, wanted);
    if (problem !== null) throw new UsageError(problem);
    return timeframe === undefined ? lane : makeLane(lane, timeframe, wanted);
  });
}

/** Parts what was loaded into the instruments that the strategy trades and those that it looks at only. */
export function splitLanes(program: Program, lanes: readonly LaneData[]): Record<"lanes" | "references", LaneData[]> {
  const { universe, references } = program.required;
  const isLookedAt = ({ instrument }: LaneData): boolean => references.includes(instrument.symbol);
  // a strategy of one instrument trades the history it is given, whatever the name
  if (lanes.length === 1) return { lanes: [...lanes], references: lanes.filter(isLookedAt) };
  const place = ({ instrument }: LaneData): number => {
    const at = universe.indexOf(instrument.symbol);
    return at < 0 ? universe.length : at;
  };
  const traded = lanes.filter((lane) => !isLookedAt(lane)).sort((a, b) => place(a) - place(b));
  return { lanes: traded, references: lanes.filter(isLookedAt) };
}

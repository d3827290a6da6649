import { readFile } from "node:fs/promises";
import path from "node:path";
import type { BarColumns } from "@/graph-runtime/market/bars.ts";
import { type Instrument, shareInstrument } from "@/graph-runtime/market/instrument.ts";
import type { InstrumentEvent } from "@/graph-runtime/market/instrument-event.ts";
import { assessQuality } from "@/graph-runtime/market/quality/assess-quality.ts";
import type { QualityReport } from "@/graph-runtime/market/quality/quality-report.ts";
import { readBarsCsv } from "@/graph-runtime/market/read-csv.ts";
import type { Timeframe } from "@/graph-runtime/market/timeframe.ts";
import { type BuiltInFacts, builtInFacts } from "./built-in/facts.ts";
import { syntheticMinuteHistory, syntheticMinuteInstruments } from "./built-in/synthetic-minutes.ts";
import { syntheticStockHistory, syntheticStocks } from "./built-in/synthetic-stocks.ts";
import { snapshotId } from "./snapshot-id.ts";
import { datasetStore } from "./store/open-dataset-store.ts";
import { syntheticDailyHistory } from "./synthetic-history.ts";
import { syntheticInstruments } from "./synthetic-market.ts";

/** A history that anyone can test on. `source` says where the bars come from, in words for the user. */
export type Dataset = {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly timeframe: Timeframe;
  readonly instrument: Instrument;
  readonly synthetic: boolean;
};
export type LoadedDataset = Dataset & {
  readonly bars: BarColumns;
  /** Splits and dividends, for bars that are not adjusted for them. */
  readonly actions?: readonly InstrumentEvent[];
  readonly snapshotId: string;
};

type History = { readonly bars: BarColumns; readonly actions?: readonly InstrumentEvent[] };
type Recipe = Dataset & {
  readonly adjustment: "raw" | "adjusted" | "unknown";
  readonly make: () => Promise<History>;
};
/** A history that every installation has. What is known of it without making it is `facts`. */
export type BuiltIn = Recipe & { readonly facts: BuiltInFacts; readonly load: () => Promise<LoadedDataset> };

const standardAndPoor: Recipe = {
  id: "sp500-daily",
  name: "S&P 500 index, daily",
  source: "vega-datasets (BSD-3-Clause), sp500-2000.csv: daily open, high, low, close and volume of the index",
  timeframe: "1d",
  instrument: shareInstrument("SP500", { name: "S&P 500 index" }),
  synthetic: false,
  adjustment: "raw",
  make: async () => {
    const file = path.join(process.cwd(), "node_modules", "vega-datasets", "data", "sp500-2000.csv");
    const { bars, diagnostics } = readBarsCsv(await readFile(file, "utf8"));
    if (diagnostics.length === 0) return { bars };
    const problems = diagnostics.slice(0, 5).map((diagnostic) => diagnostic.message);
    throw new Error(`${file} is not a history: ${problems.join("; ")}`);
  },
};

const synthetic = "Computed from a fixed seed: no market ever traded at these prices";

function syntheticRecipe(instrument: Instrument, timeframe: Timeframe, make: () => History): Recipe {
  const id = `${instrument.symbol.toLowerCase()}-${timeframe === "1d" ? "daily" : timeframe}`;
  const name = `${instrument.symbol}, ${timeframe === "1d" ? "daily" : "one minute"} (synthetic)`;
  return {
    id,
    name,
    source: synthetic,
    timeframe,
    instrument,
    synthetic: true,
    adjustment: "raw",
    make: () => Promise.resolve(make()),
  };
}

const recipes: readonly Recipe[] = [
  standardAndPoor,
  ...syntheticInstruments.map((one) => syntheticRecipe(one, "1d", () => ({ bars: syntheticDailyHistory(one.symbol) }))),
  ...syntheticMinuteInstruments.map((one) =>
    syntheticRecipe(one, "1m", () => ({ bars: syntheticMinuteHistory(one.symbol) })),
  ),
  ...syntheticStocks.map((one) => syntheticRecipe(one, "1d", () => syntheticStockHistory(one.symbol))),
];

const unknownFacts: BuiltInFacts = { bars: 0, from: "", to: "", snapshotId: "", grade: "E" };
const entries: ReadonlyMap<string, BuiltIn> = new Map(
  recipes.map((recipe) => {
    const facts = builtInFacts[recipe.id] ?? unknownFacts;
    return [recipe.id, { ...recipe, facts, load: once(() => read(recipe, facts)) }];
  }),
);
/** From this size on a history is kept in the cache of column files; a smaller one is made in a moment. */
const cachedBars = 20_000;

/** Calls once; a failure is not kept: the file may be readable on the next try. */
function once<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let pending: Promise<Result> | null = null;
  return () => {
    pending ??= work().catch((error: unknown) => {
      pending = null;
      throw error;
    });
    return pending;
  };
}

async function read({ make, ...dataset }: Recipe, facts: BuiltInFacts): Promise<LoadedDataset> {
  if (facts.bars >= cachedBars) {
    const bars = await datasetStore().cache.get(facts.snapshotId, async () => (await make()).bars);
    return { ...dataset, bars, snapshotId: facts.snapshotId };
  }
  const { bars, actions } = await make();
  return { ...dataset, bars, ...(actions === undefined ? {} : { actions }), snapshotId: snapshotId(bars, actions) };
}

/** Returns the histories that every installation has. */
export function builtInDatasets(): readonly BuiltIn[] {
  return [...entries.values()];
}

export function findBuiltIn(id: string): BuiltIn | null {
  return entries.get(id) ?? null;
}

/** Returns a history of every installation with its bars, or null for an id that is none of theirs. */
export async function loadDataset(id: string): Promise<LoadedDataset | null> {
  return (await entries.get(id)?.load()) ?? null;
}

const judged = new WeakMap<LoadedDataset, QualityReport>();

/** Returns how good the bars of a history are; judged once, because they never change. */
export async function builtInQuality({ load }: Pick<BuiltIn, "load">): Promise<QualityReport> {
  const dataset = await load();
  let quality = judged.get(dataset);
  if (quality === undefined) {
    const { bars, timeframe, instrument } = dataset;
    quality = assessQuality({ bars, timeframe, calendar: instrument.calendar });
    judged.set(dataset, quality);
  }
  return quality;
}

import { readFile } from "node:fs/promises";
import path from "node:path";
import type { BarColumns } from "@/graph-runtime/market/bars.ts";
import { type Instrument, shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { readBarsCsv } from "@/graph-runtime/market/read-csv.ts";
import type { Timeframe } from "@/graph-runtime/market/timeframe.ts";
import { snapshotId } from "./snapshot-id.ts";
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
export type LoadedDataset = Dataset & { readonly bars: BarColumns; readonly snapshotId: string };

type Entry = Dataset & { readonly load: () => Promise<BarColumns> };

const standardAndPoor: Entry = {
  id: "sp500-daily",
  name: "S&P 500 index, daily",
  source: "vega-datasets (BSD-3-Clause), sp500-2000.csv: daily open, high, low, close and volume of the index",
  timeframe: "1d",
  instrument: shareInstrument("SP500", { name: "S&P 500 index" }),
  synthetic: false,
  load: async () => {
    const file = path.join(process.cwd(), "node_modules", "vega-datasets", "data", "sp500-2000.csv");
    const { bars, diagnostics } = readBarsCsv(await readFile(file, "utf8"));
    if (diagnostics.length === 0) return bars;
    const problems = diagnostics.slice(0, 5).map((diagnostic) => diagnostic.message);
    throw new Error(`${file} is not a history: ${problems.join("; ")}`);
  },
};

const entries: ReadonlyMap<string, Entry> = new Map(
  [standardAndPoor, ...syntheticInstruments.map(syntheticEntry)].map((entry) => [entry.id, entry]),
);
const loaded = new Map<string, Promise<LoadedDataset>>();

function syntheticEntry(instrument: Instrument): Entry {
  return {
    id: `${instrument.symbol.toLowerCase()}-daily`,
    name: `${instrument.symbol}, daily (synthetic)`,
    source: "Computed from a fixed seed: no market ever traded at these prices",
    timeframe: "1d",
    instrument,
    synthetic: true,
    load: () => Promise.resolve(syntheticDailyHistory(instrument.symbol)),
  };
}

/** Returns every dataset with its bars. */
export function loadDatasets(): Promise<LoadedDataset[]> {
  return Promise.all([...entries.keys()].map((id) => loadDataset(id))).then((all) => all.filter((one) => one !== null));
}

/** Returns a dataset with its bars, read once per process, or null for an id that does not exist. */
export async function loadDataset(id: string): Promise<LoadedDataset | null> {
  const entry = entries.get(id);
  if (entry === undefined) return null;
  let pending = loaded.get(id);
  if (pending === undefined) {
    pending = read(entry);
    loaded.set(id, pending);
    // A failure is not kept: the file may be readable on the next try.
    pending.catch(() => loaded.delete(id));
  }
  return pending;
}

async function read({ load, ...dataset }: Entry): Promise<LoadedDataset> {
  const bars = await load();
  return { ...dataset, bars, snapshotId: snapshotId(bars) };
}

import type { ApiOutput } from "@/app/trpc/context.ts";
import { Instrument, shareInstrument } from "@/graph-runtime/market/instrument.ts";

export type Dataset = ApiOutput["datasets"]["list"][number];

/** Returns what is traded in a dataset, as the server runs it. */
export function instrumentOf(dataset: Dataset): Instrument {
  const described = Instrument.safeParse("instrument" in dataset ? dataset.instrument : undefined);
  if (described.success) return described.data;
  const { symbol, currency, synthetic } = dataset;
  return shareInstrument(symbol, { currency, synthetic, ...(synthetic ? { calendar: "always" as const } : {}) });
}

/** Returns the dataset to start with: the one chosen last, else the first of the strategy's universe or timeframe. */
export function firstDataset(
  datasets: readonly Dataset[],
  wanted: { readonly chosen: string | null; readonly universe: readonly string[]; readonly timeframe: string },
): Dataset | null {
  const fits = datasets.filter((dataset) => dataset.timeframe === wanted.timeframe);
  return (
    datasets.find((dataset) => dataset.id === wanted.chosen) ??
    fits.find((dataset) => wanted.universe.includes(dataset.symbol)) ??
    fits[0] ??
    datasets[0] ??
    null
  );
}

const loads = new Map<string, Promise<ArrayBuffer>>();

/** Fetches a dataset's bars once; a failure is not kept. */
export function loadBars(dataset: Pick<Dataset, "id" | "snapshotId">): Promise<ArrayBuffer> {
  const key = `${dataset.id}@${dataset.snapshotId}`;
  const known = loads.get(key);
  if (known !== undefined) return known;
  const load = fetch(`/api/datasets/${encodeURIComponent(dataset.id)}/bars`).then(async (response) => {
    if (!response.ok) throw new Error(`The price data could not be loaded (${response.status}). Reload to try again.`);
    return response.arrayBuffer();
  });
  loads.set(key, load);
  load.catch(() => loads.delete(key));
  return load;
}

import type { ApiOutput } from "@/app/trpc/context.ts";
import type { InstrumentEvent } from "@/graph-runtime/market/instrument-event.ts";
import { canMakeBars } from "@/graph-runtime/market/timeframe-lengths.ts";

export type Dataset = ApiOutput["datasets"]["list"][number];

/** Returns the dataset to start with: the one chosen last, else the first of the strategy's universe or timeframe. */
export function firstDataset(
  datasets: readonly Dataset[],
  wanted: {
    readonly chosen: string | null;
    readonly universe: readonly string[];
    readonly timeframe: Dataset["timeframe"];
  },
): Dataset | null {
  const same = datasets.filter((dataset) => dataset.timeframe === wanted.timeframe);
  const fits = same.length > 0 ? same : datasets.filter((dataset) => canMakeBars(dataset.timeframe, wanted.timeframe));
  return (
    datasets.find((dataset) => dataset.id === wanted.chosen) ??
    fits.find((dataset) => wanted.universe.includes(dataset.symbol)) ??
    fits[0] ??
    datasets[0] ??
    null
  );
}

/** A dataset as a draft uses it: whether its bars are made into longer ones, and whether it needs the shorter ones too. */
export type History = Dataset & { readonly made: string | null; readonly isFine: boolean };

const loads = new Map<string, Promise<ArrayBuffer>>();

/** Fetches a dataset's bars once, made into longer ones where a timeframe is given; a failure is not kept. */
export function loadBars(dataset: Pick<Dataset, "id" | "snapshotId">, made: string | null): Promise<ArrayBuffer> {
  const key = `${dataset.id}@${dataset.snapshotId}@${made ?? ""}`;
  const query = made === null ? "" : `?timeframe=${made}`;
  const known = loads.get(key);
  if (known !== undefined) return known;
  const load = fetch(`/api/datasets/${encodeURIComponent(dataset.id)}/bars${query}`).then(async (response) => {
    if (!response.ok) throw new Error(`The price data could not be loaded (${response.status}). Reload to try again.`);
    return response.arrayBuffer();
  });
  loads.set(key, load);
  load.catch(() => loads.delete(key));
  return load;
}

/** Fetches the splits and dividends of a dataset; adjusted prices have none of their own. */
export async function loadActions({
  id,
  adjustment,
}: Pick<Dataset, "id" | "adjustment">): Promise<readonly InstrumentEvent[]> {
  if (adjustment === "adjusted") return [];
  const response = await fetch(`/api/datasets/${encodeURIComponent(id)}/actions`);
  if (!response.ok)
    throw new Error(`The splits and dividends could not be loaded (${response.status}). Reload to try again.`);
  return (await response.json()) as readonly InstrumentEvent[];
}

import type { ApiOutput } from "@/app/trpc/context.ts";
import type { CorporateAction } from "@/graph-runtime/market/corporate-action.ts";

export type Dataset = ApiOutput["datasets"]["list"][number];

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

/** Fetches the splits and dividends of a dataset; adjusted prices have none of their own. */
export async function loadActions({
  id,
  adjustment,
}: Pick<Dataset, "id" | "adjustment">): Promise<readonly CorporateAction[]> {
  if (adjustment === "adjusted") return [];
  const response = await fetch(`/api/datasets/${encodeURIComponent(id)}/actions`);
  if (!response.ok)
    throw new Error(`The splits and dividends could not be loaded (${response.status}). Reload to try again.`);
  return (await response.json()) as readonly CorporateAction[];
}

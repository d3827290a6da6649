import { isoDate } from "@/graph-runtime/core/time.ts";
import { type LoadedDataset, loadDataset, loadDatasets } from "../../data/dataset-registry.ts";
import { AppError } from "../../errors/app-error.ts";
import type { DatasetDto } from "./dto.ts";

/** Returns every history that can be tested on. */
export async function listDatasets(): Promise<DatasetDto[]> {
  const datasets = await loadDatasets();
  return datasets.map(describeDataset);
}

/** Returns a history with its bars; throws not-found for an id that does not exist. */
export async function requireDataset(id: string): Promise<LoadedDataset> {
  const dataset = await loadDataset(id);
  if (dataset === null) throw new AppError("not-found", { message: `There is no data set "${id}".` });
  return dataset;
}

export function describeDataset({ bars, instrument, ...dataset }: LoadedDataset): DatasetDto {
  return {
    id: dataset.id,
    name: dataset.name,
    source: dataset.source,
    symbol: instrument.symbol,
    timeframe: dataset.timeframe,
    currency: instrument.currency,
    bars: bars.time.length,
    from: isoDate(bars.time[0] ?? Number.NaN),
    to: isoDate(bars.time.at(-1) ?? Number.NaN),
    synthetic: dataset.synthetic,
    snapshotId: dataset.snapshotId,
  };
}

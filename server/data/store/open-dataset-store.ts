import path from "node:path";
import { storeSettings } from "../../env.ts";
import { createDatasetStore, type DatasetStore } from "./dataset-store.ts";
import { folderStore } from "./folder-store.ts";
import { s3Store } from "./s3-store.ts";

// Next loads route modules more than once in one process; what is in memory must still be there once.
const shared = globalThis as { quantloomDatasetStore?: DatasetStore };

/** Returns the folder of market data, for uploads, scratch files and the cache. */
export function marketFolder(): string {
  return path.resolve(storeSettings().folder, "market");
}

/** Returns the store that the settings name: a folder, or a bucket. */
export function datasetStore(): DatasetStore {
  const { s3 } = storeSettings();
  shared.quantloomDatasetStore ??= createDatasetStore(
    s3 === null ? folderStore(path.join(marketFolder(), "store")) : s3Store(s3),
    marketFolder(),
  );
  return shared.quantloomDatasetStore;
}

import { parentPort, workerData } from "node:worker_threads";
import { importFile } from "@/server/data/import/import-file.ts";
import { inspectFile } from "@/server/data/import/inspect-file.ts";
import type { Watch } from "@/server/data/import/read-csv-file.ts";
import { fetchFromProvider } from "@/server/data/providers/fetch-from-provider.ts";
import { resampleDataset } from "@/server/data/resample-dataset.ts";
import { datasetStore } from "@/server/data/store/open-dataset-store.ts";
import { findAppError } from "@/server/errors/app-error.ts";
import type { ImportThreadData, ImportThreadMessage } from "./import-thread-messages.ts";

// Reading millions of rows must not keep the worker from renewing its locks, and the memory it took goes with the thread.
const { task, cancelled } = workerData as ImportThreadData;
const flag = new Int32Array(cancelled);
const post = (message: ImportThreadMessage): void => parentPort?.postMessage(message);
const watch: Watch = (share, rows) => {
  post({ kind: "progress", share, rows });
  return Atomics.load(flag, 0) === 1 ? "cancel" : "continue";
};

try {
  if (task.kind === "inspect") {
    post({ kind: "inspected", inspection: await inspectFile(task.file, task.fileName) });
  } else if (task.kind === "fetch") {
    const store = datasetStore();
    const { known } = task;
    const bars =
      known === null ? null : { bars: await store.load(known.snapshotId, known.parts), actions: known.actions };
    const work = { wish: task.wish, key: task.key, url: task.url, known: bars, now: Date.now(), store };
    post({ kind: "loaded", outcome: await fetchFromProvider(work, watch) });
  } else if (task.kind === "resample") {
    post({ kind: "loaded", outcome: await resampleDataset(task, datasetStore(), watch) });
  } else {
    const work = { file: task.file, settings: task.settings, source: task.source, store: datasetStore() };
    post({ kind: "loaded", outcome: await importFile(work, watch) });
  }
} catch (error) {
  const known = findAppError(error);
  if (known === null) throw error;
  post({ kind: "refused", code: known.code, message: known.message });
}

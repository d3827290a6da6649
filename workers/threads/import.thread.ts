import { parentPort } from "node:worker_threads";
import { importFile } from "@/server/data/import/import-file.ts";
import { inspectFile } from "@/server/data/import/inspect-file.ts";
import type { Watch } from "@/server/data/import/read-csv-file.ts";
import { fetchFromProvider } from "@/server/data/providers/fetch-from-provider.ts";
import { resampleDataset } from "@/server/data/resample-dataset.ts";
import { datasetStore } from "@/server/data/store/open-dataset-store.ts";
import { findAppError } from "@/server/errors/app-error.ts";
import type { ImportThreadData, ImportThreadMessage } from "./import-thread-messages.ts";

// Reading millions of rows must not keep the worker from renewing its locks, and the memory it took goes with the thread.
const post = (message: ImportThreadMessage): void => parentPort?.postMessage(message);

async function answerOf(task: ImportThreadData["task"], watch: Watch): Promise<ImportThreadMessage> {
  switch (task.kind) {
    case "inspect":
      return { kind: "inspected", inspection: await inspectFile(task.file, task.fileName) };
    case "fetch": {
      const store = datasetStore();
      const { known } = task;
      const bars =
        known === null ? null : { bars: await store.load(known.snapshotId, known.parts), actions: known.actions };
      const work = { wish: task.wish, key: task.key, url: task.url, known: bars, now: Date.now(), store };
      return { kind: "loaded", outcome: await fetchFromProvider(work, watch) };
    }
    case "resample":
      return { kind: "loaded", outcome: await resampleDataset(task, datasetStore(), watch) };
    case "load": {
      const { file, settings, source } = task;
      return { kind: "loaded", outcome: await importFile({ file, settings, source, store: datasetStore() }, watch) };
    }
  }
}

parentPort?.on("message", ({ task, cancelled }: ImportThreadData) => {
  const flag = new Int32Array(cancelled);
  const watch: Watch = (share, rows) => {
    post({ kind: "progress", share, rows });
    return Atomics.load(flag, 0) === 1 ? "cancel" : "continue";
  };
  void answerOf(task, watch).then(post, (error: unknown) => {
    const known = findAppError(error);
    // what nobody foresaw ends the thread, and the worker hears of it
    if (known === null) throw error;
    post({ kind: "refused", code: known.code, message: known.message });
  });
});

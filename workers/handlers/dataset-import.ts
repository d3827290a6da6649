import { endImport, executeImport } from "@/server/features/imports/execute-import.ts";
import type { JobHandler } from "../handler.ts";
import { importInThread } from "../threads/import-in-thread.ts";

export const datasetImport: JobHandler<"dataset.import"> = {
  run: ({ importId }, { db, signal, reportProgress }) =>
    executeImport(db, importId, { thread: importInThread, signal, reportProgress }),
  giveUp: ({ importId }, failure, db) => endImport(db, importId, { status: "failed", error: failure }),
};

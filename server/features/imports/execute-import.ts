import { rm, stat } from "node:fs/promises";
import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { appendAudit } from "../../audit/append.ts";
import { fetchPublicFile } from "../../data/import/fetch-public-file.ts";
import type { ImportedBars, ImportOutcome } from "../../data/import/import-file.ts";
import { ImportSettings } from "../../data/import/import-settings.ts";
import type { Inspection } from "../../data/import/inspect-file.ts";
import { uploadPlace } from "../../data/import/upload-place.ts";
import { datasetStore } from "../../data/store/open-dataset-store.ts";
import type { Database } from "../../db/client.ts";
import {
  changeImport,
  findImportWork,
  type ImportRow,
  importsAtWork,
  importsUnfinished,
} from "../../db/repositories/dataset-imports.ts";
import { insertDataset, insertDatasetVersion, lockDatasetFiles } from "../../db/repositories/datasets.ts";
import type { JobFailure } from "../../db/repositories/job-records.ts";
import { env } from "../../env.ts";
import { AppError, findAppError } from "../../errors/app-error.ts";
import { publish } from "../../events/publish.ts";

type Hooks = { readonly onProgress: (share: number, rows: number) => void; readonly signal: AbortSignal };

/** What takes long is done in a thread; a test may do it where it stands. */
export type ImportThread = {
  inspect(file: string, fileName: string): Promise<Inspection>;
  load(
    work: { readonly file: string; readonly settings: ImportSettings; readonly source: string },
    hooks: Hooks,
  ): Promise<ImportOutcome>;
};

type Surroundings = {
  readonly thread: ImportThread;
  readonly signal: AbortSignal;
  readonly reportProgress: (share: number) => Promise<void>;
};

const progressMilliseconds = 200;

/**
 * Takes an import one step on: looks at the file, or loads it. May be called again after any interruption: files of the store are
 * named by their content, and the rows that make a dataset are written in one transaction at the end.
 */
export async function executeImport(db: Database, id: string, surroundings: Surroundings): Promise<void> {
  const row = await findImportWork(db, id);
  if (row === null || !importsAtWork.includes(row.status)) return;
  try {
    if (row.cancelRequestedAt !== null) throw new AppError("cancelled");
    if (row.status === "looking") await look(db, row, surroundings);
    else await load(db, row, surroundings);
  } catch (error) {
    // A worker that stops leaves the import to the next one; only the user's wish ends it.
    if (surroundings.signal.aborted) throw new AppError("unavailable", { message: "The worker was stopped." });
    const known = findAppError(error);
    if (known === null || known.retry) throw error;
    const { code, message } = known;
    await endImport(
      db,
      id,
      code === "cancelled" ? { status: "cancelled" } : { status: "failed", error: { code, message } },
    );
  }
}

/** Ends an import that is under way and takes its file away. */
export async function endImport(
  db: Database,
  id: string,
  outcome: { readonly status: "cancelled" } | { readonly status: "failed"; readonly error: JobFailure },
): Promise<void> {
  const ended = await changeImport(db, { id, from: importsUnfinished }, outcome);
  if (ended === null) return;
  await rm(uploadPlace(id), { force: true });
  await publishChange(db, ended);
}

async function publishChange(
  db: Parameters<typeof publish>[0],
  { id, teamId, status, progress, rows }: ImportRow,
): Promise<void> {
  await publish(db, { topic: `imports:${teamId}`, type: "changed", payload: { id, status, progress, rows } });
}

async function look(db: Database, row: ImportRow, surroundings: Surroundings): Promise<void> {
  const { id, url, fileName } = row;
  const file = uploadPlace(id);
  const inspection = await withProgress(db, row, surroundings, async ({ onProgress, signal }) => {
    if (url !== null) {
      const mostBytes = env().IMPORT_MEGABYTES * 1_048_576;
      const report = (share: number): void => onProgress(share, 0);
      await fetchPublicFile({ url, file, mostBytes, trustedHosts: env().IMPORT_HOSTS, signal, onProgress: report });
    }
    return surroundings.thread.inspect(file, fileName);
  });
  const { size } = await stat(file);
  const ready = await changeImport(
    db,
    { id, from: ["looking"] },
    { status: "ready", progress: 0, inspection, bytes: size },
  );
  if (ready !== null) await publishChange(db, ready);
}

async function load(db: Database, row: ImportRow, surroundings: Surroundings): Promise<void> {
  const { id } = row;
  const settings = ImportSettings.parse(row.settings);
  const running = await changeImport(
    db,
    { id, from: ["queued", "running"] },
    { status: "running", progress: 0, rows: 0 },
  );
  if (running === null) return;
  await publishChange(db, running);
  const work = { file: uploadPlace(id), settings, source: row.url === null ? "upload" : "url" };
  const outcome = await withProgress(db, row, surroundings, (hooks) => surroundings.thread.load(work, hooks));
  switch (outcome.status) {
    case "cancelled":
      throw new AppError("cancelled");
    case "refused": {
      // Back to the wizard: nothing was kept, and the file is still there for other settings.
      const error = { code: "invalid-input", message: outcome.message };
      const back = await changeImport(
        db,
        { id, from: ["running"] },
        { status: "ready", progress: 0, error, quality: outcome.quality },
      );
      if (back !== null) await publishChange(db, back);
      return;
    }
    case "done":
      await keep(db, row, { settings, imported: outcome.imported, source: work.source });
      await rm(work.file, { force: true });
  }
}

type Kept = { readonly settings: ImportSettings; readonly imported: ImportedBars; readonly source: string };

async function keep(db: Database, row: ImportRow, { settings, imported, source }: Kept): Promise<void> {
  const { id, teamId, createdBy, fileName, url } = row;
  const { name, symbol, timeframe, adjustment, calendar, currency, tickSize, lotSize } = settings;
  await db.$transaction(async (tx) => {
    await lockDatasetFiles(tx);
    // a dataset with an equal year may have been removed since it was found there
    if (!(await datasetStore().holds(imported.parts))) throw new AppError("unavailable");
    const instrument = shareInstrument(symbol, { name, calendar, currency, tickSize, lotSize });
    const datasetId =
      row.datasetId ??
      (await insertDataset(tx, {
        teamId,
        name,
        symbol,
        source,
        timeframe,
        adjustment,
        instrument,
        provider: null,
        createdBy,
      }));
    const { snapshotId, parts, quality, from, to } = imported;
    const version = await insertDatasetVersion(tx, datasetId, {
      snapshotId,
      bars: quality.bars,
      firstTime: from,
      lastTime: to,
      parts,
      actions: [],
      quality,
      origin: url === null ? `Imported from ${fileName}` : `Imported from ${url}`,
      createdBy,
    });
    const done = await changeImport(
      tx,
      { id, from: ["running"] },
      { status: "succeeded", progress: 1, datasetId, quality },
    );
    // ended meanwhile: nothing of it may stay
    if (done === null) throw new AppError("cancelled");
    const detail = { importId: id, datasetId, version, snapshotId, bars: quality.bars };
    await appendAudit(tx, {
      chain: `team:${teamId}`,
      teamId,
      actor: `user:${createdBy}`,
      action: "dataset.imported",
      detail,
    });
    await publishChange(tx, done);
  });
}

/** Stores and tells how far the work is, and passes the wish to end it on. */
async function withProgress<Result>(
  db: Database,
  { id, teamId }: ImportRow,
  { signal, reportProgress }: Surroundings,
  work: (hooks: Hooks) => Promise<Result>,
): Promise<Result> {
  const stop = new AbortController();
  let latest = { progress: 0, rows: 0 };
  let telling = Promise.resolve();
  const tell = async (): Promise<void> => {
    const row = await changeImport(db, { id, from: importsAtWork }, latest);
    if (row === null || row.cancelRequestedAt !== null) stop.abort(new AppError("cancelled"));
    else
      await publish(db, {
        topic: `imports:${teamId}`,
        type: "changed",
        payload: { id, status: row.status, ...latest },
      });
    await reportProgress(latest.progress);
  };
  const timer = setInterval(() => {
    telling = telling.then(tell).catch(() => undefined);
  }, progressMilliseconds);
  try {
    return await work({
      signal: AbortSignal.any([signal, stop.signal]),
      onProgress: (share, rows) => {
        latest = { progress: Math.min(1, Math.max(0, share)), rows };
      },
    });
  } finally {
    clearInterval(timer);
    await telling;
  }
}

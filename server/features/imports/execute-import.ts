import { rm, stat } from "node:fs/promises";
import { z } from "zod";
import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import type { InstrumentEvent } from "@/graph-runtime/market/instrument-event.ts";
import { Timeframe } from "@/graph-runtime/market/timeframe.ts";
import { appendAudit } from "../../audit/append.ts";
import { findBuiltIn } from "../../data/dataset-registry.ts";
import { describedInstrument } from "../../data/import/described-instrument.ts";
import { fetchPublicFile } from "../../data/import/fetch-public-file.ts";
import type { ImportedBars, ImportOutcome } from "../../data/import/import-file.ts";
import { ImportSettings } from "../../data/import/import-settings.ts";
import type { Inspection } from "../../data/import/inspect-file.ts";
import { uploadPlace } from "../../data/import/upload-place.ts";
import { findProvider, ProviderWish } from "../../data/providers/fetch-from-provider.ts";
import type { ResampleWork } from "../../data/resample-dataset.ts";
import { Part } from "../../data/store/dataset-store.ts";
import { datasetStore } from "../../data/store/open-dataset-store.ts";
import { loadSnapshot, readStoredActions } from "../../data/team-datasets.ts";
import type { Database, Transaction } from "../../db/client.ts";
import {
  changeImport,
  findImportWork,
  type ImportRow,
  importsAtWork,
  importsUnfinished,
} from "../../db/repositories/dataset-imports.ts";
import {
  findDatasetRow,
  findDatasetSnapshot,
  insertDataset,
  insertDatasetVersion,
  lockDatasetFiles,
  type NewDataset,
} from "../../db/repositories/datasets.ts";
import type { JobFailure } from "../../db/repositories/job-records.ts";
import { notifyTeam } from "../../db/repositories/notifications.ts";
import { env } from "../../env.ts";
import { AppError, findAppError } from "../../errors/app-error.ts";
import { publish } from "../../events/publish.ts";

type Hooks = { readonly onProgress: (share: number, rows: number) => void; readonly signal: AbortSignal };

/** What a provider is asked for, and what is known already, by its place in the store. */
export type FetchWork = {
  readonly wish: ProviderWish;
  readonly key: string | null;
  readonly url: string | null;
  readonly known: {
    readonly snapshotId: string;
    readonly parts: readonly Part[];
    readonly actions: readonly InstrumentEvent[];
  } | null;
};

/** Bars of a longer timeframe, made from those of a dataset. */
export const ResampleWish = z.strictObject({ resample: z.string(), snapshotId: z.string(), timeframe: Timeframe });
export type ResampleWish = z.infer<typeof ResampleWish>;

/** What takes long is done in a thread; a test may do it where it stands. */
export type ImportThread = {
  inspect(file: string, fileName: string): Promise<Inspection>;
  fetch(work: FetchWork, hooks: Hooks): Promise<ImportOutcome>;
  resample(work: ResampleWork, hooks: Hooks): Promise<ImportOutcome>;
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
    const longer = ResampleWish.safeParse(row.provider);
    if (longer.success) await resampleBars(db, row, longer.data, surroundings);
    else if (row.provider !== null) await fetchBars(db, row, surroundings);
    else if (row.status === "looking") await look(db, row, surroundings);
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
  const ended = await db.$transaction(async (tx) => {
    const row = await changeImport(tx, { id, from: importsUnfinished }, outcome);
    if (row === null) return false;
    await publishChange(tx, row);
    if (outcome.status === "failed") await tellFailed(tx, row, outcome.error);
    return true;
  });
  if (ended) await rm(uploadPlace(id), { force: true });
}

async function tellFailed(tx: Transaction, { id, teamId, createdBy, fileName }: ImportRow, { message }: JobFailure) {
  await notifyTeam(tx, {
    teamId,
    userId: createdBy,
    kind: "import.failed",
    key: `import:${id}:failed`,
    subject: `import:${id}`,
    title: `Import failed: ${fileName}`,
    body: message,
    href: `/data/imports/${id}`,
  });
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
    case "done": {
      const { name, symbol, timeframe, adjustment } = settings;
      const instrument = describedInstrument(settings);
      const dataset = { name, symbol, timeframe, adjustment, source: work.source, provider: null, instrument };
      const origin = `Imported from ${row.url ?? row.fileName}`;
      await keep(db, row, { dataset, origin, imported: outcome.imported });
      await rm(work.file, { force: true });
    }
  }
}

/** Fetches from a provider: everything, or what is new in the dataset that it is for. */
async function fetchBars(db: Database, row: ImportRow, surroundings: Surroundings): Promise<void> {
  const { id, teamId, datasetId } = row;
  const wish = ProviderWish.parse(row.provider);
  const running = await changeImport(
    db,
    { id, from: ["queued", "running"] },
    { status: "running", progress: 0, rows: 0 },
  );
  if (running === null) return;
  await publishChange(db, running);
  const target = datasetId === null ? null : await findDatasetRow(db, teamId, datasetId);
  const known =
    target === null
      ? null
      : {
          snapshotId: target.version.snapshotId,
          parts: z.array(Part).parse(target.version.parts),
          actions: readStoredActions(target.version.actions),
        };
  const key = wish.provider === "alpha-vantage" ? (env().ALPHA_VANTAGE_KEY?.reveal() ?? null) : null;
  const work = { wish, key, url: env().PROVIDER_URLS[wish.provider] ?? null, known };
  const outcome = await withProgress(db, row, surroundings, (hooks) => surroundings.thread.fetch(work, hooks));
  switch (outcome.status) {
    case "cancelled":
      throw new AppError("cancelled");
    case "refused":
      throw new AppError("data-missing", { message: outcome.message });
    case "done": {
      const { imported } = outcome;
      const { symbol, timeframe } = wish;
      const instrument = imported.instrument ?? shareInstrument(symbol);
      const name = `${instrument.name}, ${timeframe}`.slice(0, 120);
      const adjustment = findProvider(wish.provider)?.capabilities.adjustment ?? "unknown";
      const origin = `Fetched from ${findProvider(wish.provider)?.name ?? wish.provider}`;
      await keep(db, row, {
        dataset: { name, symbol, timeframe, adjustment, source: wish.provider, provider: wish, instrument },
        origin,
        imported,
      });
    }
  }
}

/** Makes a dataset of a longer timeframe from one that is there; it stays synthetic where that one is. */
async function resampleBars(
  db: Database,
  row: ImportRow,
  { resample: from, snapshotId, timeframe }: ResampleWish,
  surroundings: Surroundings,
): Promise<void> {
  const running = await changeImport(
    db,
    { id: row.id, from: ["queued", "running"] },
    { status: "running", progress: 0 },
  );
  if (running === null) return;
  await publishChange(db, running);
  const dataset = await loadSnapshot(db, { datasetId: from, snapshotId });
  const { bars, actions = [], instrument, name } = dataset;
  const work = { bars, actions, instrument, timeframe };
  const outcome = await withProgress(db, row, surroundings, (hooks) => surroundings.thread.resample(work, hooks));
  if (outcome.status === "cancelled") throw new AppError("cancelled");
  if (outcome.status === "refused") throw new AppError("data-missing", { message: outcome.message });
  const adjustment =
    findBuiltIn(from)?.adjustment ?? (await findDatasetSnapshot(db, from, snapshotId))?.adjustment ?? "unknown";
  const made = {
    name: `${name}, bars of ${timeframe}`.slice(0, 120),
    symbol: instrument.symbol,
    timeframe,
    adjustment,
    source: "resampled",
    provider: null,
    instrument,
  };
  const origin = `Made from ${name} by the sessions of its calendar`;
  await keep(db, row, { dataset: made, origin, imported: outcome.imported });
}

type Kept = {
  readonly dataset: Omit<NewDataset, "teamId" | "createdBy">;
  readonly origin: string;
  readonly imported: ImportedBars;
};

async function keep(db: Database, row: ImportRow, { dataset, origin, imported }: Kept): Promise<void> {
  const { id, teamId, createdBy } = row;
  await db.$transaction(async (tx) => {
    await lockDatasetFiles(tx);
    // a dataset with an equal year may have been removed since it was found there
    if (!(await datasetStore().holds(imported.parts))) throw new AppError("unavailable");
    const datasetId = row.datasetId ?? (await insertDataset(tx, { ...dataset, teamId, createdBy }));
    const { snapshotId, parts, quality, actions, from, to } = imported;
    const version = await insertDatasetVersion(tx, datasetId, {
      snapshotId,
      bars: quality.bars,
      firstTime: from,
      lastTime: to,
      parts,
      actions,
      quality,
      origin,
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
    await notifyTeam(tx, {
      teamId,
      userId: createdBy,
      kind: "import.finished",
      key: `import:${id}:finished`,
      subject: `dataset:${datasetId}`,
      title: `Imported: ${dataset.name}`,
      body: `${quality.bars} bars, version ${version}.`,
      href: `/data/${datasetId}`,
    });
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

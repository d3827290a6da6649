import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { QualityReport } from "@/graph-runtime/market/quality/quality-report.ts";
import type { Timeframe } from "@/graph-runtime/market/timeframe.ts";
import { canMakeBars } from "@/graph-runtime/market/timeframe-lengths.ts";
import { recordForTeam } from "../../audit/record.ts";
import { ImportSettings } from "../../data/import/import-settings.ts";
import { Inspection } from "../../data/import/inspect-file.ts";
import { uploadPlace } from "../../data/import/upload-place.ts";
import { findProvider, ProviderWish } from "../../data/providers/fetch-from-provider.ts";
import { dataProviders } from "../../data/providers/provider-registry.ts";
import type { Transaction } from "../../db/client.ts";
import {
  changeImport,
  findImport,
  type ImportRow,
  importsUnfinished,
  insertImport,
  listImports,
  requestImportCancel,
} from "../../db/repositories/dataset-imports.ts";
import { findDatasetRow } from "../../db/repositories/datasets.ts";
import { env } from "../../env.ts";
import { AppError } from "../../errors/app-error.ts";
import { readUrl } from "../../net/public-address.ts";
import { deliverer } from "../../queue/deliver.ts";
import { askForJob, endWaiting, handOver } from "../../queue/team-jobs.ts";
import type { Context } from "../../trpc/context.ts";
import { requireDataset } from "../datasets/service.ts";
import { type ImportDto, ImportError, type ProviderDto } from "./dto.ts";
import type { ResampleWish } from "./execute-import.ts";

const mostListed = 50;

/** Returns who can be asked for bars here: those that need no key, and those whose key is set. */
export function listProviders(): ProviderDto[] {
  return dataProviders
    .filter(({ capabilities }) => !capabilities.needsKey || env().ALPHA_VANTAGE_KEY !== undefined)
    .map(({ id, name, example, capabilities: { timeframes, reach, terms } }) => ({
      id,
      name,
      example,
      terms,
      timeframes: timeframes.map((timeframe) => ({ timeframe, days: reach[timeframe] ?? null })),
    }));
}

/** Fetches bars of a symbol from a provider, as a new dataset. */
export async function importFromProvider(
  context: Context,
  { provider: id, symbol, timeframe, from }: { provider: string; symbol: string; timeframe: Timeframe; from: string },
): Promise<{ id: string }> {
  const provider = listProviders().find((one) => one.id === id);
  if (provider === undefined) throw new AppError("not-found", { what: "provider", id });
  if (!provider.timeframes.some((one) => one.timeframe === timeframe)) {
    const known = provider.timeframes.map((one) => one.timeframe).join(", ");
    throw new AppError("invalid-input", { message: `${provider.name} has bars of ${known}, not of ${timeframe}.` });
  }
  const wish: ProviderWish = { provider: id, symbol, timeframe, from: Date.parse(from) };
  return beginFetch(context, wish, null);
}

/** Brings a dataset of a provider up to date, as its next version. */
export async function refreshDataset(context: Context, datasetId: string): Promise<{ id: string }> {
  const { db, team } = context;
  const row = await findDatasetRow(db, team.id, datasetId);
  if (row === null) throw new AppError("not-found", { what: "dataset", id: datasetId });
  const wish = ProviderWish.safeParse(row.provider);
  if (!wish.success)
    throw new AppError("not-possible-now", { message: "This dataset came from a file: import a newer one into it." });
  return beginFetch(context, wish.data, datasetId);
}

/** Makes bars of a longer timeframe from a dataset with bars within the day, as a dataset of their own. */
export async function resampleDataset(
  context: Context,
  { datasetId, timeframe }: { datasetId: string; timeframe: Timeframe },
): Promise<{ id: string }> {
  const dataset = await requireDataset(context, datasetId);
  if (!canMakeBars(dataset.timeframe, timeframe)) {
    const message = `Bars of ${timeframe} cannot be made from bars of ${dataset.timeframe}: expected a longer timeframe that they fill, from bars within the day.`;
    throw new AppError("not-possible-now", { message });
  }
  const wish: ResampleWish = { resample: datasetId, snapshotId: dataset.snapshotId, timeframe };
  return enqueue(context, wish, { datasetId: null, fileName: `${dataset.name}, bars of ${timeframe}` });
}

function beginFetch(context: Context, wish: ProviderWish, datasetId: string | null): Promise<{ id: string }> {
  const fileName = `${wish.symbol} from ${findProvider(wish.provider)?.name ?? wish.provider}`;
  return enqueue(context, wish, { datasetId, fileName });
}

async function enqueue(
  context: Context,
  wish: ProviderWish | ResampleWish,
  { datasetId, fileName }: { readonly datasetId: string | null; readonly fileName: string },
): Promise<{ id: string }> {
  const { db, team, user } = context;
  const id = randomUUID();
  const target = datasetId === null ? {} : { datasetId };
  await db.$transaction(async (tx) => {
    await insertImport(tx, {
      id,
      teamId: team.id,
      fileName,
      url: null,
      bytes: null,
      createdBy: user.id,
      provider: wish,
      ...target,
    });
    await askForImport(tx, team.id, id);
    await recordForTeam(tx, context, "import.begun", { importId: id, wish, datasetId });
  });
  await handOver(db, deliverer(), "dataset.import", team.id);
  return { id };
}

type NewFile = {
  readonly id: string;
  readonly fileName: string;
  readonly url: string | null;
  readonly bytes: number | null;
};

/** Asks a worker to look at a file: one that was uploaded to its place, or one to be fetched. */
export async function beginImport(context: Context, file: NewFile): Promise<void> {
  const { db, team, user } = context;
  await db.$transaction(async (tx) => {
    await insertImport(tx, { ...file, teamId: team.id, createdBy: user.id });
    await askForImport(tx, team.id, file.id);
    await recordForTeam(tx, context, "import.begun", { importId: file.id, fileName: file.fileName, url: file.url });
  });
  await handOver(db, deliverer(), "dataset.import", team.id);
}

/** Begins an import from an address on the public internet. */
export async function importFromUrl(context: Context, address: string): Promise<{ id: string }> {
  const url = readUrl(address);
  const id = randomUUID();
  const fileName = decodeURIComponent(url.pathname.split("/").at(-1) ?? "").slice(0, 200) || url.hostname;
  await beginImport(context, { id, fileName, url: url.href, bytes: null });
  return { id };
}

/** Starts the import of a file that was looked at, with what the user settled; into a dataset that is there, as its next version. */
export async function startImport(
  context: Context,
  { id, settings, datasetId }: { id: string; settings: ImportSettings; datasetId?: string | undefined },
): Promise<void> {
  const { db, team } = context;
  await requireImport(context, id);
  if (datasetId !== undefined) {
    const target = await findDatasetRow(db, team.id, datasetId);
    if (target === null) throw new AppError("not-found", { what: "dataset", id: datasetId });
    if (target.symbol !== settings.symbol || target.timeframe !== settings.timeframe) {
      const message = `A new version must be of ${target.symbol} in bars of ${target.timeframe}, this file is of ${settings.symbol} in bars of ${settings.timeframe}.`;
      throw new AppError("not-possible-now", { message });
    }
  }
  const change = { status: "queued" as const, progress: 0, rows: 0, settings, error: null, quality: null };
  const begun = await db.$transaction(async (tx) => {
    const row = await changeImport(
      tx,
      { id, from: ["ready"] },
      { ...change, ...(datasetId === undefined ? {} : { datasetId }) },
    );
    if (row !== null) await askForImport(tx, team.id, id);
    return row;
  });
  if (begun === null) throw new AppError("not-possible-now", { message: "This import has begun already, or is over." });
  await handOver(db, deliverer(), "dataset.import", team.id);
}

function askForImport(tx: Transaction, teamId: string, importId: string): Promise<void> {
  return askForJob(tx, { name: "dataset.import", key: importId, payload: { version: 1, importId }, teamId });
}

export async function getImport(context: Context, id: string): Promise<ImportDto> {
  return toDto(await requireImport(context, id));
}

export async function listTeamImports({ db, team }: Context): Promise<ImportDto[]> {
  return (await listImports(db, team.id, mostListed)).map(toDto);
}

/** Ends an import: at once while nobody works at it, within moments while somebody does. Nothing of it stays. */
export async function cancelImport(context: Context, id: string): Promise<void> {
  const { db, team } = context;
  const { status } = await requireImport(context, id);
  if (status === "failed") {
    await changeImport(db, { id, from: ["failed"] }, { status: "cancelled" });
    return;
  }
  const before = await requestImportCancel(db, team.id, id);
  if (before === null)
    throw new AppError("not-possible-now", { message: `This import has ended already (${status}).` });
  if (before === "running") return;
  const ended = await changeImport(
    db,
    { id, from: importsUnfinished.filter((one) => one !== "running") },
    { status: "cancelled" },
  );
  if (ended === null) return;
  await endWaiting(db, deliverer(), { name: "dataset.import", key: id, teamId: team.id });
  await rm(uploadPlace(id), { force: true });
}

async function requireImport({ db, team }: Context, id: string): Promise<ImportRow> {
  const row = await findImport(db, team.id, id);
  if (row === null) throw new AppError("not-found", { what: "import", id });
  return row;
}

function toDto(row: ImportRow): ImportDto {
  const { id, fileName, url, bytes, status, progress, rows, datasetId } = row;
  return {
    id,
    fileName,
    url,
    bytes,
    status,
    progress,
    rows,
    datasetId,
    inspection: row.inspection === null ? null : Inspection.parse(row.inspection),
    settings: row.settings === null ? null : ImportSettings.parse(row.settings),
    quality: row.quality === null ? null : QualityReport.parse(row.quality),
    error: row.error === null ? null : ImportError.parse(row.error),
    createdAt: row.createdAt.toISOString(),
  };
}

import { isoDate } from "@/graph-runtime/core/time.ts";
import { Grade, QualityReport } from "@/graph-runtime/market/quality/quality-report.ts";
import { recordForTeam } from "../../audit/record.ts";
import {
  type BuiltIn,
  builtInDatasets,
  builtInQuality,
  findBuiltIn,
  type LoadedDataset,
} from "../../data/dataset-registry.ts";
import { readActions } from "../../data/import/read-actions.ts";
import { snapshotId } from "../../data/snapshot-id.ts";
import { datasetStore } from "../../data/store/open-dataset-store.ts";
import { datasetOfRow, loadTeamDataset, readStoredActions } from "../../data/team-datasets.ts";
import type { Queryable } from "../../db/client.ts";
import { readTogether } from "../../db/prepared.ts";
import { type DatasetLineRow, listDatasetLines } from "../../db/repositories/dataset-lines.ts";
import { listDatasetNames } from "../../db/repositories/dataset-snapshots.ts";
import {
  archiveDataset,
  type DatasetRow,
  type DatasetVersionRow,
  deleteDataset,
  findDatasetRow,
  findDatasetSnapshot,
  insertDatasetVersion,
  isDatasetUsed,
  listDatasetVersions,
  lockDatasetFiles,
} from "../../db/repositories/datasets.ts";
import { AppError } from "../../errors/app-error.ts";
import type { Context } from "../../trpc/context.ts";
import { describeAction } from "./describe-action.ts";
import type { DatasetDetailDto, DatasetDto, DatasetVersionDto } from "./dto.ts";

export type DatasetName = { readonly symbol: string; readonly name: string; readonly tickSize: number };

/** Returns every history that the team can test on: the real one of every installation, its own, then the synthetic ones. */
export async function listDatasets({ db, team }: Pick<Context, "db" | "team">): Promise<DatasetDto[]> {
  return readTogether(db, `datasets of ${team.id}`, async () => {
    const own = await listDatasetLines(db, team.id);
    const builtIn = builtInDatasets().map(describeBuiltIn);
    const real = builtIn.filter(({ synthetic }) => !synthetic);
    return [...real, ...own.map(describeLine), ...builtIn.filter(({ synthetic }) => synthetic)];
  });
}

/** Returns a history with its bars; throws not-found for an id that does not exist. */
export async function requireDataset({ db, team }: Pick<Context, "db" | "team">, id: string): Promise<LoadedDataset> {
  const dataset = await loadTeamDataset(db, team.id, id);
  if (dataset === null) throw noDataset(id);
  return dataset;
}

/** Returns what the history of a result was, whoever's it is; the caller has seen to it that the result may be seen. */
export async function describeSnapshot(db: Queryable, id: string, snapshot: string): Promise<DatasetDto> {
  const builtIn = findBuiltIn(id);
  if (builtIn !== null) return { ...describeBuiltIn(builtIn), snapshotId: snapshot };
  const row = await findDatasetSnapshot(db, id, snapshot);
  if (row === null) throw noDataset(id);
  return describeRow(row);
}

/** Returns how the histories of a result are called, by their ids, whoever's they are; throws where one is not there. */
export async function nameDatasets(db: Queryable, ids: readonly string[]): Promise<ReadonlyMap<string, DatasetName>> {
  const names = new Map<string, DatasetName>();
  for (const id of ids) {
    const builtIn = findBuiltIn(id);
    if (builtIn === null) continue;
    const { symbol, tickSize } = builtIn.instrument;
    names.set(id, { symbol, tickSize, name: builtIn.name });
  }
  const own = [...new Set(ids)].filter((id) => !names.has(id));
  for (const { id, ...row } of own.length === 0 ? [] : await listDatasetNames(db, own)) names.set(id, row);
  const missing = own.find((id) => !names.has(id));
  if (missing !== undefined) throw noDataset(missing);
  return names;
}

export async function getDataset({ db, team }: Context, id: string): Promise<DatasetDetailDto> {
  const builtIn = findBuiltIn(id);
  if (builtIn !== null) {
    const { actions = [] } = await builtIn.load();
    return {
      dataset: describeBuiltIn(builtIn),
      quality: await builtInQuality(builtIn),
      versions: [],
      actions: actions.map(describeAction),
      own: false,
      refreshable: false,
    };
  }
  const row = await findDatasetRow(db, team.id, id);
  if (row === null) throw noDataset(id);
  const versions = await listDatasetVersions(db, team.id, id);
  return {
    dataset: describeRow(row),
    quality: QualityReport.parse(row.version.quality),
    versions: versions.map(describeVersion),
    actions: readStoredActions(row.version.actions).map(describeAction),
    own: true,
    refreshable: row.provider !== null,
  };
}

/** Adds splits, dividends and what else happened to an instrument from a file to its history, as its next version. */
export async function setActions(
  context: Context,
  { id, text }: { id: string; text: string },
): Promise<{ version: number }> {
  const { db, team, user } = context;
  const row = await findDatasetRow(db, team.id, id);
  if (row === null) throw noDataset(id);
  if (row.adjustment === "adjusted") {
    const message = "The prices of this dataset are adjusted for splits and dividends already: they would count twice.";
    throw new AppError("not-possible-now", { message });
  }
  const actions = readActions(text);
  const dataset = await loadTeamDataset(db, team.id, id);
  if (dataset === null) throw noDataset(id);
  const { number: _number, createdAt: _createdAt, ...version } = row.version;
  const next = { ...version, actions, snapshotId: snapshotId(dataset.bars, actions), createdBy: user.id };
  const origin = `${actions.length} events added to version ${row.version.number}`;
  return db.$transaction(async (tx) => {
    const number = await insertDatasetVersion(tx, id, { ...next, origin });
    await recordForTeam(tx, context, "dataset.actions-set", {
      datasetId: id,
      version: number,
      actions: actions.length,
    });
    return { version: number };
  });
}

/** Removes a history of the team. Its files go too, unless a backtest ran on them. */
export async function removeDataset(context: Context, id: string): Promise<void> {
  const { db, team } = context;
  if (findBuiltIn(id) !== null)
    throw new AppError("not-possible-now", { message: "This dataset comes with Quantloom and cannot be removed." });
  await db.$transaction(async (tx) => {
    await lockDatasetFiles(tx);
    if ((await findDatasetRow(tx, team.id, id)) === null) throw noDataset(id);
    const isUsed = await isDatasetUsed(tx, id);
    if (isUsed) await archiveDataset(tx, team.id, id);
    const keys = isUsed ? [] : await deleteDataset(tx, team.id, id);
    await recordForTeam(tx, context, "dataset.removed", { datasetId: id, files: keys.length });
    // under the lock: nobody can be about to point at one of these files
    await datasetStore().remove(keys.map((key) => ({ key })));
  });
}

function noDataset(id: string): AppError {
  return new AppError("not-found", { message: `There is no data set "${id}".` });
}

function describeBuiltIn(entry: BuiltIn): DatasetDto {
  const { id, name, source, timeframe, instrument, synthetic, facts, adjustment } = entry;
  return {
    id,
    name,
    kind: "built-in",
    source,
    symbol: instrument.symbol,
    timeframe,
    currency: instrument.currency,
    instrument,
    adjustment,
    bars: facts.bars,
    from: facts.from,
    to: facts.to,
    synthetic,
    snapshotId: facts.snapshotId,
    version: 1,
    grade: facts.grade,
  };
}

function describeRow({ version, ...row }: DatasetRow): DatasetDto {
  const { grade } = QualityReport.parse(version.quality);
  return describeLine({ ...row, version: { ...version, grade } });
}

function describeLine(row: DatasetLineRow): DatasetDto {
  const { instrument, ...dataset } = datasetOfRow(row);
  const { version } = row;
  return {
    ...dataset,
    kind: row.source,
    source: version.origin,
    symbol: row.symbol,
    currency: instrument.currency,
    instrument,
    adjustment: row.adjustment,
    bars: version.bars,
    from: isoDate(version.firstTime),
    to: isoDate(version.lastTime),
    version: version.number,
    grade: Grade.parse(version.grade),
  };
}

function describeVersion(version: DatasetVersionRow): DatasetVersionDto {
  const { number, snapshotId: id, bars, firstTime, lastTime, origin, createdAt, quality } = version;
  return {
    number,
    snapshotId: id,
    bars,
    from: isoDate(firstTime),
    to: isoDate(lastTime),
    grade: QualityReport.parse(quality).grade,
    origin,
    createdAt: createdAt.toISOString(),
  };
}

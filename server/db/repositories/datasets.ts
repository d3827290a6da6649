import type { Queryable, Transaction } from "../client.ts";
import type { Prisma } from "../generated/client.ts";

/** A version of a team's dataset together with what the dataset says of itself. JSON is read by whoever knows its form. */
export type DatasetRow = {
  readonly id: string;
  readonly teamId: string;
  readonly name: string;
  readonly symbol: string;
  readonly source: string;
  readonly timeframe: string;
  readonly instrument: unknown;
  readonly adjustment: string;
  readonly provider: unknown;
  readonly createdAt: Date;
  readonly version: DatasetVersionRow;
};

export type DatasetVersionRow = {
  readonly number: number;
  readonly snapshotId: string;
  readonly bars: number;
  readonly firstTime: number;
  readonly lastTime: number;
  readonly parts: unknown;
  readonly actions: unknown;
  readonly quality: unknown;
  readonly origin: string;
  readonly createdAt: Date;
};

const versionColumns = {
  number: true,
  snapshotId: true,
  bars: true,
  firstTime: true,
  lastTime: true,
  parts: true,
  actions: true,
  quality: true,
  origin: true,
  createdAt: true,
} satisfies Prisma.DatasetVersionSelect;

const columns = {
  id: true,
  teamId: true,
  name: true,
  symbol: true,
  source: true,
  timeframe: true,
  instrument: true,
  adjustment: true,
  provider: true,
  createdAt: true,
} satisfies Prisma.DatasetSelect;

const newest = { orderBy: { number: "desc" }, take: 1, select: versionColumns } as const;
type Found = Prisma.DatasetGetPayload<{ select: typeof columns }> & {
  readonly versions: readonly Prisma.DatasetVersionGetPayload<{ select: typeof versionColumns }>[];
};

function toVersion(row: Found["versions"][number]): DatasetVersionRow {
  return { ...row, firstTime: Number(row.firstTime), lastTime: Number(row.lastTime) };
}

function toRow({ versions, ...row }: Found): DatasetRow | null {
  const [version] = versions;
  return version === undefined ? null : { ...row, version: toVersion(version) };
}

/** Returns a dataset of the team with its newest version; one that was removed is not found. */
export async function findDatasetRow(db: Queryable, teamId: string, id: string): Promise<DatasetRow | null> {
  const row = await db.dataset.findFirst({
    where: { id, teamId, archivedAt: null },
    select: { ...columns, versions: newest },
  });
  return row && toRow(row);
}

/** Returns the version of a dataset with that snapshot, of any team and removed or not: for results that point at it. */
export async function findDatasetSnapshot(db: Queryable, id: string, snapshotId: string): Promise<DatasetRow | null> {
  const row = await db.dataset.findUnique({
    where: { id },
    select: { ...columns, versions: { ...newest, where: { snapshotId } } },
  });
  return row && toRow(row);
}

export async function listDatasetVersions(db: Queryable, teamId: string, id: string): Promise<DatasetVersionRow[]> {
  const rows = await db.datasetVersion.findMany({
    where: { datasetId: id, dataset: { teamId } },
    orderBy: { number: "desc" },
    select: versionColumns,
  });
  return rows.map(toVersion);
}

export type NewDataset = Pick<DatasetRow, "teamId" | "name" | "symbol" | "source" | "timeframe" | "adjustment"> & {
  readonly instrument: object;
  readonly provider: object | null;
  readonly createdBy: string;
};

export async function insertDataset(tx: Transaction, { instrument, provider, ...row }: NewDataset): Promise<string> {
  const { id } = await tx.dataset.create({
    data: {
      ...row,
      instrument: instrument as Prisma.InputJsonObject,
      ...(provider === null ? {} : { provider: provider as Prisma.InputJsonObject }),
    },
    select: { id: true },
  });
  return id;
}

export type NewDatasetVersion = Omit<DatasetVersionRow, "number" | "createdAt"> & { readonly createdBy: string };

/** Adds the next version of a dataset; the row of the dataset is locked, so that numbers follow one another. */
export async function insertDatasetVersion(
  tx: Transaction,
  datasetId: string,
  version: NewDatasetVersion,
): Promise<number> {
  await tx.$queryRaw`SELECT id FROM datasets WHERE id = ${datasetId} FOR UPDATE`;
  const last = await tx.datasetVersion.findFirst({
    where: { datasetId },
    orderBy: { number: "desc" },
    select: { number: true },
  });
  const number = (last?.number ?? 0) + 1;
  const { firstTime, lastTime, parts, actions, quality, ...row } = version;
  await tx.datasetVersion.create({
    data: {
      ...row,
      datasetId,
      number,
      firstTime: BigInt(firstTime),
      lastTime: BigInt(lastTime),
      parts: parts as Prisma.InputJsonValue,
      actions: actions as Prisma.InputJsonValue,
      quality: quality as Prisma.InputJsonValue,
    },
  });
  return number;
}

/** Keeps others from removing or adding files of the store until the transaction ends. */
export async function lockDatasetFiles(tx: Transaction): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtext('quantloom_dataset_files'))) AS locked`;
}

export async function isDatasetUsed(db: Queryable, id: string): Promise<boolean> {
  return (await db.backtest.findFirst({ where: { datasetId: id }, select: { id: true } })) !== null;
}

/** Hides a dataset that results still point at. */
export async function archiveDataset(tx: Transaction, teamId: string, id: string): Promise<boolean> {
  const { count } = await tx.dataset.updateMany({
    where: { id, teamId, archivedAt: null },
    data: { archivedAt: new Date() },
  });
  return count === 1;
}

/** Deletes a dataset and its versions, and returns the keys of files that no other version has. */
export async function deleteDataset(tx: Transaction, teamId: string, id: string): Promise<string[]> {
  const keys = await tx.$queryRaw<{ key: string }[]>`
    SELECT DISTINCT part->>'key' AS key FROM dataset_versions v, jsonb_array_elements(v.parts) part
    WHERE v.dataset_id = ${id} AND NOT EXISTS (
      SELECT FROM dataset_versions o, jsonb_array_elements(o.parts) other
      WHERE o.dataset_id <> ${id} AND other->>'key' = part->>'key')`;
  await tx.datasetImport.deleteMany({ where: { datasetId: id, teamId } });
  await tx.dataset.deleteMany({ where: { id, teamId } });
  return keys.map(({ key }) => key);
}

import type { Queryable } from "../client.ts";
import { Prisma } from "../generated/client.ts";

export const IMPORT_STATUSES = ["looking", "ready", "queued", "running", "succeeded", "failed", "cancelled"] as const;
export type ImportStatus = (typeof IMPORT_STATUSES)[number];

export type ImportRow = {
  readonly id: string;
  readonly teamId: string;
  readonly datasetId: string | null;
  readonly fileName: string;
  readonly url: string | null;
  readonly bytes: number | null;
  readonly status: ImportStatus;
  readonly progress: number;
  readonly rows: number;
  readonly inspection: unknown;
  readonly settings: unknown;
  /** What is fetched from whom; null for a file. */
  readonly provider: unknown;
  readonly quality: unknown;
  readonly error: unknown;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly cancelRequestedAt: Date | null;
};

const columns = {
  id: true,
  teamId: true,
  datasetId: true,
  fileName: true,
  url: true,
  bytes: true,
  status: true,
  progress: true,
  rows: true,
  inspection: true,
  settings: true,
  provider: true,
  quality: true,
  error: true,
  createdBy: true,
  createdAt: true,
  cancelRequestedAt: true,
} satisfies Prisma.DatasetImportSelect;

const unfinished: ImportStatus[] = ["looking", "ready", "queued", "running"];
const working: ImportStatus[] = ["looking", "queued", "running"];

function toRow(row: Prisma.DatasetImportGetPayload<{ select: typeof columns }>): ImportRow {
  return { ...row, status: row.status as ImportStatus, bytes: row.bytes === null ? null : Number(row.bytes) };
}

type NewImport = {
  readonly id: string;
  readonly teamId: string;
  readonly fileName: string;
  readonly url: string | null;
  readonly bytes: number | null;
  readonly createdBy: string;
  /** With it the import begins at once: there is nothing to look at. */
  readonly provider?: object;
  readonly datasetId?: string;
};

export async function insertImport(db: Queryable, { bytes, provider, ...row }: NewImport): Promise<void> {
  const fetched = provider === undefined ? {} : { status: "queued", provider: provider as Prisma.InputJsonObject };
  await db.datasetImport.create({ data: { ...row, ...fetched, bytes: bytes === null ? null : BigInt(bytes) } });
}

export async function findImport(db: Queryable, teamId: string, id: string): Promise<ImportRow | null> {
  const row = await db.datasetImport.findFirst({ where: { id, teamId }, select: columns });
  return row && toRow(row);
}

/** Returns the import whoever's it is, for the worker that carries it out. */
export async function findImportWork(db: Queryable, id: string): Promise<ImportRow | null> {
  const row = await db.datasetImport.findUnique({ where: { id }, select: columns });
  return row && toRow(row);
}

/** Returns the team's imports that are not through, newest first, and the last failed ones. */
export async function listImports(db: Queryable, teamId: string, limit: number): Promise<ImportRow[]> {
  const rows = await db.datasetImport.findMany({
    where: { teamId, status: { in: [...unfinished, "failed"] } },
    orderBy: { createdAt: "desc" },
    take: limit,
    select: columns,
  });
  return rows.map(toRow);
}

type Change = {
  readonly status?: ImportStatus;
  readonly progress?: number;
  readonly rows?: number;
  readonly bytes?: number;
  readonly datasetId?: string;
  readonly inspection?: unknown;
  readonly settings?: unknown;
  /** Null takes away what was there. */
  readonly quality?: unknown;
  readonly error?: unknown;
};

/** Changes an import that is in one of the given states; returns it, or null where it is in none of them. */
export async function changeImport(
  db: Queryable,
  { id, from }: { readonly id: string; readonly from: readonly ImportStatus[] },
  change: Change,
): Promise<ImportRow | null> {
  const { bytes, inspection, settings, quality, error, ...plain } = change;
  const isEnd = change.status !== undefined && !unfinished.includes(change.status);
  const data = {
    ...plain,
    ...(bytes === undefined ? {} : { bytes: BigInt(bytes) }),
    ...(isEnd ? { finishedAt: new Date() } : {}),
    ...jsonOf({ inspection, settings, quality, error }),
  };
  const rows = await db.datasetImport.updateManyAndReturn({
    where: { id, status: { in: [...from] } },
    data,
    select: columns,
  });
  return rows[0] === undefined ? null : toRow(rows[0]);
}

/** Marks the wish to end an import; returns its state before, or null where it is through. */
export async function requestImportCancel(db: Queryable, teamId: string, id: string): Promise<ImportStatus | null> {
  const rows = await db.datasetImport.updateManyAndReturn({
    where: { id, teamId, status: { in: unfinished } },
    data: { cancelRequestedAt: new Date() },
    select: { status: true },
  });
  return (rows[0]?.status as ImportStatus | undefined) ?? null;
}

export const importsAtWork: readonly ImportStatus[] = working;
export const importsUnfinished: readonly ImportStatus[] = unfinished;

/** Leaves out what is not given; null takes away what was there. */
function jsonOf(
  fields: Readonly<Record<string, unknown>>,
): Record<string, Prisma.InputJsonValue | typeof Prisma.DbNull> {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    given.map(([name, value]) => [name, value === null ? Prisma.DbNull : (value as Prisma.InputJsonValue)]),
  );
}

import type { Queryable, Transaction } from "../client.ts";
import type { Prisma } from "../generated/client.ts";

export type LibraryVersionRow = {
  readonly number: number;
  readonly note: string;
  readonly createdAt: Date;
  /** The blocks that it is made of, and last the block itself. */
  readonly blocks: unknown;
};

export type LibraryBlockRow = {
  readonly id: string;
  readonly title: string;
  readonly updatedAt: Date;
  readonly newest: LibraryVersionRow;
};

const versionColumns = { number: true, note: true, createdAt: true, blocks: true } as const;
const newestColumns = {
  id: true,
  title: true,
  updatedAt: true,
  versions: { select: versionColumns, orderBy: { number: "desc" }, take: 1 },
} as const;

/** Returns the blocks of a team's library with their newest versions, the one changed last first. */
export async function listLibraryBlocks(db: Queryable, teamId: string): Promise<LibraryBlockRow[]> {
  const rows = await db.libraryBlock.findMany({
    where: { teamId, archivedAt: null },
    select: newestColumns,
    orderBy: [{ updatedAt: "desc" }, { id: "desc" }],
    take: 200,
  });
  return rows.flatMap(({ versions: [newest], ...row }) => (newest === undefined ? [] : [{ ...row, newest }]));
}

/** Returns one version of a team's block, the newest where none is named; null where there is none. Archived ones are found. */
export async function findLibraryVersion(
  db: Queryable,
  teamId: string,
  { id, number }: { readonly id: string; readonly number: number | null },
): Promise<(LibraryVersionRow & { readonly title: string }) | null> {
  const row = await db.libraryBlockVersion.findFirst({
    where: { blockId: id, block: { teamId }, ...(number === null ? {} : { number }) },
    select: { ...versionColumns, block: { select: { title: true } } },
    orderBy: { number: "desc" },
  });
  if (row === null) return null;
  const { block, ...version } = row;
  return { ...version, title: block.title };
}

type NewVersion = {
  readonly title: string;
  readonly blocks: Prisma.InputJsonArray;
  readonly note: string;
  readonly createdBy: string;
};

export async function insertLibraryBlock(tx: Transaction, teamId: string, version: NewVersion): Promise<string> {
  const { title, blocks, note, createdBy } = version;
  const versions = { create: { number: 1, blocks, note, createdBy } };
  const { id } = await tx.libraryBlock.create({ data: { teamId, title, createdBy, versions }, select: { id: true } });
  return id;
}

/** Adds the next version of a team's block and returns its number; null where the team has no such block. */
export async function insertLibraryVersion(
  tx: Transaction,
  { teamId, id }: { readonly teamId: string; readonly id: string },
  { title, ...version }: NewVersion,
): Promise<number | null> {
  // The update locks the block's row, so that numbers never collide.
  const { count } = await tx.libraryBlock.updateMany({ where: { id, teamId, archivedAt: null }, data: { title } });
  if (count === 0) return null;
  const newest = await tx.libraryBlockVersion.aggregate({ where: { blockId: id }, _max: { number: true } });
  const number = (newest._max.number ?? 0) + 1;
  await tx.libraryBlockVersion.create({ data: { blockId: id, number, ...version } });
  return number;
}

/** Takes a block out of the library's list; returns false when the team has no such block there. */
export async function archiveLibraryBlock(tx: Transaction, teamId: string, id: string): Promise<boolean> {
  const { count } = await tx.libraryBlock.updateMany({
    where: { id, teamId, archivedAt: null },
    data: { archivedAt: new Date() },
  });
  return count > 0;
}

import type { Block } from "@/graph-runtime/graph/document.ts";
import { blockKind } from "@/graph-runtime/nodes/block-kind.ts";
import { recordForTeam } from "../../audit/record.ts";
import {
  archiveLibraryBlock,
  findLibraryVersion,
  insertLibraryBlock,
  insertLibraryVersion,
  listLibraryBlocks,
} from "../../db/repositories/library-blocks.ts";
import { AppError } from "../../errors/app-error.ts";
import type { Context } from "../../trpc/context.ts";
import {
  type LibraryBlockDto,
  LibraryBlocks,
  type LibraryVersionDto,
  type SavedLibraryBlock,
  type SaveLibraryBlock,
} from "./dto.ts";

const mostBytes = 1_000_000;

export async function listBlocks({ db, team }: Context): Promise<LibraryBlockDto[]> {
  const rows = await listLibraryBlocks(db, team.id);
  return rows.map(({ id, title, updatedAt, newest }) => {
    const block = itself(LibraryBlocks.parse(newest.blocks));
    return {
      id,
      title,
      description: block.description ?? "",
      version: newest.number,
      note: newest.note,
      nodes: block.nodes.length,
      inputs: block.inputs,
      outputs: block.outputs,
      updatedAt: updatedAt.toISOString(),
    };
  });
}

/** Returns a version of a block of the team, the newest where none is named. */
export async function readBlock(
  { db, team }: Context,
  { id, version }: { readonly id: string; readonly version?: number | undefined },
): Promise<LibraryVersionDto> {
  const row = await findLibraryVersion(db, team.id, { id, number: version ?? null });
  if (row === null) throw new AppError("not-found", { what: "block", id });
  const { title, number, note, createdAt, blocks } = row;
  const read = LibraryBlocks.parse(blocks);
  return { id, title, version: number, note, createdAt: createdAt.toISOString(), blocks: read };
}

/** Puts a block into the team's library: as a new one, or as the next version of one that is there. */
export async function saveBlock(context: Context, input: SaveLibraryBlock): Promise<SavedLibraryBlock> {
  const { db, team, user } = context;
  // Where a block was taken from is said by the strategy that holds it.
  const blocks = input.blocks.map(({ library: _, ...block }) => block);
  refuseIncomplete(blocks);
  const size = Buffer.byteLength(JSON.stringify(blocks));
  if (size > mostBytes) {
    throw new AppError("invalid-input", {
      message: `A block may take ${mostBytes / 1e6} MB; this one takes ${(size / 1e6).toFixed(1)} MB. Split it.`,
    });
  }
  const { title } = itself(blocks);
  const made = { title, blocks, note: input.note, createdBy: user.id };
  return db.$transaction(async (tx) => {
    const id = input.id ?? (await insertLibraryBlock(tx, team.id, made));
    const version = input.id === undefined ? 1 : await insertLibraryVersion(tx, { teamId: team.id, id }, made);
    if (version === null) throw new AppError("not-found", { what: "block", id });
    await recordForTeam(tx, context, "library-block.saved", { id, title, version });
    return { id, version };
  });
}

/** Takes a block out of the library. Strategies that use it keep what they have of it. */
export async function archiveBlock(context: Context, id: string): Promise<void> {
  const { db, team } = context;
  await db.$transaction(async (tx) => {
    if (!(await archiveLibraryBlock(tx, team.id, id))) throw new AppError("not-found", { what: "block", id });
    await recordForTeam(tx, context, "library-block.archived", { id });
  });
}

function itself<Kept extends Pick<Block, "title">>(blocks: readonly Kept[]): Kept {
  const last = blocks.at(-1);
  if (last === undefined) throw new AppError("invalid-input", { message: "There is no block here to save." });
  return last;
}

/** What a block is made of must come before it: nothing is missing then, and nothing holds itself. */
function refuseIncomplete(blocks: readonly Pick<Block, "id" | "title" | "nodes">[]): void {
  const before = new Set<string>();
  for (const { id, title, nodes } of blocks) {
    const missing = nodes.find(({ kind }) => kind.startsWith(blockKind("")) && !before.has(kind));
    if (missing !== undefined) {
      throw new AppError("invalid-input", {
        message: `The block "${title}" uses ${missing.kind}, which must stand before it in the list and does not.`,
      });
    }
    if (before.has(blockKind(id))) {
      throw new AppError("invalid-input", { message: `Two blocks bear the id "${id}". Give one of them another.` });
    }
    before.add(blockKind(id));
  }
}

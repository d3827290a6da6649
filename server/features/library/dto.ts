import { z } from "zod";
import { Block } from "@/graph-runtime/graph/document.ts";

/** The blocks that a block is made of, and last the block itself. */
export const LibraryBlocks = z.array(Block).min(1).max(50);

const Port = z.object({ id: z.string(), label: z.string(), type: z.string() });

export const LibraryBlockDto = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  version: z.number(),
  note: z.string(),
  nodes: z.number(),
  inputs: z.array(Port),
  outputs: z.array(Port),
  updatedAt: z.string(),
});
export type LibraryBlockDto = z.infer<typeof LibraryBlockDto>;

export const LibraryVersionDto = z.object({
  id: z.string(),
  title: z.string(),
  version: z.number(),
  note: z.string(),
  createdAt: z.string(),
  blocks: LibraryBlocks,
});
export type LibraryVersionDto = z.infer<typeof LibraryVersionDto>;

export const ReadLibraryBlock = z.strictObject({ id: z.uuid(), version: z.int().min(1).optional() });

export const SaveLibraryBlock = z.strictObject({
  /** The block of which this is the next version; absent for a new one. */
  id: z.uuid().optional(),
  note: z.string().trim().max(500).default(""),
  blocks: LibraryBlocks,
});
export type SaveLibraryBlock = z.infer<typeof SaveLibraryBlock>;

export const SavedLibraryBlock = z.object({ id: z.string(), version: z.number() });
export type SavedLibraryBlock = z.infer<typeof SavedLibraryBlock>;

import { z } from "zod";

/** One day of a record, with the texts over which its hash runs (docs/marketplace.md). */
export const MarkLinkDto = z.object({
  sequence: z.int(),
  day: z.string(),
  equity: z.string(),
  capital: z.string(),
  positions: z.int(),
  at: z.iso.datetime(),
  previousHash: z.string(),
  hash: z.string(),
});

export const RecordDto = z.object({
  format: z.literal("quantloom.record/1"),
  versionId: z.string(),
  line: z.literal("paper"),
  sealHash: z.string(),
  marks: z.array(MarkLinkDto),
  /** What the server found when it computed every hash again; empty where the chain holds. */
  problems: z.array(z.object({ sequence: z.int(), problem: z.string() })),
});
export type RecordDto = z.infer<typeof RecordDto>;

/** The records of all versions of a listing, for anybody: without a figure of what was made. */
export const PublicRecordsDto = z.object({
  format: z.literal("quantloom.records/1"),
  listing: z.object({ id: z.uuid(), title: z.string(), kind: z.enum(["basket", "strategy"]), publisher: z.string() }),
  /** True where the marks themselves may be had here, to compute every hash again. */
  showsMarks: z.boolean(),
  disclaimer: z.string(),
  versions: z.array(
    z.object({
      versionId: z.uuid(),
      version: z.string(),
      publishedAt: z.iso.datetime(),
      sealHash: z.string(),
      marks: z.int(),
      lastDay: z.string().nullable(),
      /** Hash of the newest mark: whoever notes it can prove later what was known today. */
      head: z.string().nullable(),
      /** What the server found when it computed every hash again. */
      problems: z.array(z.object({ sequence: z.int(), problem: z.string() })),
    }),
  ),
});
export type PublicRecordsDto = z.infer<typeof PublicRecordsDto>;

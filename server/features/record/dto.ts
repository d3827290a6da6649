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

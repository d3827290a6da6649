import { z } from "zod";

export const BasketMemberInput = z.strictObject({
  strategyVersionId: z.uuid(),
  weight: z.number().positive().max(1e6),
});

export const BasketMemberDto = z.object({
  strategyVersionId: z.uuid(),
  strategyId: z.uuid(),
  name: z.string(),
  number: z.int(),
  semanticHash: z.string(),
  weight: z.number(),
});
export type BasketMemberDto = z.infer<typeof BasketMemberDto>;

export const BasketDto = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string(),
  version: z
    .object({ id: z.uuid(), number: z.int(), createdAt: z.iso.datetime(), members: z.array(BasketMemberDto) })
    .nullable(),
  /** Where the basket is published, and which of its versions. */
  listing: z.object({ id: z.uuid(), slug: z.string(), publishedVersion: z.int() }).nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type BasketDto = z.infer<typeof BasketDto>;

/** `scaled` is true where the given weights did not add up to 1 and were brought to it. */
export const BasketVersionDto = z.object({
  versionId: z.uuid(),
  number: z.int(),
  scaled: z.boolean(),
  members: z.array(z.object({ strategyVersionId: z.uuid(), weight: z.number() })),
});
export type BasketVersionDto = z.infer<typeof BasketVersionDto>;

import { z } from "zod";

export const Visibility = z.enum(["public", "unlisted", "private"]);
export const Disclosure = z.enum(["open", "view", "sealed"]);
export type Disclosure = z.infer<typeof Disclosure>;
export const Difficulty = z.enum(["beginner", "intermediate", "advanced"]);

/** What is published: the newest version of a basket, or one version of a strategy. */
export const PublishTarget = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("basket"), basketId: z.uuid() }),
  z.strictObject({ kind: z.literal("strategy"), strategyVersionId: z.uuid() }),
]);
export type PublishTarget = z.infer<typeof PublishTarget>;

const Tag = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} -]{0,29}$/u, "a tag is a word or two, such as mean reversion");
const Money = z.number().positive().max(1e12);

export const PublishRequest = z.strictObject({
  target: PublishTarget,
  title: z.string().trim().min(3).max(120),
  rationale: z.string().trim().min(20, "say in a sentence or two why it should work, and when it does not").max(10_000),
  /** What changed, for those who run the version before. */
  notes: z.string().trim().max(2_000).default(""),
  visibility: Visibility.default("public"),
  disclosure: Disclosure.default("view"),
  tags: z
    .array(Tag)
    .max(8)
    .transform((tags) => [...new Set(tags)])
    .default([]),
  difficulty: Difficulty.default("intermediate"),
  /** Money that a subscriber should have at least, in the strategies' currency. */
  capitalNeeded: Money.default(100_000),
  marginNeeded: Money.nullable().default(null),
  times: z.string().trim().max(120).default(""),
});
export type PublishRequest = z.infer<typeof PublishRequest>;

/** One condition of publishing, and why it holds or not. */
export const CheckDto = z.object({
  id: z.enum(["compiles", "costs", "signals", "sample", "critique", "registration", "rights"]),
  label: z.string(),
  passed: z.boolean(),
  reason: z.string(),
});
export type CheckDto = z.infer<typeof CheckDto>;

export const PublishStateDto = z.object({
  ok: z.boolean(),
  checks: z.array(CheckDto),
  /** The listing that publishing would update; null where it would make one. */
  listing: z
    .object({ id: z.uuid(), version: z.string(), next: z.string(), title: z.string(), rationale: z.string() })
    .nullable(),
});
export type PublishStateDto = z.infer<typeof PublishStateDto>;

export const PublishedDto = z.object({ listingId: z.uuid(), version: z.string(), sealHash: z.string() });
export type PublishedDto = z.infer<typeof PublishedDto>;

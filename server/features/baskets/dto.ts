import { z } from "zod";
import { allocationMethods } from "@/graph-runtime/analytics/portfolio/allocate-weights.ts";
import { rebalanceSchedules } from "@/graph-runtime/analytics/portfolio/rebalance-schedule.ts";

const Percent = z.number().positive().max(100);

/** Limits over all members together; what is not given does not limit. Percentages are of the basket's equity. */
export const BasketLimits = z.strictObject({
  /** Of the equity at the day's start: everything is closed, and no entry follows on that day. */
  maxDailyLossPercent: Percent.optional(),
  /** Below the highest equity: everything is closed and the basket pauses. */
  maxDrawdownPercent: Percent.optional(),
  /** Value of all positions together. */
  maxMarginPercent: z.number().positive().max(1_000).optional(),
  /** Once the day has made so much, what it makes is not given back below `trailPercent` under its best. */
  lockProfitPercent: Percent.optional(),
  trailPercent: Percent.optional(),
});
export type BasketLimits = z.infer<typeof BasketLimits>;

/** How the members of a basket share its money, and what limits them together. Part of what is sealed. */
export const BasketSettings = z.strictObject({
  allocation: z.enum(allocationMethods).default("given"),
  rebalance: z.enum(rebalanceSchedules).default("never"),
  /** Money moves only where a share has strayed by more than so many points of percent. */
  corridorPercent: z.number().min(0).max(50).default(5),
  limits: BasketLimits.default({}),
});
export type BasketSettings = z.infer<typeof BasketSettings>;

const Weight = z.number().positive().max(1e6);

/** A saved version of one of the team's strategies, one that came from a version of a listing, or all that a listing holds now. */
export const BasketMemberInput = z.union([
  z.strictObject({ strategyVersionId: z.uuid(), listingVersionId: z.uuid().optional(), weight: Weight }),
  z.strictObject({ listingId: z.uuid(), weight: Weight }),
]);
export type BasketMemberInput = z.infer<typeof BasketMemberInput>;

export const BasketMemberDto = z.object({
  strategyVersionId: z.uuid(),
  /** Null for a strategy of another team. */
  strategyId: z.uuid().nullable(),
  name: z.string(),
  number: z.int(),
  semanticHash: z.string().nullable(),
  weight: z.number(),
  /** The listing that it was taken from; its strategy is its publisher's. */
  origin: z.object({ listingVersionId: z.uuid(), listingId: z.uuid(), title: z.string() }).nullable(),
});
export type BasketMemberDto = z.infer<typeof BasketMemberDto>;

export const BasketDto = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string(),
  version: z
    .object({
      id: z.uuid(),
      number: z.int(),
      createdAt: z.iso.datetime(),
      settings: BasketSettings,
      members: z.array(BasketMemberDto),
    })
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

import { z } from "zod";
import { StatisticDto } from "../backtests/dto.ts";

export const Visibility = z.enum(["public", "unlisted", "private"]);

export const PublishRequest = z.strictObject({
  id: z.uuid(),
  title: z.string().trim().min(3).max(120),
  rationale: z.string().trim().min(1).max(10_000),
  visibility: Visibility.default("public"),
});
export type PublishRequest = z.infer<typeof PublishRequest>;

/** What a member did in a backtest, with everything that says what the figures are worth. */
export const EvidenceDto = z.object({
  backtestId: z.uuid(),
  datasetId: z.string(),
  datasetName: z.string(),
  synthetic: z.boolean(),
  snapshotId: z.string(),
  fingerprint: z.string().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  statistics: z.array(StatisticDto),
});

export const ListingMemberDto = z.object({
  ordinal: z.int(),
  name: z.string(),
  weight: z.number(),
  semanticHash: z.string(),
  timeframe: z.string(),
  /** One plain sentence per rule. */
  rules: z.array(z.string()),
  /** Null where this very version was never backtested with its own parameters. */
  evidence: EvidenceDto.nullable(),
});

export const ListingLineDto = z.object({
  id: z.uuid(),
  slug: z.string(),
  title: z.string(),
  rationale: z.string(),
  publisher: z.string(),
  visibility: Visibility,
  version: z.int(),
  members: z.array(z.object({ name: z.string(), weight: z.number() })),
  subscribers: z.int(),
  createdAt: z.iso.datetime(),
});
export type ListingLineDto = z.infer<typeof ListingLineDto>;

export const ListingDto = ListingLineDto.omit({ members: true }).extend({
  sealHash: z.string(),
  publishedAt: z.iso.datetime(),
  withdrawnAt: z.iso.datetime().nullable(),
  /** True where the caller's team published it. */
  own: z.boolean(),
  /** The caller's running subscription to it. */
  subscriptionId: z.uuid().nullable(),
  members: z.array(ListingMemberDto),
});
export type ListingDto = z.infer<typeof ListingDto>;

import { z } from "zod";
import { approvalStatuses } from "../../db/repositories/approvals.ts";
import { RunLineDto } from "../runs/dto.ts";
import { SubscriptionSettings } from "./settings.ts";

export const SubscribeRequest = z.strictObject({
  listingId: z.uuid(),
  /** Money of the paper account, in the strategies' currency. */
  capital: z.number().min(100).max(1e9),
  mode: z.literal("paper"),
  settings: SubscriptionSettings.prefault({}),
});
export type SubscribeRequest = z.infer<typeof SubscribeRequest>;

export const SubscriptionLineDto = z.object({
  id: z.uuid(),
  listingId: z.uuid(),
  listingTitle: z.string(),
  publisher: z.string(),
  /** The version that runs; `newestVersion` is greater where the publisher has put out another since. */
  version: z.int(),
  newestVersion: z.int(),
  /** The version that was accepted, and is run as soon as nothing is held. */
  pendingVersion: z.int().nullable(),
  sealHash: z.string(),
  mode: z.enum(["paper", "live"]),
  capital: z.number(),
  settings: SubscriptionSettings,
  status: z.enum(["active", "stopping", "ended"]),
  /** Why it is not simply what its status says; null where it is. */
  statusReason: z.string().nullable(),
  createdAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  runIds: z.array(z.uuid()),
});
export type SubscriptionLineDto = z.infer<typeof SubscriptionLineDto>;

export const ApprovalDto = z.object({
  id: z.uuid(),
  runId: z.uuid(),
  symbol: z.string(),
  side: z.string(),
  quantity: z.number(),
  status: z.enum(approvalStatuses),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});
export type ApprovalDto = z.infer<typeof ApprovalDto>;

export const SubscriptionDto = SubscriptionLineDto.extend({
  runs: z.array(RunLineDto),
  /** The newest first; those that wait are asked to be answered. */
  approvals: z.array(ApprovalDto),
});
export type SubscriptionDto = z.infer<typeof SubscriptionDto>;

const Change = z.object({ before: z.string().nullable(), after: z.string().nullable() });

/** What a member of a version becomes in another; `name` is that of the later one where it is there. */
export const MemberChangeDto = z.object({
  name: z.string(),
  what: z.enum(["added", "removed", "changed"]),
  sealed: z.boolean(),
  weight: Change,
  /** Rules in words; none of a sealed member. */
  rulesRemoved: z.array(z.string()),
  rulesAdded: z.array(z.string()),
  /** Knobs that the author shows, by their label. */
  parameters: z.array(Change.extend({ label: z.string() })),
});
export type MemberChangeDto = z.infer<typeof MemberChangeDto>;

/** A version that is offered in place of the one that runs. */
export const OfferDto = z.object({
  versionId: z.uuid(),
  version: z.string(),
  notes: z.string(),
  publishedAt: z.iso.datetime(),
  members: z.array(MemberChangeDto),
  /** Basket settings that differ, in words. */
  settings: z.array(Change.extend({ label: z.string() })),
  /** Risk by the platform's backtests of both versions, null where one has not finished. */
  risk: z.array(z.object({ label: z.string(), before: z.number().nullable(), after: z.number().nullable() })),
});
export type OfferDto = z.infer<typeof OfferDto>;

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

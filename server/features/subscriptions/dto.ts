import { z } from "zod";
import { RunLineDto } from "../runs/dto.ts";

export const SubscribeRequest = z.strictObject({
  listingId: z.uuid(),
  /** Money of the paper account, in the strategies' currency. */
  capital: z.number().min(100).max(1e9),
  mode: z.literal("paper"),
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
  status: z.enum(["active", "stopping", "ended"]),
  createdAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  runIds: z.array(z.uuid()),
});
export type SubscriptionLineDto = z.infer<typeof SubscriptionLineDto>;

export const SubscriptionDto = SubscriptionLineDto.extend({ runs: z.array(RunLineDto) });
export type SubscriptionDto = z.infer<typeof SubscriptionDto>;

import { z } from "zod";
import type { BasketHold } from "@/graph-runtime/risk/basket-limits.ts";
import { RunLimits } from "../../live/outside-limits.ts";

/** What happens to open positions when a subscription is stopped. */
export const stopWays = ["keep", "close", "close-next-session"] as const;
export type StopWay = (typeof stopWays)[number];

/** What a subscriber sets around a listing; part of the subscription, out of the author's reach. */
export const SubscriptionSettings = z.strictObject({
  ...RunLimits.omit({ held: true }).shape,
  /** Minutes that an entry waits for its approval. */
  approveWithinMinutes: z.int().min(1).max(1_440).default(15),
  onUnsubscribe: z.enum(stopWays).default("close"),
});
export type SubscriptionSettings = z.infer<typeof SubscriptionSettings>;

/**
 * Returns the limits of one member's run: what is meant for all members together is shared by their weights, and what holds the basket
 * holds each of them.
 */
export function limitsOf(settings: SubscriptionSettings, share: number, hold: BasketHold | null): RunLimits {
  const { approveWithinMinutes: _, onUnsubscribe: __, maxMargin, ...limits } = settings;
  return {
    ...limits,
    ...(maxMargin === undefined ? {} : { maxMargin: maxMargin * share }),
    ...(hold === null ? {} : { held: { reason: hold.reason, closes: hold.closes } }),
  };
}

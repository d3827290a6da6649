import { z } from "zod";
import { allocationMethods } from "@/graph-runtime/analytics/portfolio/allocate-weights.ts";
import { rebalanceSchedules } from "@/graph-runtime/analytics/portfolio/rebalance-schedule.ts";
import { HOLD_KINDS } from "@/graph-runtime/risk/basket-limits.ts";
import { products } from "../../brokers/port/broker-order.ts";
import { approvalStatuses } from "../../db/repositories/approvals.ts";
import { BasketLimits } from "../baskets/dto.ts";
import { OrderDto, RunLineDto } from "../runs/dto.ts";
import { SubscriptionSettings } from "./settings.ts";

export const SubscribeRequest = z.strictObject({
  listingId: z.uuid(),
  /** Money of the paper account, in the strategies' currency. */
  capital: z.number().min(100).max(1e9),
  mode: z.enum(["paper", "live"]),
  /** Live: the linked account of each member that has one; the others run on paper. */
  accounts: z
    .array(z.strictObject({ ordinal: z.int().min(0), id: z.uuid(), product: z.enum(products) }))
    .max(100)
    .default([]),
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

/** Money of members by their runs; negative where it goes away from there. */
const Amounts = z.array(z.object({ runId: z.uuid(), amount: z.number() }));

/** Limits over all members, and where they stand; percentages are of the basket's equity. */
export const BasketStateDto = z.object({
  limits: BasketLimits,
  allocation: z.enum(allocationMethods),
  rebalance: z.enum(rebalanceSchedules),
  /** Money moves only where a share has strayed by more than so many points of percent. */
  corridorPercent: z.number(),
  /** Money that is to be moved and waits until those concerned hold nothing. */
  due: z.object({ since: z.iso.datetime(), open: Amounts }).nullable(),
  /** What was moved last. */
  moved: z.object({ time: z.iso.datetime(), moves: Amounts }).nullable(),
  /** What keeps every member from entering now, and until when where it is known. */
  hold: z.object({ kind: z.enum(HOLD_KINDS), closes: z.boolean(), reason: z.string() }).nullable(),
  /** Null until every member has had a bar. */
  now: z
    .object({
      /** Of today (UTC), of the best of today, and below the highest equity. */
      dayPercent: z.number(),
      bestPercent: z.number(),
      drawdownPercent: z.number(),
    })
    .nullable(),
});

export const SubscriptionDto = SubscriptionLineDto.extend({
  /** The members' runs, those of versions before that are over at the end. */
  runs: z.array(RunLineDto.extend({ memberOrdinal: z.int(), marginShare: z.number(), isCurrent: z.boolean() })),
  /** Null where a strategy is run by itself. */
  basket: BasketStateDto.nullable(),
  /** The newest first; those that wait are asked to be answered. */
  approvals: z.array(ApprovalDto),
});
export type SubscriptionDto = z.infer<typeof SubscriptionDto>;

/** How a member's return since it began differs from that of the platform's own run of it, over the same bars. Null is unknown. */
export const MemberDriftDto = z.object({
  runId: z.uuid(),
  own: z.number().nullable(),
  twin: z.number().nullable(),
});
export type MemberDriftDto = z.infer<typeof MemberDriftDto>;

/** An instrument that a subscription and something else of the team hold at once on the same account; units, negative where short. */
export const NettingDto = z.object({
  /** Null on paper, where each run has an account of its own. */
  account: z.object({ id: z.string(), label: z.string() }).nullable(),
  symbol: z.string(),
  own: z.number(),
  net: z.number(),
  others: z.array(z.object({ runId: z.uuid(), name: z.string(), quantity: z.number() })),
});
export type NettingDto = z.infer<typeof NettingDto>;

export const MemberOrderDto = OrderDto.extend({ runId: z.uuid(), strategyName: z.string() });
export type MemberOrderDto = z.infer<typeof MemberOrderDto>;

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

import { z } from "zod";
import { allocationMethods } from "@/graph-runtime/analytics/portfolio/allocate-weights.ts";
import { rebalanceSchedules } from "@/graph-runtime/analytics/portfolio/rebalance-schedule.ts";
import { Timeframe } from "@/graph-runtime/market/timeframe.ts";
import { HOLD_KINDS } from "@/graph-runtime/risk/basket-limits.ts";
import { AssumptionDto, StatisticDto } from "../backtests/dto.ts";
import { BasketLimits } from "../baskets/dto.ts";

export const Place = z.object({ datasetId: z.string(), snapshotId: z.string(), timeframe: Timeframe.optional() });

/** How members share one capital. The corridor is a fraction of it. */
export const ShareRule = z.object({
  method: z.enum(allocationMethods),
  schedule: z.enum(rebalanceSchedules),
  corridor: z.number().min(0).max(1),
  /** Limits over all of them together; left out in tests of before they were kept. */
  limits: BasketLimits.optional(),
});
export type ShareRule = z.infer<typeof ShareRule>;
export type KeptRule = ShareRule & { readonly limits: BasketLimits };

/** Returns the rule that members have to be stepped together for; null where each goes its own way. */
export function keptRule({ method, schedule, corridor, limits }: ShareRule): KeptRule | null {
  if (limits === undefined) return null;
  const hasRules = schedule !== "never" || Object.values(limits).some((limit) => limit !== undefined);
  return hasRules ? { method, schedule, corridor, limits } : null;
}

/** Everything that decides what comes of a test, as its row keeps it. */
export const TestSettings = ShareRule.extend({
  capital: z.number().positive(),
  members: z.array(
    z.object({
      strategyVersionId: z.string(),
      name: z.string(),
      weight: z.number(),
      lanes: z.array(Place),
      references: z.array(Place),
    }),
  ),
});
export type TestSettings = z.infer<typeof TestSettings>;

/** Remarks whose words may repeat what an order node said. */
export const tellsNodes: ReadonlySet<string> = new Set(["denied-orders"]);

export const TestMember = z.object({
  name: z.string(),
  weight: z.number(),
  datasetName: z.string(),
  synthetic: z.boolean(),
  snapshotId: z.string(),
  fingerprint: z.string(),
  statistics: z.array(StatisticDto),
  assumptions: z.array(AssumptionDto),
  /** Without the changes that a critique offers: they are made of the graph, which may be sealed. */
  critique: z.array(
    z.object({ id: z.string(), title: z.string(), severity: z.string(), message: z.string().nullable() }),
  ),
  /** What it added, as a share of the capital. */
  contribution: z.number(),
});

/** What members did together, each day's equity included. */
export const TestResult = z.object({
  capital: z.number(),
  /** ISO days, and the equity at each one's end. */
  days: z.array(z.string()),
  equity: z.array(z.number()),
  statistics: z.array(StatisticDto),
  lossDays: z.int(),
  correlation: z.array(z.array(z.number().nullable())),
  worstDays: z.array(z.object({ day: z.string(), total: z.number(), members: z.array(z.number()) })),
  rebalances: z.int(),
  lastWeights: z.array(z.number()),
  /** Limits over all members that were reached. */
  reached: z.array(z.object({ day: z.string(), kind: z.enum(HOLD_KINDS), reason: z.string() })).default([]),
  members: z.array(TestMember),
});
export type TestResult = z.infer<typeof TestResult>;

export const PortfolioTestDto = z.object({
  id: z.uuid(),
  status: z.enum(["queued", "running", "succeeded", "failed", "cancelled"]),
  progress: z.number(),
  rule: ShareRule,
  result: TestResult.nullable(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
});
export type PortfolioTestDto = z.infer<typeof PortfolioTestDto>;

/** A test of the platform's own, which nobody cancels. */
export type PlatformTest = PortfolioTestDto & { readonly status: Exclude<PortfolioTestDto["status"], "cancelled"> };

import { z } from "zod";
import { PRODUCTS } from "@/graph-runtime/market/product.ts";
import { ENTRY_MODES, type OutsideLimits } from "@/graph-runtime/risk/outside-limits.ts";

const Percent = z.number().positive().max(100);

/** The limits that a run carries around its strategy; graph-runtime/risk/outside-limits.ts says what each means. */
export const RunLimits = z.strictObject({
  multiplier: z.number().min(0.01).max(1_000).optional(),
  maxLots: z.number().positive().max(1e9).optional(),
  maxMargin: z.number().positive().max(1e12).optional(),
  maxDailyLossPercent: Percent.optional(),
  drawdownStopPercent: Percent.optional(),
  products: z.array(z.enum(PRODUCTS)).min(1).max(PRODUCTS.length).optional(),
  days: z.array(z.int().min(0).max(6)).min(1).max(7).optional(),
  maxSlippagePercent: Percent.optional(),
  entries: z.enum(ENTRY_MODES).optional(),
  held: z.strictObject({ reason: z.string().max(300), closes: z.boolean() }).optional(),
}) satisfies z.ZodType<OutsideLimits>;
export type RunLimits = z.infer<typeof RunLimits>;

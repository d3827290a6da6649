import { z } from "zod";
import { BROKER_RULES } from "../market/broker-rules.ts";
import { Timeframe } from "../market/timeframe.ts";

/** How and when orders fill in the simulated venue. */
export const ExecutionSettings = z.strictObject({
  fill: z.enum(["next-open", "same-close", "next-close"]).default("next-open"),
  intrabar: z.enum(["pessimistic", "nearest-extreme", "ohlc", "olhc", "magnifier"]).default("pessimistic"),
  /** Ticks that the price must trade through a limit before it fills; 0 means touch. */
  limitPenetrationTicks: z.int().min(0).max(100).default(1),
  /** Share of equity kept in cash when a size is a percentage of equity, in percent. */
  cashBufferPercent: z.number().min(0).max(50).default(0.25),
  /** When a size in percent of equity is turned into units. */
  sizeAt: z.enum(["decision", "fill"]).default("decision"),
  /** What happens to an order that needs more cash than there is. */
  beyondBuyingPower: z.enum(["deny", "shrink"]).default("deny"),
  account: z.enum(["cash", "margin"]).default("margin"),
  /** Gross exposure that a margin account may hold, as a multiple of equity. */
  leverage: z.number().min(1).max(100).default(1),
  /** Share of a bar's volume that the run may trade; the rest of an order stays working. Without it, bars fill any size. */
  participationPercent: z.number().positive().max(100).optional(),
  /** Share of a position's value that must be there as equity to open it; without it, the inverse of the leverage. */
  initialMarginPercent: z.number().positive().max(100).optional(),
  /** Share below which positions are closed at the next open, losers first; without it, nobody calls. */
  maintenanceMarginPercent: z.number().positive().max(100).optional(),
  /** Orders that this broker would refuse for their form are denied; without it, the venue takes every kind of order. */
  broker: z.enum(BROKER_RULES).optional(),
});
export type ExecutionSettings = z.infer<typeof ExecutionSettings>;

export const CostSettings = z.discriminatedUnion("model", [
  z.strictObject({ model: z.literal("none") }),
  z.strictObject({ model: z.literal("percent"), percent: z.number().min(0).max(10) }),
  z.strictObject({
    model: z.literal("per-share"),
    perShare: z.number().min(0),
    minimum: z.number().min(0).default(0),
    maximumPercent: z.number().min(0).max(100).optional(),
  }),
  z.strictObject({ model: z.literal("per-trade"), amount: z.number().min(0) }),
  z.strictObject({ model: z.literal("per-contract"), perContract: z.number().min(0) }),
  /** A maker is a limit order that rests until the price comes to it. */
  z.strictObject({
    model: z.literal("maker-taker"),
    makerPercent: z.number().min(-10).max(10),
    takerPercent: z.number().min(0).max(10),
  }),
  /** Percentages that change with time: each holds from its instant on, epoch milliseconds, in rising order. */
  z.strictObject({
    model: z.literal("schedule"),
    rates: z
      .array(z.strictObject({ from: z.number(), percent: z.number().min(0).max(10) }))
      .min(1)
      .max(100),
  }),
]);
export type CostSettings = z.infer<typeof CostSettings>;

export const SlippageSettings = z.discriminatedUnion("model", [
  z.strictObject({ model: z.literal("none") }),
  z.strictObject({ model: z.literal("ticks"), ticks: z.number().min(0).max(1000) }),
  z.strictObject({ model: z.literal("percent"), percent: z.number().min(0).max(10) }),
  /** Half of the spread between bid and ask, the spread in percent of the price. */
  z.strictObject({ model: z.literal("half-spread"), spreadPercent: z.number().min(0).max(20) }),
  /** Price x (1 +- impact x share^2), where share is the part of the bar's volume that the fill takes. */
  z.strictObject({ model: z.literal("volume-share"), impact: z.number().min(0).max(100) }),
]);
export type SlippageSettings = z.infer<typeof SlippageSettings>;

/** Yearly rates in percent, accrued by calendar days. */
export const FinancingSettings = z.strictObject({
  /** Earned on cash above zero. */
  cashInterestPercent: z.number().min(0).max(100).default(0),
  /** Paid on cash below zero. */
  marginInterestPercent: z.number().min(0).max(100).default(0),
  /** Paid on the value of short positions. */
  borrowPercent: z.number().min(0).max(1000).default(0),
});
export type FinancingSettings = z.infer<typeof FinancingSettings>;

/** Limits on new entries; what is not given does not limit. Percentages are of equity. Exits always pass. */
export const RiskSettings = z.strictObject({
  maxOrderPercent: z.number().positive().max(10_000).optional(),
  maxPositionPercent: z.number().positive().max(10_000).optional(),
  maxGrossPercent: z.number().positive().max(10_000).optional(),
  maxOpenPositions: z.int().min(1).max(10_000).optional(),
  /** Loss of a session from the close before it. */
  maxSessionLossPercent: z.number().positive().max(100).optional(),
  maxDrawdownPercent: z.number().positive().max(100).optional(),
});
export type RiskSettings = z.infer<typeof RiskSettings>;

/** Defaults of a strategy; a run or a basket may override them, never the logic. */
export const Settings = z.strictObject({
  timeframe: Timeframe.default("1d"),
  currency: z.string().length(3).default("USD"),
  capital: z.number().positive().max(1e12).default(100_000),
  execution: ExecutionSettings.prefault({}),
  costs: CostSettings.default({ model: "percent", percent: 0.1 }),
  slippage: SlippageSettings.default({ model: "none" }),
  /** Without it, money costs and earns nothing. */
  financing: FinancingSettings.optional(),
  risk: RiskSettings.optional(),
});
export type Settings = z.infer<typeof Settings>;

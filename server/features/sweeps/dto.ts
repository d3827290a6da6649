import { z } from "zod";
import { BacktestError, BacktestParameters, BacktestStatus } from "../backtests/dto.ts";

/** The figures that every point of a sweep is judged by, in the order of its columns. */
export const sweepMetrics = [
  "netProfit",
  "totalReturn",
  "cagr",
  "volatility",
  "sharpe",
  "maxDrawdown",
  "trades",
  "winRate",
  "profitFactor",
] as const;
export const SweepMetric = z.enum(sweepMetrics);
export type SweepMetric = z.infer<typeof SweepMetric>;

const Key = z.string().min(1).max(80);
const Value = z.union([z.number(), z.string().max(2_000), z.boolean()]);

/** What a knob takes: every step of a range, or values one by one. */
export const SweepKnob = z.union([
  z.strictObject({ key: Key, from: z.number(), to: z.number(), step: z.number().positive() }),
  z.strictObject({ key: Key, values: z.array(Value).min(1).max(2_000) }),
]);
export type SweepKnob = z.infer<typeof SweepKnob>;

export const SweepPlan = z.strictObject({
  knobs: z.array(SweepKnob).min(1).max(8),
  mode: z.enum(["grid", "random"]).default("grid"),
  /** Points to draw where the mode is random. */
  samples: z.int().min(1).max(200_000).default(1_000),
  seed: z.int().min(0).max(2_147_483_647).default(1),
  objective: z
    .strictObject({ metric: SweepMetric, direction: z.enum(["most", "least"]).default("most") })
    .default({ metric: "sharpe", direction: "most" }),
  /** A point that breaks one of these cannot be the best. */
  constraints: z
    .array(z.strictObject({ metric: SweepMetric, least: z.number().optional(), most: z.number().optional() }))
    .max(9)
    .default([]),
  /** Share of the history, at its end, that no point sees: 0.3 is the last three tenths. */
  holdOut: z.number().min(0).max(0.8).default(0),
});
export type SweepPlan = z.infer<typeof SweepPlan>;

export const SweepRequest = z.strictObject({
  strategyId: z.uuid(),
  revision: z.int().min(1),
  datasetId: z.string().min(1).max(80),
  plan: SweepPlan,
});
export type SweepRequest = z.infer<typeof SweepRequest>;

export const SweepBest = z.object({
  point: z.int(),
  parameters: BacktestParameters,
  figures: z.record(SweepMetric, z.number().nullable()),
});
export type SweepBest = z.infer<typeof SweepBest>;

export const SweepLineDto = z.object({
  id: z.uuid(),
  strategyId: z.uuid(),
  strategyName: z.string(),
  versionNumber: z.int(),
  datasetId: z.string(),
  datasetName: z.string(),
  status: BacktestStatus,
  points: z.int(),
  done: z.int(),
  best: SweepBest.nullable(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
});
export type SweepLineDto = z.infer<typeof SweepLineDto>;

export const SweepDto = SweepLineDto.extend({
  versionId: z.uuid(),
  plan: SweepPlan,
  /** Currency of the money figures. */
  currency: z.string(),
  /** What the strategy calls the knobs of the plan. */
  labels: z.record(z.string(), z.string()),
  /** Points whose values the strategy does not allow. */
  refused: z.int(),
  attempt: z.int(),
  error: BacktestError.nullable(),
  /** The first instant that no point has seen; null where nothing was held out. */
  outOfSampleFrom: z.iso.datetime().nullable(),
  startedAt: z.iso.datetime().nullable(),
});
export type SweepDto = z.infer<typeof SweepDto>;

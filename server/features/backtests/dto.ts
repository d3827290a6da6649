import { z } from "zod";
import { Settings } from "@/graph-runtime/graph/settings.ts";
import { DatasetDto } from "../datasets/dto.ts";

export const BacktestParameters = z.record(
  z.string().max(80),
  z.union([z.number(), z.string().max(2_000), z.boolean()]),
);
export type BacktestParameters = z.infer<typeof BacktestParameters>;

/** The recorded signals of a strategy that waits for some: those that came in over its webhook, or a file. */
export const SignalSource = z.discriminatedUnion("from", [
  z.strictObject({ from: z.literal("webhook") }),
  z.strictObject({ from: z.literal("csv"), csv: z.string().min(1).max(200_000) }),
]);
export type SignalSource = z.infer<typeof SignalSource>;

export const BacktestRequest = z.strictObject({
  strategyId: z.uuid(),
  revision: z.int().min(1),
  datasetId: z.string().min(1).max(80),
  parameters: BacktestParameters.default({}),
  signals: SignalSource.optional(),
});
export type BacktestRequest = z.infer<typeof BacktestRequest>;

export const BacktestStatus = z.enum(["queued", "running", "succeeded", "failed", "cancelled"]);

export const StatisticDto = z.object({
  id: z.string(),
  label: z.string(),
  group: z.string(),
  value: z.number().nullable(),
  unit: z.string(),
  definition: z.string(),
  reason: z.string().optional(),
  marked: z.object({ value: z.number().nullable(), reason: z.string().optional() }).optional(),
});

export const AssumptionDto = z.object({
  id: z.string(),
  label: z.string(),
  value: z.string(),
  note: z.string().optional(),
  optimistic: z.boolean().optional(),
});

/** What a finished backtest found, as it is stored in its row. */
export const BacktestSummary = z.object({
  statistics: z.array(StatisticDto),
  assumptions: z.array(AssumptionDto),
  critique: z.array(z.looseObject({ id: z.string() })),
  diagnostics: z.array(z.looseObject({ code: z.string(), severity: z.string(), message: z.string() })),
  ambiguousBars: z.int(),
  /** What the result would have been on the other path within the bars where the path matters. */
  ambiguity: z
    .object({ bars: z.int(), finalEquity: z.number(), oppositeFinalEquity: z.number(), changesSign: z.boolean() })
    .optional(),
  /** What the same sessions could have come to in another order; null for short runs. */
  confidence: z
    .object({
      resamples: z.int(),
      totalReturn: z.object({ low: z.number(), middle: z.number(), high: z.number() }),
      maxDrawdown: z.object({ middle: z.number(), high: z.number() }),
      lost: z.number(),
    })
    .nullish(),
  /** Variants of the strategy that had been tried when it ran, this one included. */
  trials: z.int().optional(),
  /** Bars of the run: the union of its instruments' bars. */
  bars: z.int().optional(),
  /** What the run assumed: capital, fills, costs. */
  settings: Settings.optional(),
});
export type BacktestSummary = z.infer<typeof BacktestSummary>;

export const BacktestError = z.object({
  code: z.string(),
  message: z.string(),
  diagnostics: z.array(z.looseObject({ code: z.string(), message: z.string() })).optional(),
});

export const BacktestDto = z.object({
  id: z.uuid(),
  strategyId: z.uuid(),
  strategyName: z.string(),
  versionId: z.uuid(),
  versionNumber: z.int(),
  semanticHash: z.string(),
  status: BacktestStatus,
  progress: z.number().min(0).max(1),
  attempt: z.int(),
  parameters: BacktestParameters,
  error: BacktestError.nullable(),
  fingerprint: z.string().nullable(),
  engineVersion: z.string().nullable(),
  statistics: BacktestSummary.shape.statistics.nullable(),
  assumptions: BacktestSummary.shape.assumptions.nullable(),
  critique: BacktestSummary.shape.critique.nullable(),
  diagnostics: BacktestSummary.shape.diagnostics.nullable(),
  ambiguousBars: z.int().nullable(),
  ambiguity: BacktestSummary.shape.ambiguity.unwrap().nullable(),
  confidence: BacktestSummary.shape.confidence.unwrap(),
  trials: z.int().nullable(),
  /** Bars of the run: the union of its instruments' bars. */
  bars: z.int(),
  settings: Settings.nullable(),
  note: z.string().nullable(),
  tags: z.array(z.string()),
  outOfSampleFrom: z.iso.datetime().nullable(),
  dataset: DatasetDto,
  /** Every history that it ran on: the traded instruments in the strategy's order, then those that it looks at only. */
  data: z.array(
    z.object({
      datasetId: z.string(),
      snapshotId: z.string(),
      symbol: z.string(),
      name: z.string(),
      tickSize: z.number(),
      traded: z.boolean(),
    }),
  ),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
});
export type BacktestDto = z.infer<typeof BacktestDto>;

/** The figures by which backtests are compared at a glance, in this order. */
export const headlineIds = ["total-return", "cagr", "max-drawdown", "sharpe", "trade-count"];

export const HeadlineFigure = StatisticDto.pick({ id: true, label: true, value: true, unit: true, reason: true });
export type HeadlineFigure = z.infer<typeof HeadlineFigure>;

/** One line of the list of backtests; the headline figures of a succeeded one. */
export const BacktestLineDto = BacktestDto.pick({
  id: true,
  strategyId: true,
  strategyName: true,
  versionNumber: true,
  status: true,
  progress: true,
  fingerprint: true,
  createdAt: true,
  finishedAt: true,
  tags: true,
}).extend({ datasetId: z.string(), headline: z.array(HeadlineFigure).nullable() });
export type BacktestLineDto = z.infer<typeof BacktestLineDto>;

const Tag = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .regex(/^[^,]+$/, "a tag holds no comma");

/** What people write on a result. What is left out stays as it is. */
export const MarkBacktest = z.strictObject({
  id: z.uuid(),
  note: z.string().trim().max(4_000).nullable().optional(),
  tags: z.array(Tag).max(12).optional(),
  outOfSampleFrom: z.iso.datetime().nullable().optional(),
});
export type MarkBacktest = z.infer<typeof MarkBacktest>;

/** The figures of the parts before and after an instant, each as if it had been a run of its own. */
export const BacktestParts = z.object({
  from: z.iso.datetime(),
  inSample: z.record(z.string(), z.number().nullable()),
  outOfSample: z.record(z.string(), z.number().nullable()),
});
export type BacktestParts = z.infer<typeof BacktestParts>;

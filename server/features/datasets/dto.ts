import { z } from "zod";
import { Instrument } from "@/graph-runtime/market/instrument.ts";
import { Grade, QualityReport } from "@/graph-runtime/market/quality/quality-report.ts";

/** A history to test on, as pages and programs see it. Times are ISO dates of the first and last bar. */
export const DatasetDto = z.object({
  id: z.string(),
  name: z.string(),
  /** "built-in", "upload", "url" or the name of a provider. */
  kind: z.string(),
  source: z.string(),
  symbol: z.string(),
  timeframe: z.string(),
  currency: z.string(),
  instrument: Instrument,
  adjustment: z.string(),
  bars: z.int().min(0),
  from: z.iso.date(),
  to: z.iso.date(),
  synthetic: z.boolean(),
  snapshotId: z.string(),
  version: z.int().min(1),
  grade: Grade,
});
export type DatasetDto = z.infer<typeof DatasetDto>;

export const DatasetVersionDto = z.object({
  number: z.int().min(1),
  snapshotId: z.string(),
  bars: z.int(),
  from: z.iso.date(),
  to: z.iso.date(),
  grade: Grade,
  origin: z.string(),
  createdAt: z.iso.datetime(),
});
export type DatasetVersionDto = z.infer<typeof DatasetVersionDto>;

/** What happened to an instrument outside its trading. */
export const ActionDto = z.object({
  kind: z.enum(["split", "dividend", "funding", "roll", "rename", "delist"]),
  date: z.iso.date(),
  /**
   * New units for each old one, money for each unit, the share of a position's value that longs pay, the price of the new contract less
   * that of the old one, or what a unit is paid out at; null where there is none.
   */
  value: z.number().nullable(),
  /** The name that the instrument or its next contract goes by from then on. */
  symbol: z.string().nullable(),
});
export type ActionDto = z.infer<typeof ActionDto>;

/** One history with everything that is known of it. */
export const DatasetDetailDto = z.object({
  dataset: DatasetDto,
  quality: QualityReport,
  versions: z.array(DatasetVersionDto),
  actions: z.array(ActionDto),
  /** Whether the team may remove it and add versions. */
  own: z.boolean(),
  /** Whether a provider can be asked for newer bars. */
  refreshable: z.boolean(),
});
export type DatasetDetailDto = z.infer<typeof DatasetDetailDto>;

import { z } from "zod";
import { QualityReport } from "@/graph-runtime/market/quality/quality-report.ts";
import { Timeframe } from "@/graph-runtime/market/timeframe.ts";
import { ImportSettings } from "../../data/import/import-settings.ts";
import { Inspection } from "../../data/import/inspect-file.ts";
import { IMPORT_STATUSES } from "../../db/repositories/dataset-imports.ts";

export const ImportError = z.object({ code: z.string(), message: z.string() });

/** A file on its way to becoming a dataset. */
export const ImportDto = z.object({
  id: z.uuid(),
  fileName: z.string(),
  url: z.string().nullable(),
  bytes: z.number().nullable(),
  status: z.enum(IMPORT_STATUSES),
  /** Share done of what is under way, 0 to 1. */
  progress: z.number(),
  rows: z.int(),
  inspection: Inspection.nullable(),
  settings: ImportSettings.nullable(),
  /** Of a file that was read and kept out, or of the dataset that came of it. */
  quality: QualityReport.nullable(),
  error: ImportError.nullable(),
  datasetId: z.string().nullable(),
  createdAt: z.iso.datetime(),
});
export type ImportDto = z.infer<typeof ImportDto>;

/** Who can be asked for bars, and for which; `days` is how far back they reach where that is limited. */
export const ProviderDto = z.object({
  id: z.string(),
  name: z.string(),
  example: z.string(),
  terms: z.string(),
  timeframes: z.array(z.object({ timeframe: Timeframe, days: z.number().nullable() })),
});
export type ProviderDto = z.infer<typeof ProviderDto>;

import { z } from "zod";

/** A history to test on, as pages and programs see it. Times are ISO dates of the first and last bar. */
export const DatasetDto = z.object({
  id: z.string(),
  name: z.string(),
  source: z.string(),
  symbol: z.string(),
  timeframe: z.string(),
  currency: z.string(),
  bars: z.int().min(0),
  from: z.iso.date(),
  to: z.iso.date(),
  synthetic: z.boolean(),
  snapshotId: z.string(),
});
export type DatasetDto = z.infer<typeof DatasetDto>;

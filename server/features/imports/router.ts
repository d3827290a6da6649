import { z } from "zod";
import { Timeframe } from "@/graph-runtime/market/timeframe.ts";
import { ImportSettings } from "../../data/import/import-settings.ts";
import { permitted, router } from "../../trpc/init.ts";
import { ImportDto, ProviderDto } from "./dto.ts";
import {
  cancelImport,
  getImport,
  importFromProvider,
  importFromUrl,
  listProviders,
  listTeamImports,
  refreshDataset,
  resampleDataset,
  startImport,
} from "./service.ts";

const ById = z.strictObject({ id: z.uuid() });
const Started = z.object({ id: z.uuid() });
const read = permitted("dataset.read");
const write = permitted("dataset.write");

// A file itself comes by POST /api/imports (server/features/imports/upload-response.ts): it is too long for a procedure.
export const importsRouter = router({
  list: read.output(z.array(ImportDto)).query(({ ctx }) => listTeamImports(ctx)),
  get: read
    .input(ById)
    .output(ImportDto)
    .query(({ ctx, input }) => getImport(ctx, input.id)),
  providers: read.output(z.array(ProviderDto)).query(() => listProviders()),
  fromProvider: write
    .input(
      z.strictObject({
        provider: z.string().max(40),
        symbol: z.string().trim().min(1).max(40),
        timeframe: Timeframe,
        from: z.iso.date(),
      }),
    )
    .output(Started)
    .mutation(({ ctx, input }) => importFromProvider(ctx, input)),
  resample: write
    .input(z.strictObject({ datasetId: z.string().min(1).max(80), timeframe: Timeframe }))
    .output(Started)
    .mutation(({ ctx, input }) => resampleDataset(ctx, input)),
  refresh: write
    .input(z.strictObject({ datasetId: z.uuid() }))
    .output(Started)
    .mutation(({ ctx, input }) => refreshDataset(ctx, input.datasetId)),
  fromUrl: write
    .input(z.strictObject({ url: z.string().min(1).max(2_000) }))
    .output(Started)
    .mutation(({ ctx, input }) => importFromUrl(ctx, input.url)),
  start: write
    .input(ById.extend({ settings: ImportSettings, datasetId: z.uuid().optional() }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await startImport(ctx, input);
      return {};
    }),
  cancel: write
    .input(ById)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await cancelImport(ctx, input.id);
      return {};
    }),
});

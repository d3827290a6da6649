import { z } from "zod";
import { ImportSettings } from "../../data/import/import-settings.ts";
import { permitted, router } from "../../trpc/init.ts";
import { ImportDto } from "./dto.ts";
import { cancelImport, getImport, importFromUrl, listTeamImports, startImport } from "./service.ts";

const ById = z.strictObject({ id: z.uuid() });
const read = permitted("dataset.read");
const write = permitted("dataset.write");

// A file itself comes by POST /api/imports (server/features/imports/upload-response.ts): it is too long for a procedure.
export const importsRouter = router({
  list: read.output(z.array(ImportDto)).query(({ ctx }) => listTeamImports(ctx)),
  get: read
    .input(ById)
    .output(ImportDto)
    .query(({ ctx, input }) => getImport(ctx, input.id)),
  fromUrl: write
    .input(z.strictObject({ url: z.string().min(1).max(2_000) }))
    .output(z.object({ id: z.uuid() }))
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

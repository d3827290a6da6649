import { z } from "zod";
import { checked } from "../../trpc/checked.ts";
import { permitted, router } from "../../trpc/init.ts";
import {
  ById,
  ByVersion,
  CreateStrategy,
  Rename,
  SaveDraft,
  SavedVersion,
  SaveVersion,
  StrategySummary,
} from "./dto.ts";
import {
  archiveStrategy,
  createStrategy,
  getStrategy,
  getVersion,
  listStrategies,
  renameStrategy,
  saveDraft,
  saveVersion,
} from "./service.ts";

const read = permitted("strategy.read");
const write = permitted("strategy.write");

// get and version have no output schema: reading a large document twice would cost more than it proves.
export const strategiesRouter = router({
  list: read.output(checked(z.array(StrategySummary))).query(({ ctx }) => listStrategies(ctx)),
  get: read.input(ById).query(({ ctx, input }) => getStrategy(ctx, input.id)),
  version: read.input(ByVersion).query(({ ctx, input }) => getVersion(ctx, input.versionId)),
  create: write
    .input(CreateStrategy)
    .output(z.object({ id: z.string() }))
    .mutation(({ ctx, input }) => createStrategy(ctx, input)),
  saveDraft: write
    .input(SaveDraft)
    .output(z.object({ revision: z.int() }))
    .mutation(({ ctx, input }) => saveDraft(ctx, input)),
  saveVersion: write
    .input(SaveVersion)
    .output(SavedVersion)
    .mutation(({ ctx, input }) => saveVersion(ctx, input)),
  rename: write.input(Rename).mutation(({ ctx, input }) => renameStrategy(ctx, input.id, input.name)),
  archive: write.input(ById).mutation(({ ctx, input }) => archiveStrategy(ctx, input.id)),
});

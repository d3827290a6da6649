import { z } from "zod";
import { checked } from "../../trpc/checked.ts";
import { permitted, router } from "../../trpc/init.ts";
import { DatasetDetailDto, DatasetDto } from "./dto.ts";
import { getDataset, listDatasets, removeDataset, setActions } from "./service.ts";

const ById = z.strictObject({ id: z.string().min(1).max(80) });
const mostCharacters = 2_000_000;

export const datasetsRouter = router({
  list: permitted("dataset.read")
    .output(checked(z.array(DatasetDto)))
    .query(({ ctx }) => listDatasets(ctx)),
  get: permitted("dataset.read")
    .input(ById)
    .output(DatasetDetailDto)
    .query(({ ctx, input }) => getDataset(ctx, input.id)),
  setActions: permitted("dataset.write")
    .input(ById.extend({ text: z.string().min(1).max(mostCharacters) }))
    .output(z.object({ version: z.int() }))
    .mutation(({ ctx, input }) => setActions(ctx, input)),
  remove: permitted("dataset.write")
    .input(ById)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await removeDataset(ctx, input.id);
      return {};
    }),
});

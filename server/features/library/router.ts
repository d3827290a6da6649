import { z } from "zod";
import { permitted, router } from "../../trpc/init.ts";
import { LibraryBlockDto, LibraryVersionDto, ReadLibraryBlock, SavedLibraryBlock, SaveLibraryBlock } from "./dto.ts";
import { archiveBlock, listBlocks, readBlock, saveBlock } from "./service.ts";

const read = permitted("strategy.read");
const write = permitted("strategy.write");

export const libraryRouter = router({
  list: read.output(z.array(LibraryBlockDto)).query(({ ctx }) => listBlocks(ctx)),
  get: read
    .input(ReadLibraryBlock)
    .output(LibraryVersionDto)
    .query(({ ctx, input }) => readBlock(ctx, input)),
  save: write
    .input(SaveLibraryBlock)
    .output(SavedLibraryBlock)
    .mutation(({ ctx, input }) => saveBlock(ctx, input)),
  archive: write
    .input(z.strictObject({ id: z.uuid() }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await archiveBlock(ctx, input.id);
      return {};
    }),
});

import { z } from "zod";
import { permitted, router } from "../../trpc/init.ts";
import { CreatedShare, CreateShare, ForkShare, RevokeShare, ShareLinkDto, SharesOf } from "./dto.ts";
import { createShare, forkShare, listShares, revokeShare } from "./service.ts";

const read = permitted("strategy.read");
const share = permitted("strategy.share");
const write = permitted("strategy.write");

export const sharesRouter = router({
  list: read
    .input(SharesOf)
    .output(z.array(ShareLinkDto))
    .query(({ ctx, input }) => listShares(ctx, input.strategyId)),
  create: share
    .input(CreateShare)
    .output(CreatedShare)
    .mutation(({ ctx, input }) => createShare(ctx, input)),
  revoke: share.input(RevokeShare).mutation(({ ctx, input }) => revokeShare(ctx, input.id)),
  fork: write
    .input(ForkShare)
    .output(z.object({ id: z.string() }))
    .mutation(({ ctx, input }) => forkShare(ctx, input.token)),
});

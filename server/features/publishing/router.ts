import { z } from "zod";
import { permitted, router } from "../../trpc/init.ts";
import { Disclosure, PublishedDto, PublishRequest, PublishStateDto, PublishTarget } from "./dto.ts";
import { publish, publishState, withdraw } from "./service.ts";

export const publishingRouter = router({
  state: permitted("listing.publish")
    .input(z.strictObject({ target: PublishTarget, disclosure: Disclosure.default("view") }))
    .output(PublishStateDto)
    .query(({ ctx, input }) => publishState(ctx, input)),
  publish: permitted("listing.publish")
    .input(PublishRequest)
    .output(PublishedDto)
    .mutation(({ ctx, input }) => publish(ctx, input)),
  withdraw: permitted("listing.publish")
    .input(z.strictObject({ listingId: z.uuid() }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await withdraw(ctx, input.listingId);
      return {};
    }),
});

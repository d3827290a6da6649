import { z } from "zod";
import { permitted, router } from "../../trpc/init.ts";
import { ListingDto, ListingLineDto } from "./dto.ts";
import { listListings, requireListing, withdraw } from "./service.ts";

const ListingId = z.strictObject({ listingId: z.uuid() });

export const marketplaceRouter = router({
  list: permitted("marketplace.read")
    .input(z.strictObject({ query: z.string().max(200).optional(), cursor: z.uuid().optional() }).default({}))
    .output(z.object({ items: z.array(ListingLineDto), nextCursor: z.uuid().nullable() }))
    .query(({ ctx, input }) => listListings(ctx, input)),
  get: permitted("marketplace.read")
    .input(ListingId)
    .output(ListingDto)
    .query(({ ctx, input }) => requireListing(ctx, input.listingId)),
  withdraw: permitted("listing.publish")
    .input(ListingId)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await withdraw(ctx, input.listingId);
      return {};
    }),
});

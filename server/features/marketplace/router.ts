import { z } from "zod";
import { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { checked } from "../../trpc/checked.ts";
import { permitted, router } from "../../trpc/init.ts";
import { RecordDto } from "../record/dto.ts";
import { ListingDto, ListingLinesDto, ListingPageDto, ListingSearch, VerdictDto } from "./dto.ts";
import {
  forkMember,
  listingLines,
  listMarketplaceTags,
  memberDocument,
  publicRecord,
  requireListing,
  searchMarketplace,
  verifyListing,
} from "./service.ts";

const read = permitted("marketplace.read");
const ListingId = z.strictObject({ listingId: z.uuid() });
const MemberOf = ListingId.extend({ ordinal: z.int().min(0) });

export const marketplaceRouter = router({
  list: read
    .input(ListingSearch.prefault({}))
    .output(checked(ListingPageDto))
    .query(({ ctx, input }) => searchMarketplace(ctx, input)),
  tags: read
    .output(z.array(z.object({ tag: z.string(), count: z.int() })))
    .query(({ ctx }) => listMarketplaceTags(ctx)),
  get: read
    .input(ListingId)
    .output(ListingDto)
    .query(({ ctx, input }) => requireListing(ctx, input.listingId)),
  lines: read
    .input(ListingId)
    .output(ListingLinesDto)
    .query(({ ctx, input }) => listingLines(ctx, input.listingId)),
  document: read
    .input(MemberOf)
    .output(z.object({ document: GraphDocument, name: z.string() }))
    .query(({ ctx, input }) => memberDocument(ctx, input)),
  record: read
    .input(ListingId.extend({ versionId: z.uuid().optional() }))
    .output(RecordDto)
    .query(({ ctx, input }) => publicRecord(ctx, { id: input.listingId, versionId: input.versionId })),
  verify: read
    .input(ListingId)
    .output(VerdictDto)
    .query(({ ctx, input }) => verifyListing(ctx, input.listingId)),
  fork: permitted("strategy.write")
    .input(MemberOf)
    .output(z.object({ id: z.uuid() }))
    .mutation(({ ctx, input }) => forkMember(ctx, input)),
});

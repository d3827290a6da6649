import { z } from "zod";
import { permitted, router } from "../../trpc/init.ts";
import { followAuthor, readAuthor, setProfile } from "./authors.ts";
import { AuthorDto, PostBody, PostsDto, ProfileInput, ReportInput } from "./dto.ts";
import { answer, ask, listPosts, report, review } from "./service.ts";

const read = permitted("marketplace.read");
const speak = permitted("subscription.trade");
const ListingId = z.strictObject({ listingId: z.uuid() });
const Made = z.object({ id: z.uuid() });

export const communityRouter = router({
  posts: read
    .input(ListingId)
    .output(PostsDto)
    .query(({ ctx, input }) => listPosts(ctx, input.listingId)),
  ask: speak
    .input(ListingId.extend({ body: PostBody }))
    .output(Made)
    .mutation(({ ctx, input }) => ask(ctx, input)),
  answer: speak
    .input(z.strictObject({ postId: z.uuid(), body: PostBody }))
    .output(Made)
    .mutation(({ ctx, input }) => answer(ctx, input)),
  review: speak
    .input(ListingId.extend({ body: PostBody, rating: z.int().min(1).max(5) }))
    .output(Made)
    .mutation(({ ctx, input }) => review(ctx, input)),
  report: speak
    .input(ReportInput)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await report(ctx, input);
      return {};
    }),
  author: read
    .input(z.strictObject({ teamId: z.string().min(1).max(80) }))
    .output(AuthorDto)
    .query(({ ctx, input }) => readAuthor(ctx, input.teamId)),
  follow: speak
    .input(z.strictObject({ teamId: z.string().min(1).max(80), follow: z.boolean() }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await followAuthor(ctx, input);
      return {};
    }),
  setProfile: permitted("listing.publish")
    .input(ProfileInput)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await setProfile(ctx, input);
      return {};
    }),
});

import { z } from "zod";

/** Markdown of users. It is kept as it was written; whoever shows it shows no HTML of it. */
export const PostBody = z.string().trim().min(2, "write a sentence or more").max(5_000);

export const PostDto = z.object({
  id: z.uuid(),
  kind: z.enum(["question", "answer", "review"]),
  parentId: z.uuid().nullable(),
  /** The team that wrote it, and whether it is the listing's publisher. */
  team: z.object({ id: z.string(), name: z.string() }),
  isAuthor: z.boolean(),
  isOwn: z.boolean(),
  body: z.string(),
  /** Of a review; null where ratings are not shown. */
  rating: z.int().nullable(),
  daysRun: z.int().nullable(),
  createdAt: z.iso.datetime(),
});
export type PostDto = z.infer<typeof PostDto>;

export const PostsDto = z.object({
  posts: z.array(PostDto),
  /** Mean of the ratings; null where there is none, or none may be shown. */
  rating: z.number().nullable(),
  /** Whole days for which the caller's team has run the listing; a review takes `leastDays`. */
  daysRun: z.int(),
  leastDays: z.int(),
});
export type PostsDto = z.infer<typeof PostsDto>;

export const AuthorDto = z.object({
  teamId: z.string(),
  name: z.string(),
  bio: z.string(),
  registrationNumber: z.string().nullable(),
  verified: z.boolean(),
  region: z.enum(["international", "india"]),
  followers: z.int(),
  isFollowed: z.boolean(),
  isOwn: z.boolean(),
  since: z.iso.datetime(),
});
export type AuthorDto = z.infer<typeof AuthorDto>;

export const ProfileInput = z.strictObject({
  bio: z.string().trim().max(2_000),
  registrationNumber: z
    .string()
    .trim()
    .regex(/^[A-Z0-9/-]{4,30}$/i, "letters, digits, slashes and dashes, such as INH000001234")
    .nullable(),
  region: z.enum(["international", "india"]),
});
export type ProfileInput = z.infer<typeof ProfileInput>;

export const ReportInput = z.strictObject({
  subject: z.enum(["listing", "post", "profile"]),
  subjectId: z.string().min(1).max(80),
  reason: z.string().trim().min(5, "say in a few words what is wrong").max(1_000),
});
export type ReportInput = z.infer<typeof ReportInput>;

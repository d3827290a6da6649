import { recordForTeam } from "../../audit/record.ts";
import type { Transaction } from "../../db/client.ts";
import {
  daysRunBy,
  findPost,
  insertPost,
  insertReport,
  listFollowers,
  listPostRows,
  type PostRow,
  subjectExists,
} from "../../db/repositories/community.ts";
import { findListing, type ListingRow } from "../../db/repositories/listings.ts";
import { readFlags } from "../../db/repositories/moderation.ts";
import { notifyTeam, notifyTeams } from "../../db/repositories/notifications.ts";
import { findProfile } from "../../db/repositories/profiles.ts";
import { AppError } from "../../errors/app-error.ts";
import type { Context } from "../../trpc/context.ts";
import { rulesOf, strictest } from "../region/service.ts";
import type { PostDto, PostsDto, ReportInput } from "./dto.ts";

/** Who writes a review has run the listing for so many days. */
export const leastDays = 20;

/** Returns questions with their answers and reviews of a listing, the newest first; ratings by the rules of both regions. */
export async function listPosts(context: Context, listingId: string): Promise<PostsDto> {
  const { db, team } = context;
  const listing = await requireShown(context, listingId);
  const [rows, daysRun, reader, author] = await Promise.all([
    listPostRows(db, listingId),
    daysRunBy(db, team.id, listingId),
    findProfile(db, team.id),
    findProfile(db, listing.teamId),
  ]);
  const isVerified = listing.verifiedAt !== null;
  const { showsRatings } = rulesOf(strictest(reader.region, author.region), { isVerified });
  const ratings = rows.flatMap(({ rating }) => (rating === null ? [] : [rating]));
  const mean = ratings.reduce((sum, rating) => sum + rating, 0) / ratings.length;
  return {
    posts: rows.map((row) => toDto(row, { team: team.id, author: listing.teamId, showsRatings })),
    rating: showsRatings && ratings.length > 0 ? mean : null,
    daysRun,
    leastDays,
  };
}

type Reading = { readonly team: string; readonly author: string; readonly showsRatings: boolean };

function toDto(row: PostRow, { team, author, showsRatings }: Reading): PostDto {
  const { id, kind, parentId, teamId, teamName, body, daysRun, createdAt } = row;
  return {
    id,
    kind,
    parentId,
    team: { id: teamId, name: teamName },
    isAuthor: teamId === author,
    isOwn: teamId === team,
    body,
    rating: showsRatings ? row.rating : null,
    daysRun,
    createdAt: createdAt.toISOString(),
  };
}

type Said = { readonly listingId: string; readonly body: string };

/** Asks a question on a listing; its publisher is told. */
export async function ask(context: Context, { listingId, body }: Said): Promise<{ id: string }> {
  await requireOpen(context);
  const listing = await requireShown(context, listingId);
  return context.db.$transaction(async (tx) => {
    const id = await insertPost(tx, { ...mine(context), listingId, kind: "question", body });
    await recordForTeam(tx, context, "post.written", { listingId, postId: id, kind: "question" });
    await tell(tx, context, {
      listing,
      postId: id,
      to: listing.teamId,
      title: `A question on "${listing.title}"`,
      body,
    });
    return { id };
  });
}

/** Answers a question; who asked it is told. */
export async function answer(
  context: Context,
  { postId, body }: { readonly postId: string; readonly body: string },
): Promise<{ id: string }> {
  const { db } = context;
  await requireOpen(context);
  const question = await findPost(db, postId);
  if (question === null || question.kind !== "question" || question.hiddenAt !== null) {
    throw new AppError("not-found", { what: "question", id: postId });
  }
  const { listingId, teamId: asker } = question;
  const listing = await requireShown(context, listingId);
  return db.$transaction(async (tx) => {
    const id = await insertPost(tx, { ...mine(context), listingId, parentId: postId, kind: "answer", body });
    await recordForTeam(tx, context, "post.written", { listingId, postId: id, kind: "answer" });
    await tell(tx, context, { listing, postId: id, to: asker, title: `An answer on "${listing.title}"`, body });
    return { id };
  });
}

/** Reviews a listing that the caller's team has run for long enough, once. */
export async function review(
  context: Context,
  { listingId, body, rating }: Said & { readonly rating: number },
): Promise<{ id: string }> {
  const { db, team } = context;
  await requireOpen(context);
  const listing = await requireShown(context, listingId);
  if (listing.teamId === team.id) {
    throw new AppError("forbidden", { message: "Nobody reviews a listing of their own team." });
  }
  const daysRun = await daysRunBy(db, team.id, listingId);
  if (daysRun < leastDays) {
    const message = `A review takes ${leastDays} days of running the listing; your team has run it for ${daysRun}.`;
    throw new AppError("not-possible-now", { message });
  }
  return db.$transaction(async (tx) => {
    const id = await insertPost(tx, { ...mine(context), listingId, kind: "review", body, rating, daysRun });
    if (id === null) throw new AppError("conflict", { message: "Your team has reviewed this listing already." });
    await recordForTeam(tx, context, "post.written", { listingId, postId: id, kind: "review", rating, daysRun });
    await tell(tx, context, { listing, postId: id, to: listing.teamId, title: `A review of "${listing.title}"`, body });
    return { id };
  });
}

/** Reports a listing, a post or a profile to whoever runs this installation; the same thing once until it is dealt with. */
export async function report(context: Context, { subject, subjectId, reason }: ReportInput): Promise<void> {
  const { db, team, user } = context;
  if (!(await subjectExists(db, subject, subjectId))) throw new AppError("not-found", { what: subject, id: subjectId });
  await db.$transaction(async (tx) => {
    const isNew = await insertReport(tx, { subject, subjectId, reason, teamId: team.id, createdBy: user.id });
    if (!isNew)
      throw new AppError("conflict", { message: "Your team has reported this already. It is being looked at." });
    await recordForTeam(tx, context, "report.made", { subject, subjectId, reason });
  });
}

/** Tells those who follow an author of a listing that is new. */
export async function tellFollowers(
  tx: Transaction,
  { teamId, teamName, listingId, title }: Readonly<Record<"teamId" | "teamName" | "listingId" | "title", string>>,
): Promise<void> {
  await notifyTeams(
    tx,
    (await listFollowers(tx, teamId)).map((follower) => ({
      teamId: follower,
      kind: "followed" as const,
      key: `listing:${listingId}:published`,
      subject: `listing:${listingId}`,
      title: `${teamName} has published "${title}"`,
      href: `/marketplace/${listingId}`,
    })),
  );
}

/** Throws where nothing may be written on this installation. */
async function requireOpen({ db }: Context): Promise<void> {
  if ((await readFlags(db))["community"] !== false) return;
  throw new AppError("not-possible-now", {
    message: "Questions, answers and reviews are closed on this installation for now.",
  });
}

async function requireShown({ db, team }: Context, id: string): Promise<ListingRow> {
  const listing = await findListing(db, team.id, id);
  if (listing === null) throw new AppError("not-found", { what: "listing", id });
  return listing;
}

function mine({ team, user }: Context) {
  return { teamId: team.id, createdBy: user.id };
}

type News = {
  readonly listing: ListingRow;
  readonly postId: string;
  readonly to: string;
  readonly title: string;
  readonly body: string;
};

async function tell(tx: Transaction, { team }: Context, { listing, postId, to, title, body }: News): Promise<void> {
  if (to === team.id) return;
  const text = body.length > 280 ? `${body.slice(0, 280)}...` : body;
  const about = { subject: `listing:${listing.id}`, href: `/marketplace/${listing.id}` };
  await notifyTeam(tx, {
    ...about,
    teamId: to,
    kind: "post",
    key: `post:${postId}`,
    title,
    body: `${team.name}: ${text}`,
  });
}

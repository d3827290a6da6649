import type { Queryable, Transaction } from "../client.ts";

export type PostKind = "question" | "answer" | "review";

export type PostRow = {
  readonly id: string;
  readonly kind: PostKind;
  readonly listingId: string;
  readonly parentId: string | null;
  readonly teamId: string;
  readonly teamName: string;
  readonly body: string;
  readonly rating: number | null;
  readonly daysRun: number | null;
  readonly createdAt: Date;
  readonly hiddenAt: Date | null;
};

const columns = {
  id: true,
  kind: true,
  listingId: true,
  parentId: true,
  teamId: true,
  team: { select: { name: true } },
  body: true,
  rating: true,
  daysRun: true,
  createdAt: true,
  hiddenAt: true,
} as const;

/** Returns what is shown of a listing's posts, the newest first. */
export async function listPostRows(db: Queryable, listingId: string): Promise<PostRow[]> {
  const rows = await db.listingPost.findMany({
    where: { listingId, hiddenAt: null, OR: [{ parentId: null }, { parent: { hiddenAt: null } }] },
    orderBy: { createdAt: "desc" },
    take: 500,
    select: columns,
  });
  return rows.map(({ team, kind, ...row }) => ({ ...row, kind: kind as PostKind, teamName: team.name }));
}

export async function findPost(db: Queryable, id: string): Promise<PostRow | null> {
  const row = await db.listingPost.findUnique({ where: { id }, select: columns });
  if (row === null) return null;
  const { team, kind, ...rest } = row;
  return { ...rest, kind: kind as PostKind, teamName: team.name };
}

type NewPost = {
  readonly listingId: string;
  readonly teamId: string;
  readonly createdBy: string;
  readonly kind: PostKind;
  readonly body: string;
  readonly parentId?: string;
  readonly rating?: number;
  readonly daysRun?: number;
};

/** Inserts a post and returns its id, or null where the team has a review of the listing already. */
export async function insertPost(tx: Transaction, post: NewPost & { readonly kind: "review" }): Promise<string | null>;
export async function insertPost(tx: Transaction, post: NewPost): Promise<string>;
export async function insertPost(tx: Transaction, post: NewPost): Promise<string | null> {
  const made = await tx.listingPost.createManyAndReturn({ data: [post], skipDuplicates: true, select: { id: true } });
  return made[0]?.id ?? null;
}

/** Returns the whole days for which a team has run a listing, all its subscriptions to it added up. */
export async function daysRunBy(db: Queryable, teamId: string, listingId: string): Promise<number> {
  const [row] = await db.$queryRaw<{ days: number }[]>`
    SELECT coalesce(floor(sum(extract(epoch FROM coalesce(ended_at, now()) - created_at)) / 86400), 0)::int AS days
    FROM subscriptions WHERE team_id = ${teamId} AND listing_id = ${listingId}`;
  return row?.days ?? 0;
}

export async function findAuthor(
  db: Queryable,
  id: string,
): Promise<{ name: string; createdAt: Date; hasPublished: boolean } | null> {
  const row = await db.organization.findUnique({
    where: { id },
    select: {
      name: true,
      createdAt: true,
      listings: { where: { visibility: { not: "private" }, withdrawnAt: null, hiddenAt: null }, take: 1 },
    },
  });
  return row && { name: row.name, createdAt: row.createdAt, hasPublished: row.listings.length > 0 };
}

export async function countFollowers(
  db: Queryable,
  followedTeamId: string,
  teamId: string,
): Promise<{ followers: number; isFollowed: boolean }> {
  const [followers, own] = await Promise.all([
    db.follow.count({ where: { followedTeamId } }),
    db.follow.count({ where: { followedTeamId, teamId } }),
  ]);
  return { followers, isFollowed: own > 0 };
}

export async function setFollow(
  tx: Transaction,
  pair: { readonly teamId: string; readonly followedTeamId: string },
  follow: boolean,
): Promise<void> {
  if (follow) await tx.follow.createMany({ data: [pair], skipDuplicates: true });
  else await tx.follow.deleteMany({ where: pair });
}

export async function listFollowers(tx: Transaction, followedTeamId: string): Promise<string[]> {
  const rows = await tx.follow.findMany({ where: { followedTeamId }, select: { teamId: true } });
  return rows.map((row) => row.teamId);
}

export type ReportSubject = "listing" | "post" | "profile";

export async function subjectExists(db: Queryable, subject: ReportSubject, id: string): Promise<boolean> {
  switch (subject) {
    case "listing":
      return (await db.listing.count({ where: { id, hiddenAt: null, visibility: { not: "private" } } })) > 0;
    case "post":
      return (await db.listingPost.count({ where: { id, hiddenAt: null } })) > 0;
    case "profile":
      return (await db.teamProfile.count({ where: { teamId: id } })) > 0;
  }
}

type NewReport = {
  readonly subject: ReportSubject;
  readonly subjectId: string;
  readonly reason: string;
  readonly teamId: string;
  readonly createdBy: string;
};

/** Inserts a report; returns false where the team has one of the same thing that is not dealt with. */
export async function insertReport(tx: Transaction, report: NewReport): Promise<boolean> {
  return (await tx.report.createMany({ data: [report], skipDuplicates: true })).count === 1;
}

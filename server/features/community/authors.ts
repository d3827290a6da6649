import { recordForTeam } from "../../audit/record.ts";
import { countFollowers, findAuthor, setFollow } from "../../db/repositories/community.ts";
import { findProfile, storeProfile } from "../../db/repositories/profiles.ts";
import { AppError } from "../../errors/app-error.ts";
import type { Context } from "../../trpc/context.ts";
import type { AuthorDto, ProfileInput } from "./dto.ts";

/** Returns what a publisher says of itself; a team that has published nothing is nobody's business but its own. */
export async function readAuthor({ db, team }: Context, teamId: string): Promise<AuthorDto> {
  const author = await findAuthor(db, teamId);
  if (author === null || (!author.hasPublished && teamId !== team.id)) {
    throw new AppError("not-found", { what: "author", id: teamId });
  }
  const [profile, follows] = await Promise.all([findProfile(db, teamId), countFollowers(db, teamId, team.id)]);
  const { verifiedAt, ...said } = profile;
  const { name, createdAt } = author;
  return {
    ...said,
    ...follows,
    teamId,
    name,
    verified: verifiedAt !== null,
    isOwn: teamId === team.id,
    since: createdAt.toISOString(),
  };
}

/** Begins or ends to be told of what an author publishes. */
export async function followAuthor(
  context: Context,
  { teamId, follow }: { readonly teamId: string; readonly follow: boolean },
): Promise<void> {
  const { db, team } = context;
  if (teamId === team.id) throw new AppError("invalid-input", { message: "A team cannot follow itself." });
  await readAuthor(context, teamId);
  await db.$transaction(async (tx) => {
    await setFollow(tx, { teamId: team.id, followedTeamId: teamId }, follow);
    await recordForTeam(tx, context, follow ? "author.followed" : "author.unfollowed", { teamId });
  });
}

/** Says something else of the caller's team. Another registration number has to be verified again. */
export async function setProfile(context: Context, profile: ProfileInput): Promise<void> {
  const { db, team } = context;
  await db.$transaction(async (tx) => {
    const before = await findProfile(tx, team.id);
    await storeProfile(tx, team.id, {
      ...profile,
      keepsVerification: before.registrationNumber === profile.registrationNumber,
    });
    await recordForTeam(tx, context, "profile.set", { before, profile });
  });
}

import type { Queryable } from "../client.ts";

export type Region = "international" | "india";

export type ProfileRow = {
  readonly bio: string;
  readonly registrationNumber: string | null;
  readonly region: Region;
  readonly verifiedAt: Date | null;
};

const unknown: ProfileRow = { bio: "", registrationNumber: null, region: "international", verifiedAt: null };

/** Returns what a team says of itself; a team that has said nothing is international and unverified. */
export async function findProfile(db: Queryable, teamId: string): Promise<ProfileRow> {
  const row = await db.teamProfile.findUnique({
    where: { teamId },
    select: { bio: true, registrationNumber: true, region: true, verifiedAt: true },
  });
  return row === null ? unknown : { ...row, region: row.region as Region };
}

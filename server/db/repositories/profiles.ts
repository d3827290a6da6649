import type { Queryable, Transaction } from "../client.ts";
import { type Prepared, readPrepared } from "../prepared.ts";

export type Region = "international" | "india";

export type ProfileRow = {
  readonly bio: string;
  readonly registrationNumber: string | null;
  readonly region: Region;
  readonly verifiedAt: Date | null;
};

const ofTeam: Prepared<ProfileRow> = {
  name: "profile-of-team",
  text: `SELECT coalesce(p.bio, '') AS bio, p.registration_number AS "registrationNumber", p.verified_at AS "verifiedAt",
      coalesce(p.region, (SELECT 'india' FROM platform_flags WHERE key = 'defaultRegion' AND value = '"india"'::jsonb),
        'international') AS region
    FROM (SELECT 1) AS one LEFT JOIN team_profiles p ON p.team_id = $1`,
};

/** Returns what a team says of itself; a team that has said nothing is unverified, and where the installation says. */
export async function findProfile(db: Queryable, teamId: string): Promise<ProfileRow> {
  const [row] = await readPrepared(db, ofTeam, [teamId]);
  if (row === undefined) throw new Error("a left join of one row has one");
  return row;
}

/** Returns the region of whoever has not said one. */
export async function defaultRegion(db: Queryable): Promise<Region> {
  const flag = await db.platformFlag.findUnique({ where: { key: "defaultRegion" }, select: { value: true } });
  return flag?.value === "india" ? "india" : "international";
}

type SaidProfile = Omit<ProfileRow, "verifiedAt"> & { readonly keepsVerification: boolean };

/** Stores what a team says of itself. */
export async function storeProfile(
  tx: Transaction,
  teamId: string,
  { keepsVerification, ...said }: SaidProfile,
): Promise<void> {
  const update = keepsVerification ? said : { ...said, verifiedAt: null, verifiedBy: null };
  await tx.teamProfile.upsert({ where: { teamId }, create: { teamId, ...said }, update });
}

import type { Queryable, Transaction } from "../client.ts";

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
  return row === null ? { ...unknown, region: await defaultRegion(db) } : { ...row, region: row.region as Region };
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

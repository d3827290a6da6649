import type { Queryable } from "../client.ts";

export type PreferenceRow = {
  readonly userId: string;
  readonly kind: string;
  readonly inApp: boolean;
  readonly email: boolean;
};
const columns = { userId: true, kind: true, inApp: true, email: true } as const;

/** Returns what a person has chosen in a team. */
export async function listPreferences(
  db: Queryable,
  where: { readonly teamId: string; readonly userId: string },
): Promise<PreferenceRow[]> {
  return db.notificationPreference.findMany({ where, select: columns });
}

/** Returns what the people of a team have chosen of one kind. */
export async function preferencesOfKind(
  db: Queryable,
  where: { readonly teamId: string; readonly kind: string },
): Promise<PreferenceRow[]> {
  return db.notificationPreference.findMany({ where, select: columns });
}

export async function storePreference(db: Queryable, teamId: string, row: PreferenceRow): Promise<void> {
  const { userId, kind, ...choice } = row;
  await db.notificationPreference.upsert({
    where: { userId_teamId_kind: { userId, teamId, kind } },
    create: { teamId, ...row },
    update: choice,
  });
}

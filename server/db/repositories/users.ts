import type { Queryable } from "../client.ts";

export type UserRow = { readonly id: string; readonly name: string; readonly email: string };

export async function findUser(
  db: Queryable,
  which: { id: string } | { email: string },
): Promise<(UserRow & { readonly twoFactorEnabled: boolean }) | null> {
  return db.user.findUnique({ where: which, select: { id: true, name: true, email: true, twoFactorEnabled: true } });
}

export async function isEmailVerified(db: Queryable, userId: string): Promise<boolean> {
  const found = await db.user.findUnique({ where: { id: userId }, select: { emailVerified: true } });
  return found?.emailVerified === true;
}

/** Returns those of the users whose address is confirmed. */
export async function verifiedAmong(db: Queryable, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const where = { id: { in: [...ids] }, emailVerified: true };
  return new Set((await db.user.findMany({ where, select: { id: true } })).map(({ id }) => id));
}

export async function insertUser(db: Queryable, user: UserRow & { readonly emailVerified: boolean }): Promise<void> {
  await db.user.create({ data: user });
}

/** Holds the user until the transaction ends. */
export async function lockUser(db: Queryable, userId: string): Promise<void> {
  await db.$queryRaw`SELECT id FROM users WHERE id = ${userId} FOR UPDATE`;
}

export async function hasOpenInvitation(db: Queryable, email: string): Promise<boolean> {
  const found = await db.invitation.findFirst({
    where: { email, status: "pending", expiresAt: { gt: new Date() } },
    select: { id: true },
  });
  return found !== null;
}

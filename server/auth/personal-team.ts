import { randomUUID } from "node:crypto";
import { appendAudit } from "../audit/append.ts";
import type { Database } from "../db/client.ts";
import { addMembership, findMembership, type Membership, membershipsOfUser } from "../db/repositories/memberships.ts";
import { createTeam } from "../db/repositories/teams.ts";
import { findUser, lockUser } from "../db/repositories/users.ts";

/** Returns a slug that no other team has: readable first, unique at the end. */
export function teamSlug(name: string): string {
  const words = name
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40);
  return `${words || "team"}-${randomUUID().slice(0, 8)}`;
}

/** Returns the first membership of the user; whoever is in no team gets one of their own. Null: there is no such user. */
export async function homeMembership(db: Database, userId: string): Promise<Membership | null> {
  const [known] = await membershipsOfUser(db, userId);
  if (known) return known;
  return db.$transaction(async (tx) => {
    await lockUser(tx, userId); // two first requests at once must not make two teams
    const [first] = await membershipsOfUser(tx, userId);
    if (first) return first;
    const user = await findUser(tx, { id: userId });
    if (!user) return null;
    const team = { id: randomUUID(), name: `${user.name}'s team`.slice(0, 120), slug: teamSlug(user.name) };
    await createTeam(tx, team);
    await addMembership(tx, { id: randomUUID(), teamId: team.id, userId, role: "owner" });
    await appendAudit(tx, {
      chain: `team:${team.id}`,
      teamId: team.id,
      actor: `user:${userId}`,
      action: "team.created",
      detail: { name: team.name },
    });
    return findMembership(tx, team.id, userId);
  });
}

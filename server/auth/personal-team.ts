import { randomUUID } from "node:crypto";
import { appendAudit } from "../audit/append.ts";
import type { Database } from "../db/client.ts";
import { addMembership, membershipsOfUser } from "../db/repositories/memberships.ts";
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

/** Returns the team that a new session of the user works in; whoever has none gets one of their own. */
export async function homeTeam(db: Database, userId: string): Promise<string | null> {
  return db.$transaction(async (tx) => {
    await lockUser(tx, userId); // two first sign-ins at once must not make two teams
    const [first] = await membershipsOfUser(tx, userId);
    if (first) return first.teamId;
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
    return team.id;
  });
}

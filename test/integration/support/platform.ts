import { randomUUID } from "node:crypto";
import { secret } from "@/server/config/secret.ts";
import { createDatabase, type Database } from "@/server/db/client.ts";
import type { Caller, Context, RequestContext } from "@/server/trpc/context.ts";
import { permissionsOf, type Role } from "@/server/trpc/permissions.ts";
import { closeKept } from "../../setup/kept-things.ts";
import { createTrialDatabase } from "../../setup/trial-database.ts";

export type Platform = { readonly db: Database; readonly url: string; close(): Promise<void> };

/** Opens a migrated database of the test file's own. */
export async function openPlatform(): Promise<Platform> {
  const trial = await createTrialDatabase();
  process.env["DATABASE_URL"] = trial.url;
  const db = createDatabase(secret(trial.url), 8);
  return {
    db,
    url: trial.url,
    close: async () => {
      await closeKept(); // what calls have opened on it
      await db.$disconnect();
      await trial.drop();
    },
  };
}

export type Member = { readonly context: Context; readonly request: RequestContext };
export type TestTeam = { readonly id: string; member(role: Role): Promise<Member> };

/** Makes a team; member(role) adds a user to it and returns what their requests carry. */
export async function makeTeam(db: Database, name = "Test desk"): Promise<TestTeam> {
  const id = randomUUID();
  await db.organization.create({ data: { id, name, slug: `desk-${id}` } });
  return { id, member: (role) => addMember(db, { id, name }, role) };
}

async function addMember(db: Database, team: { id: string; name: string }, role: Role): Promise<Member> {
  const user = { id: randomUUID(), name: `The ${role}`, email: `${role}-${randomUUID()}@test.local` };
  await db.user.create({ data: { ...user, emailVerified: true } });
  await db.member.create({ data: { id: randomUUID(), organizationId: team.id, userId: user.id, role } });
  const session = { id: randomUUID(), kind: "browser" } as const;
  await db.session.create({
    data: { id: session.id, token: randomUUID(), userId: user.id, expiresAt: new Date(Date.now() + 3_600_000) },
  });
  const caller: Caller = { session, user, team, role, permissions: permissionsOf(role) };
  const requestId = randomUUID();
  return {
    context: { ...caller, db, requestId },
    request: { caller, refusal: "not-signed-in", db, requestId },
  };
}

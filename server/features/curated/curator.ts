import type { Database } from "../../db/client.ts";
import { createTeamOnce } from "../../db/repositories/teams.ts";
import type { Context } from "../../trpc/context.ts";
import { permissionsOf } from "../../trpc/permissions.ts";

/** The team that publishes what the platform puts together; nobody is a member, so nobody signs in as it. */
const team = { id: "curated", name: "Quantloom Research", slug: "quantloom-research" } as const;

/** Returns who the platform acts as when it publishes a basket of its own. */
export async function curator(db: Database): Promise<Context> {
  await db.$transaction((tx) => createTeamOnce(tx, team));
  return {
    session: { id: "curator", kind: "browser" },
    user: { id: "curator", name: team.name, email: "" },
    team: { id: team.id, name: team.name },
    role: "owner",
    permissions: permissionsOf("owner"),
    db,
    requestId: "curator",
  };
}

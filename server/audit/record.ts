import type { Transaction } from "../db/client.ts";
import type { Context } from "../trpc/context.ts";
import { appendAudit } from "./append.ts";

type Actor = Pick<Context, "session" | "user" | "team">;

/** Returns who acts, as the audit trail names them. */
export function actorOf({ session, user }: Pick<Context, "session" | "user">): string {
  return session.kind === "api-key" ? `api-key:${session.id}` : `user:${user.id}`;
}

/** Adds what the caller did to the chain of the caller's team. */
export async function recordForTeam(
  tx: Transaction,
  actor: Actor,
  action: string,
  detail: { readonly [key: string]: unknown },
): Promise<void> {
  const teamId = actor.team.id;
  await appendAudit(tx, { chain: `team:${teamId}`, teamId, actor: actorOf(actor), action, detail });
}

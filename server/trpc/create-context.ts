import { randomUUID } from "node:crypto";
import { auth } from "../auth/auth.ts";
import { resolveCaller, type SessionReader } from "../auth/resolve-caller.ts";
import { database } from "../db/client.ts";
import { currentRequestId } from "../request-id.ts";
import type { RequestContext } from "./context.ts";

const readSession: SessionReader = async (headers) => {
  const found = await auth().api.getSession({ headers });
  if (!found) return null;
  return {
    id: found.session.id,
    userId: found.user.id,
    activeTeamId: found.session.activeOrganizationId ?? null,
  };
};

/** Returns what a web request carries into the procedures. */
export async function createContext(headers: Headers): Promise<RequestContext> {
  const db = database();
  const { caller, refusal } = await resolveCaller(db, headers, readSession);
  return { caller, refusal, db, requestId: currentRequestId() ?? randomUUID() };
}

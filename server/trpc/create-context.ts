import { randomUUID } from "node:crypto";
import { auth } from "../auth/auth.ts";
import { browserSessions } from "../auth/browser-sessions.ts";
import { resolveCaller } from "../auth/resolve-caller.ts";
import { database } from "../db/client.ts";
import { currentRequestId } from "../request-id.ts";
import type { RequestContext } from "./context.ts";

/** Returns what a web request carries into the procedures. */
export async function createContext(headers: Headers): Promise<RequestContext> {
  const db = database();
  const { caller, refusal } = await resolveCaller(db, headers, browserSessions(auth()));
  return { caller, refusal, db, requestId: currentRequestId() ?? randomUUID() };
}

import { checkSessions } from "@/server/live/account/check-sessions.ts";
import type { JobHandler } from "../handler.ts";

/** Looks whether accounts that runs trade on are logged in, before the market opens and while it is open. */
export const brokerPreflight: JobHandler<"broker.preflight"> = {
  run: (_payload, { db }) => checkSessions(db, Date.now()),
};

import { checkSessions } from "@/server/live/account/check-sessions.ts";
import { noteMissedDays } from "@/server/live/account/day/close-day.ts";
import type { JobHandler } from "../handler.ts";

/**
 * Looks whether accounts that runs trade on are logged in, before the market opens and while it is open, and notes the days whose books
 * nobody could compare.
 */
export const brokerPreflight: JobHandler<"broker.preflight"> = {
  run: async (_payload, { db }) => {
    await checkSessions(db, Date.now());
    await noteMissedDays(db, Date.now());
  },
};

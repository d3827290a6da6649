import { calendars } from "@/graph-runtime/market/calendar/calendars.ts";
import { brokerOf } from "../../brokers/registry.ts";
import type { Database } from "../../db/client.ts";
import { listAccountsAtWork } from "../../db/repositories/broker-accounts.ts";
import { notifyTeams } from "../../db/repositories/notifications.ts";
import { sessionNotices } from "./session-notices.ts";

/** Tells teams of sessions that runs need and that are missing, end soon or have ended. May be called as often as one likes. */
export async function checkSessions(db: Database, now: number): Promise<void> {
  const accounts = await listAccountsAtWork(db);
  const notices = accounts.flatMap((account) =>
    sessionNotices(account, calendars[brokerOf(account.broker).calendar], now),
  );
  await notifyTeams(db, notices);
}

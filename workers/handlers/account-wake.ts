import { type DrainSettings, drainAccount } from "@/server/live/account/drain-account.ts";
import { wakeRunsOf } from "@/server/live/account/keep-accounts.ts";
import type { Wake } from "@/server/live/feed-loop.ts";
import type { JobHandler } from "../handler.ts";

/** Returns the handler of accounts' wake-ups; connections are kept from one to the next. */
export function accountWake(settings: DrainSettings, wake: Wake): JobHandler<"account.wake"> {
  return {
    run: async ({ accountId }, { db, signal }) => {
      try {
        await drainAccount(settings, accountId, signal);
      } finally {
        await wakeRunsOf(db, wake, accountId);
      }
    },
  };
}

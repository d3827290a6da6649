import { type DrainSettings, drainAccount } from "@/server/live/account/drain-account.ts";
import type { JobHandler } from "../handler.ts";

/** Returns the handler of accounts' wake-ups; connections are kept from one to the next. */
export function accountWake(settings: DrainSettings): JobHandler<"account.wake"> {
  return { run: ({ accountId }, { signal }) => drainAccount(settings, accountId, signal) };
}

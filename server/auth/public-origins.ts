import type { Env } from "../env.ts";

/** Returns the origins under which browsers may reach us, the main one first. */
export function publicOrigins(settings: Pick<Env, "PORT" | "QUANTLOOM_PUBLIC_URL">): readonly [string, ...string[]] {
  if (settings.QUANTLOOM_PUBLIC_URL) return [new URL(settings.QUANTLOOM_PUBLIC_URL).origin];
  return [`http://127.0.0.1:${settings.PORT}`, `http://localhost:${settings.PORT}`];
}

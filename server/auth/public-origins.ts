import type { Env } from "../env.ts";

const loopback = ["127.0.0.1", "localhost"];

/** Returns the origins under which browsers may reach us, the main one first. On the own machine both names of it count. */
export function publicOrigins(settings: Pick<Env, "PORT" | "QUANTLOOM_PUBLIC_URL">): readonly [string, ...string[]] {
  const main = new URL(settings.QUANTLOOM_PUBLIC_URL ?? `http://127.0.0.1:${settings.PORT}`);
  if (!loopback.includes(main.hostname)) return [main.origin];
  const port = main.port === "" ? "" : `:${main.port}`;
  const others = loopback.filter((name) => name !== main.hostname).map((name) => `${main.protocol}//${name}${port}`);
  return [main.origin, ...others];
}

import { z } from "zod";
import type { DisplayPreferences } from "./display-preferences.ts";

// Apart from display-preferences.ts, so that the shell's first load carries no zod.
const Stored = z.object({
  locale: z.string().min(2).max(35).default("en-US"),
  timeZone: z.string().min(1).max(64).default("browser"),
  compact: z.enum(["metric", "indian"]).default("metric"),
});

function isUsable(preferences: DisplayPreferences): boolean {
  try {
    new Intl.NumberFormat(preferences.locale);
    if (preferences.timeZone !== "browser") new Intl.DateTimeFormat("en", { timeZone: preferences.timeZone });
    return true;
  } catch {
    return false;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Returns the preferences kept in a cookie, or what the browser's Accept-Language header suggests. */
export function readPreferences(cookie: string | undefined, acceptLanguage: string | null): DisplayPreferences {
  if (cookie !== undefined) {
    const stored = Stored.safeParse(parseJson(cookie));
    if (stored.success && isUsable(stored.data)) return stored.data;
  }
  const first = acceptLanguage?.split(",")[0]?.split(";")[0]?.trim() ?? "";
  const suggested = Stored.parse({
    ...(first.length >= 2 && first !== "*" ? { locale: first.slice(0, 35) } : {}),
    ...(first.endsWith("-IN") ? { compact: "indian" } : {}),
  });
  return isUsable(suggested) ? suggested : Stored.parse({});
}

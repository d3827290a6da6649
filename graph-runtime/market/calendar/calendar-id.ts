import { z } from "zod";

/** The calendars that instruments can follow; calendars.ts holds what each of them says. */
export const CalendarId = z.enum(["us-equity", "india", "india-derivatives", "forex", "always"]);
export type CalendarId = z.infer<typeof CalendarId>;

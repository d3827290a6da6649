import { z } from "zod";

const CLOCK = /^([01]\d|2[0-4]):[0-5]\d$/;

/** How a time of day is written, as JSON Schema says it. */
export const CLOCK_PATTERN = CLOCK.source;

/** Returns the schema of a time of day. */
export function clockParam(label: string, initial: string) {
  return z
    .string()
    .max(5)
    .regex(CLOCK, "must be a time such as 09:30")
    .default(initial)
    .meta({ label, control: "text", primary: true });
}

/** Returns the minutes from midnight to a time of day. */
export function clockMinutes(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
}

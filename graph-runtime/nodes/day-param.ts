import { z } from "zod";

/** Returns the schema of a clock: minutes that local time is ahead of UTC, all year round. */
export function offsetParam(more: { readonly shownWhen?: Readonly<Record<string, readonly unknown[]>> } = {}) {
  return z
    .int()
    .min(-840)
    .max(840)
    .default(0)
    .meta({
      label: "UTC offset",
      unit: "minutes",
      help: "Local time less UTC, such as 330 for India or -300 for New York in winter; it does not follow daylight saving.",
      control: "number",
      ...more,
    });
}

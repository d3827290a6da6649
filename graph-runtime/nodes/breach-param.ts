import { z } from "zod";

/** What happens once a limit is reached. */
export function breachParam() {
  return z
    .enum(["block", "flatten"])
    .default("block")
    .meta({
      label: "Then",
      options: { block: "No new entries", flatten: "Close everything" },
      control: "segmented",
      primary: true,
    });
}

export function breachText(reaction: "block" | "flatten"): string {
  return reaction === "block" ? "No new entries" : "Close everything, and no new entries";
}

import { z } from "zod";
import { defineGuard } from "../../risk-guard.ts";

export const entryCooldown = defineGuard({
  kind: "risk.cooldown",
  title: "Entry cooldown",
  keywords: ["cool down", "wait after exit", "pause after loss", "re-entry"],
  summary:
    "No entry for a number of bars after a position was closed, after any trade or after a losing one. It counts over all instruments of the strategy.",
  params: z.object({
    bars: z
      .int()
      .min(1)
      .max(100_000)
      .default(5)
      .meta({ label: "Pause", unit: "bars", control: "number", primary: true }),
    after: z
      .enum(["any", "loss"])
      .default("any")
      .meta({
        label: "After",
        options: { any: "Any trade", loss: "A losing trade" },
        control: "segmented",
        primary: true,
      }),
  }),
  explain: (p) => `No entry for ${p.bars} bars after ${p.after === "any" ? "a trade" : "a losing trade"}`,
  guard: (p) => ({ rule: "cooldown", bars: p.bars, after: p.after, flattens: false }),
});

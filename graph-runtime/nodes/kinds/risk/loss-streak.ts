import { z } from "zod";
import { defineGuard } from "../../risk-guard.ts";

export const lossStreak = defineGuard({
  kind: "risk.loss-streak",
  title: "Loss streak",
  keywords: ["consecutive losses", "losing streak", "pause", "tilt"],
  summary:
    "After so many losing trades in a row, no entry for a number of bars; a trade that loses again then starts the pause anew, and a winning one ends the streak. Costs count.",
  params: z.object({
    losses: z
      .int()
      .min(1)
      .max(1_000)
      .default(3)
      .meta({ label: "Losses in a row", unit: "trades", control: "number", primary: true }),
    bars: z
      .int()
      .min(1)
      .max(100_000)
      .default(20)
      .meta({ label: "Pause", unit: "bars", control: "number", primary: true }),
  }),
  explain: (p) => `No entry for ${p.bars} bars after ${p.losses} losing trades in a row`,
  guard: (p) => ({ rule: "loss-streak", losses: p.losses, bars: p.bars, flattens: false }),
});

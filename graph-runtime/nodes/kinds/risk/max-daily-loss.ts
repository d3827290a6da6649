import { z } from "zod";
import { breachParam, breachText } from "../../breach-param.ts";
import { defineGuard } from "../../risk-guard.ts";

export const maxDailyLoss = defineGuard({
  kind: "risk.max-daily-loss",
  title: "Max daily loss",
  keywords: ["daily loss limit", "stop for the day", "loss limit", "circuit breaker"],
  summary:
    "No new entries for the rest of the day once equity has fallen by a share of what the day began with; where asked, every position is closed as well. Exits always pass.",
  params: z.object({
    percent: z
      .number()
      .positive()
      .max(100)
      .default(3)
      .meta({ label: "Loss", unit: "% of the equity at the day's start", control: "number", primary: true }),
    reaction: breachParam(),
  }),
  explain: (p) =>
    `${breachText(p.reaction)} for the rest of the day once it has lost ${p.percent} % of the equity that it began with`,
  guard: (p) => ({ rule: "session-loss", percent: p.percent, flattens: p.reaction === "flatten" }),
});

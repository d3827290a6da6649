import { z } from "zod";
import { defineGuard } from "../../risk-guard.ts";

export const tradesPerDay = defineGuard({
  kind: "risk.trades-per-day",
  title: "Trades per day",
  keywords: ["max trades", "daily trades", "overtrading", "limit entries"],
  summary:
    "No more than so many entries a day: those that have filled, and those that still work. Days are by midnight UTC.",
  params: z.object({
    most: z
      .int()
      .min(1)
      .max(10_000)
      .default(3)
      .meta({ label: "At most", unit: "entries a day", control: "number", primary: true }),
  }),
  explain: (p) => `No more than ${p.most} entries a day`,
  guard: (p) => ({ rule: "entries-per-session", most: p.most, flattens: false }),
});

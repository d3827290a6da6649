import { z } from "zod";
import { defineGuard } from "../../risk-guard.ts";

export const maxPositions = defineGuard({
  kind: "risk.max-positions",
  title: "Max positions",
  keywords: ["open positions", "concurrent trades", "max open", "slots"],
  summary:
    "No new position while so many are open, over all instruments of the strategy. Adding to an open position is no new one.",
  params: z.object({
    most: z
      .int()
      .min(1)
      .max(10_000)
      .default(5)
      .meta({ label: "At most", unit: "positions", control: "number", primary: true }),
  }),
  explain: (p) => `No new position while ${p.most} are open`,
  guard: (p) => ({ rule: "open-positions", most: p.most, flattens: false }),
});

import { z } from "zod";
import { defineGuard } from "../../risk-guard.ts";

export const maxExposure = defineGuard({
  kind: "risk.max-exposure",
  title: "Max exposure",
  keywords: ["gross exposure", "leverage limit", "position limit"],
  summary: "No entry that would bring the value of all positions, longs and shorts added up, above a share of equity.",
  params: z.object({
    percent: z
      .number()
      .positive()
      .max(10_000)
      .default(100)
      .meta({ label: "At most", unit: "% of equity", control: "number", primary: true }),
  }),
  explain: (p) => `No entry that brings all positions above ${p.percent} % of equity`,
  guard: (p) => ({ rule: "gross-exposure", percent: p.percent, flattens: false }),
});

import { z } from "zod";
import { breachParam, breachText } from "../../breach-param.ts";
import { defineGuard } from "../../risk-guard.ts";

export const maxDrawdown = defineGuard({
  kind: "risk.max-drawdown",
  title: "Max drawdown",
  keywords: ["drawdown limit", "halt", "equity stop", "circuit breaker"],
  summary:
    "No new entries while equity is further below its highest close than a share of it; where asked, every position is closed as well, which ends trading for good. Exits always pass.",
  params: z.object({
    percent: z
      .number()
      .positive()
      .max(100)
      .default(20)
      .meta({ label: "Drawdown", unit: "% of the highest equity", control: "number", primary: true }),
    reaction: breachParam(),
  }),
  explain: (p) => `${breachText(p.reaction)} while equity is ${p.percent} % or more below its highest close`,
  guard: (p) => ({ rule: "drawdown", percent: p.percent, flattens: p.reaction === "flatten" }),
});

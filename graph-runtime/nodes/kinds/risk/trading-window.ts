import { z } from "zod";
import { breachParam, breachText } from "../../breach-param.ts";
import { clockMinutes, clockParam } from "../../clock-param.ts";
import { offsetParam } from "../../day-param.ts";
import { localClockParams } from "../../local-clock.ts";
import { defineGuard } from "../../risk-guard.ts";

const hours = { from: clockParam("From", "09:30"), to: clockParam("To", "15:30"), reaction: breachParam() };

export const tradingWindow = defineGuard({
  kind: "risk.trading-window",
  version: 2,
  title: "Trading window",
  keywords: ["trading hours", "no trades after", "session filter", "flat overnight", "intraday"],
  summary:
    "No entries that are decided on bars which open outside a time of day, from the first time up to but not including the second; where asked, positions are closed there as well. It may pass midnight.",
  params: z.object({ ...hours, ...localClockParams() }),
  explain: (p) => `${breachText(p.reaction)} outside ${p.from} to ${p.to}`,
  guard: (p) => ({
    rule: "window",
    from: clockMinutes(p.from),
    to: clockMinutes(p.to),
    clock: { clock: p.clock, offset: p.offset },
    flattens: p.reaction === "flatten",
  }),
  earlier: [
    {
      version: 1,
      change: "It knew a fixed offset from UTC only; the exchange's own clock came with version 2",
      params: z.object({ ...hours, offset: offsetParam() }),
      upgrade: (params) => ({ ...params, clock: "fixed" }),
      examples: [
        {
          title: "the day of New York in winter, by its offset",
          params: { from: "09:30", to: "16:00", offset: -300, reaction: "flatten" },
          inputs: {},
          outputs: {},
          guard: { rule: "window", from: 570, to: 960, clock: { clock: "fixed", offset: -300 }, flattens: true },
        },
        {
          title: "its defaults, in UTC",
          inputs: {},
          outputs: {},
          guard: { rule: "window", from: 570, to: 930, clock: { clock: "fixed", offset: 0 }, flattens: false },
        },
      ],
    },
  ],
});

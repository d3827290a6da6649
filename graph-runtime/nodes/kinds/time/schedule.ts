import { z } from "zod";
import { defineNode } from "../../define-node.ts";
import { localClockParams, localDayClock } from "../../local-clock.ts";
import { PERIODS, periodNumber } from "../../period.ts";

export const schedule = defineNode({
  kind: "time.schedule",
  version: 1,
  meta: {
    title: "Schedule",
    family: "time",
    keywords: ["rebalance", "daily", "weekly", "monthly", "first bar", "nth bar", "every month", "cost averaging"],
    summary:
      "Fires on the N-th bar of each day, week or month, and counts the bars since it began. Unknown until a first one begins.",
  },
  params: z.object({
    period: z.enum(PERIODS).default("month").meta({ label: "Each", control: "segmented", primary: true }),
    bar: z.int().min(1).max(5_000).default(1).meta({ label: "On bar", control: "number", primary: true }),
    ...localClockParams("fixed"),
  }),
  inputs: {},
  outputs: { event: { type: "event", label: "Event" }, bar: { type: "number", label: "Bar", help: "1 on the first." } },
  warmup: () => 0,
  unknownWhile: "no day, week or month has begun yet",
  explain: (p) => `on bar ${p.bar} of each ${p.period}`,
  state: () => ({ now: 4 }),
  compile: ({ params, outputs, market: { time }, state: { now }, instrument, barLength }) => {
    const { period, bar } = params;
    const localAt = localDayClock(params, { instrument, barLength });
    return (from, to) => {
      for (let i = from; i < to; i++) {
        // a bar that this instrument does not have is passed over
        if (Number.isNaN(time[i]!)) {
          outputs.event[i] = Number.NaN;
          outputs.bar[i] = Number.NaN;
          continue;
        }
        const number = periodNumber(period, localAt(time[i]!));
        if (now[0] === 1 && number !== now[1]) {
          now[2] = 1;
          now[3] = 0;
        }
        now[0] = 1;
        now[1] = number;
        now[3]!++;
        const isKnown = now[2] === 1;
        outputs.event[i] = isKnown ? Number(now[3] === bar) : Number.NaN;
        outputs.bar[i] = isKnown ? now[3]! : Number.NaN;
      }
    };
  },
  examples: [
    {
      title: "the first bar of each day",
      params: { period: "day" },
      inputs: { time: [0, 86_400_000, 90_000_000, 172_800_000] },
      outputs: { event: [null, 1, 0, 1], bar: [null, 1, 2, 1] },
    },
  ],
});

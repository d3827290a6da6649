import { z } from "zod";
import { forKnown } from "../../../kernels/for-known.ts";
import { defineNode } from "../../define-node.ts";
import { localClockParams, localDayClock } from "../../local-clock.ts";
import { PERIODS, periodNumber } from "../../period.ts";

export const oncePer = defineNode({
  kind: "state.once-per",
  version: 1,
  meta: {
    title: "At most N per day",
    family: "state",
    keywords: ["once per day", "once a day", "limit", "first of the day", "max trades"],
    summary:
      "Lets an event through so many times a day, week or month, and holds the others back. Unknown until a first day (week, month) begins.",
  },
  params: z.object({
    times: z
      .int()
      .min(1)
      .max(1_000)
      .default(1)
      .meta({ label: "At most", unit: "times", control: "number", primary: true }),
    period: z.enum(PERIODS).default("day").meta({ label: "Each", control: "segmented", primary: true }),
    ...localClockParams("fixed"),
  }),
  inputs: { event: { type: "event", label: "Event" } },
  outputs: { event: { type: "event", label: "Let through" } },
  warmup: () => 0,
  unknownWhile: "no day, week or month has begun yet",
  explain: (p) => `At most ${p.times} per ${p.period}`,
  phrase: (p, [event]) => `${event} (at most ${p.times} per ${p.period})`,
  state: () => ({ now: 4 }),
  compile: ({ params, inputs, outputs, market, state: { now }, instrument, barLength }) => {
    const { times, period } = params;
    const localAt = localDayClock(params, { instrument, barLength });
    return forKnown([inputs.event, market.time], [outputs.event], (i) => {
      const number = periodNumber(period, localAt(market.time[i]!));
      if (now[0] === 1 && number !== now[1]) {
        now[2] = 1;
        now[3] = 0;
      }
      now[0] = 1;
      now[1] = number;
      const passes = inputs.event[i] === 1 && now[3]! < times;
      if (passes) now[3]!++;
      outputs.event[i] = now[2] === 1 ? Number(passes) : Number.NaN;
    });
  },
  examples: [
    {
      title: "the first of the day only",
      inputs: { time: [0, 86_400_000, 90_000_000, 172_800_000], event: [1, 1, 1, 1] },
      outputs: { event: [null, 1, 0, 1] },
    },
  ],
});

import { z } from "zod";
import { MINUTE } from "../../../core/time.ts";
import { forKnown } from "../../../kernels/for-known.ts";
import { HIGH_LOW } from "../../bar-inputs.ts";
import { defineNode } from "../../define-node.ts";
import { localClockParams, localDayClock } from "../../local-clock.ts";
import { periodNumber } from "../../period.ts";

export const openingRange = defineNode({
  kind: "value.opening-range",
  version: 1,
  meta: {
    title: "Opening range",
    family: "values",
    keywords: ["orb", "opening range", "breakout", "first minutes", "intraday"],
    summary:
      "High and low of the first minutes of the day, from its first bar on; they stand still when Done turns true. Unknown until a day begins.",
    reference: "Toby Crabel, 1990. Counts bars that open within the first minutes after the day's first bar opens",
  },
  params: z.object({
    minutes: z
      .int()
      .min(1)
      .max(1_440)
      .default(15)
      .meta({ label: "Length", unit: "minutes", control: "number", primary: true }),
    ...localClockParams("fixed"),
  }),
  inputs: HIGH_LOW,
  outputs: {
    high: { type: "number", label: "High" },
    low: { type: "number", label: "Low" },
    done: { type: "boolean", label: "Done", help: "True on bars after the range." },
  },
  warmup: () => 0,
  unknownWhile: "no day has begun yet",
  explain: (p) => `Opening range ${p.minutes} minutes`,
  phrase: (p, _, port) => {
    const range = `the opening range of ${p.minutes} minutes`;
    return port === "done" ? `${range} is complete` : `the ${port} of ${range}`;
  },
  // seen, day, begun, start of the day's first bar, high, low
  state: () => ({ now: 6 }),
  compile: ({ params, inputs, outputs, market, state: { now }, instrument, barLength }) => {
    const { minutes } = params;
    const localAt = localDayClock(params, { instrument, barLength });
    return forKnown([inputs.high, inputs.low], [outputs.high, outputs.low, outputs.done], (i) => {
      const time = market.time[i]!;
      const day = periodNumber("day", localAt(time));
      const begins = now[0] === 1 && day !== now[1];
      now[0] = 1;
      now[1] = day;
      if (begins) {
        now[2] = 1;
        now[3] = time;
        now[4] = inputs.high[i]!;
        now[5] = inputs.low[i]!;
      }
      const isDone = time >= now[3]! + minutes * MINUTE;
      if (!isDone) {
        now[4] = Math.max(now[4]!, inputs.high[i]!);
        now[5] = Math.min(now[5]!, inputs.low[i]!);
      }
      const isKnown = now[2] === 1;
      outputs.high[i] = isKnown ? now[4]! : Number.NaN;
      outputs.low[i] = isKnown ? now[5]! : Number.NaN;
      outputs.done[i] = isKnown ? Number(isDone) : Number.NaN;
    });
  },
  examples: [
    {
      title: "ten minutes of five-minute bars",
      params: { minutes: 10 },
      inputs: { time: [0, 86_400_000, 86_700_000, 87_000_000], high: [1, 5, 7, 9], low: [1, 4, 3, 2] },
      outputs: { high: [null, 5, 7, 7], low: [null, 4, 3, 3], done: [null, 0, 0, 1] },
    },
  ],
});

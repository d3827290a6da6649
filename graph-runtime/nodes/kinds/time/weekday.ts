import { z } from "zod";
import { DAY } from "../../../core/time.ts";
import { defineNode } from "../../define-node.ts";
import { localClockParams, localDayClock } from "../../local-clock.ts";

const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
const day = (label: string, initial: boolean) => z.boolean().default(initial).meta({ label, control: "switch" });

export const weekday = defineNode({
  kind: "time.weekday",
  version: 1,
  meta: {
    title: "Weekday",
    family: "time",
    keywords: ["day of week", "monday", "friday", "weekend"],
    summary: "True on bars that open on one of the chosen days of the week.",
  },
  params: z.object({
    monday: day("Monday", true),
    tuesday: day("Tuesday", true),
    wednesday: day("Wednesday", true),
    thursday: day("Thursday", true),
    friday: day("Friday", true),
    saturday: day("Saturday", false),
    sunday: day("Sunday", false),
    ...localClockParams("fixed"),
  }),
  inputs: {},
  outputs: { result: { type: "boolean", label: "True" } },
  warmup: () => 0,
  explain: (p) => `on ${DAYS.filter((name) => p[name]).join(", ") || "no day"}`,
  compile: ({ params, outputs: { result }, market: { time }, instrument, barLength }) => {
    const localAt = localDayClock(params, { instrument, barLength });
    const chosen = DAYS.map((name) => Number(params[name]));
    return (from, to) => {
      for (let i = from; i < to; i++) {
        // 1970-01-01 was a Thursday
        const rank = (((Math.floor(localAt(time[i]!) / DAY) + 3) % 7) + 7) % 7;
        result[i] = Number.isNaN(rank) ? rank : chosen[rank]!;
      }
    };
  },
  examples: [
    {
      title: "still Monday in New York",
      params: { tuesday: false, clock: "exchange" },
      // 2024-01-16 02:00 and 06:00 UTC
      inputs: { time: [1_705_370_400_000, 1_705_384_800_000] },
      outputs: { result: [1, 0] },
    },
    {
      title: "not on a Thursday",
      params: { thursday: false },
      inputs: { time: [0, 86_400_000] },
      outputs: { result: [0, 1] },
    },
  ],
});

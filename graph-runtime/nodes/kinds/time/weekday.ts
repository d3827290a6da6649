import { z } from "zod";
import { localDay } from "../../../kernels/local-time.ts";
import { offsetParam } from "../../day-param.ts";
import { defineNode } from "../../define-node.ts";

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
    offset: offsetParam(),
  }),
  inputs: {},
  outputs: { result: { type: "boolean", label: "True" } },
  warmup: () => 0,
  explain: (p) => `on ${DAYS.filter((name) => p[name]).join(", ") || "no day"}`,
  compile: ({ params, outputs: { result }, market: { time } }) => {
    const chosen = DAYS.map((name) => Number(params[name]));
    return (from, to) => {
      for (let i = from; i < to; i++) {
        // 1970-01-01 was a Thursday
        const rank = (((localDay(time[i]!, params.offset) + 3) % 7) + 7) % 7;
        result[i] = Number.isNaN(rank) ? rank : chosen[rank]!;
      }
    };
  },
  examples: [
    {
      title: "not on a Thursday",
      params: { thursday: false },
      inputs: { time: [0, 86_400_000] },
      outputs: { result: [0, 1] },
    },
  ],
});

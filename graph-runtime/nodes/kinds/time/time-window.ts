import { z } from "zod";
import { localMinute } from "../../../kernels/local-time.ts";
import { clockMinutes, clockParam } from "../../clock-param.ts";
import { offsetParam } from "../../day-param.ts";
import { defineNode } from "../../define-node.ts";

export const timeWindow = defineNode({
  kind: "time.window",
  version: 1,
  meta: {
    title: "Time window",
    family: "time",
    keywords: ["session", "time of day", "hours", "trading hours", "between", "morning"],
    summary:
      "True on bars that open within a time of day: from the first time up to but not including the second; it may pass midnight.",
  },
  params: z.object({ from: clockParam("From", "09:30"), to: clockParam("To", "16:00"), offset: offsetParam() }),
  inputs: {},
  outputs: { result: { type: "boolean", label: "True" } },
  warmup: () => 0,
  explain: (p) => `between ${p.from} and ${p.to}`,
  compile: ({ params, outputs: { result }, market: { time } }) => {
    const start = clockMinutes(params.from);
    const end = clockMinutes(params.to);
    return (from, to) => {
      for (let i = from; i < to; i++) {
        const now = localMinute(time[i]!, params.offset);
        const isInside = start <= end ? now >= start && now < end : now >= start || now < end;
        result[i] = Number.isNaN(now) ? now : Number(isInside);
      }
    };
  },
  examples: [
    {
      title: "the second hour of the day",
      params: { from: "01:00", to: "02:00" },
      inputs: { time: [0, 3_600_000, 7_200_000] },
      outputs: { result: [0, 1, 0] },
    },
  ],
});

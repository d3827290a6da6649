import { z } from "zod";
import { localMinute } from "../../../kernels/local-time.ts";
import { offsetParam } from "../../day-param.ts";
import { defineNode } from "../../define-node.ts";

const clock = (label: string, value: string) =>
  z
    .string()
    .max(5)
    .regex(/^([01]\d|2[0-4]):[0-5]\d$/, "must be a time such as 09:30")
    .default(value)
    .meta({ label, control: "text", primary: true });
const minutes = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

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
  params: z.object({ from: clock("From", "09:30"), to: clock("To", "16:00"), offset: offsetParam() }),
  inputs: {},
  outputs: { result: { type: "boolean", label: "True" } },
  warmup: () => 0,
  explain: (p) => `between ${p.from} and ${p.to}`,
  compile: ({ params, outputs: { result }, market: { time } }) => {
    const start = minutes(params.from);
    const end = minutes(params.to);
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

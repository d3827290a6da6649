import { z } from "zod";
import { DAY, MINUTE } from "../../../core/time.ts";
import { clockMinutes, clockParam } from "../../clock-param.ts";
import { offsetParam } from "../../day-param.ts";
import { defineNode } from "../../define-node.ts";
import { localClock, localClockParams } from "../../local-clock.ts";

const window = { from: clockParam("From", "09:30"), to: clockParam("To", "16:00") };

export const timeWindow = defineNode({
  kind: "time.window",
  version: 2,
  meta: {
    title: "Time window",
    family: "time",
    keywords: ["session", "time of day", "hours", "trading hours", "between", "morning"],
    summary:
      "True on bars that open within a time of day: from the first time up to but not including the second; it may pass midnight.",
  },
  params: z.object({ ...window, ...localClockParams() }),
  inputs: {},
  outputs: { result: { type: "boolean", label: "True" } },
  warmup: () => 0,
  explain: (p) => `between ${p.from} and ${p.to}`,
  compile: ({ params, outputs: { result }, market: { time }, instrument }) => {
    const start = clockMinutes(params.from) * MINUTE;
    const end = clockMinutes(params.to) * MINUTE;
    const localAt = localClock(params, instrument);
    return (from, to) => {
      for (let i = from; i < to; i++) {
        const local = localAt(time[i]!);
        const now = local - Math.floor(local / DAY) * DAY;
        const isInside = start <= end ? now >= start && now < end : now >= start || now < end;
        result[i] = Number.isNaN(now) ? now : Number(isInside);
      }
    };
  },
  examples: [
    {
      title: "the first hour in New York, in winter and in summer",
      params: { from: "09:30", to: "10:30" },
      // 2024-01-16 14:30, 15:30; 2024-07-16 13:30, 14:30 UTC
      inputs: { time: [1_705_415_400_000, 1_705_419_000_000, 1_721_136_600_000, 1_721_140_200_000] },
      outputs: { result: [1, 0, 1, 0] },
    },
    {
      title: "the second hour of the day, by a fixed offset",
      params: { from: "01:00", to: "02:00", clock: "fixed" },
      inputs: { time: [0, 3_600_000, 7_200_000] },
      outputs: { result: [0, 1, 0] },
    },
  ],
  earlier: [
    {
      version: 1,
      change: "It knew a fixed offset from UTC only; the exchange's own clock came with version 2",
      params: z.object({ ...window, offset: offsetParam() }),
      upgrade: (params) => ({ ...params, clock: "fixed" }),
      examples: [
        {
          title: "the second hour of the day",
          params: { from: "01:00", to: "02:00" },
          inputs: { time: [0, 3_600_000, 7_200_000] },
          outputs: { result: [0, 1, 0] },
        },
        {
          title: "an hour before midnight and the one after it, in India",
          params: { from: "23:00", to: "01:00", offset: 330 },
          // 17:29, 17:30, 19:29, 19:30 UTC
          inputs: { time: [62_940_000, 63_000_000, 70_140_000, 70_200_000] },
          outputs: { result: [0, 1, 1, 0] },
        },
      ],
    },
  ],
});

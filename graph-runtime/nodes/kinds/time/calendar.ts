import { z } from "zod";
import { civilFromDays, DAY, MINUTE } from "../../../core/time.ts";
import { defineNode } from "../../define-node.ts";
import { localClockParams, localDayClock } from "../../local-clock.ts";

export const calendar = defineNode({
  kind: "time.calendar",
  version: 1,
  meta: {
    title: "Date and time",
    family: "time",
    keywords: ["day of month", "month", "year", "hour", "minute", "seasonal", "turn of month", "clock"],
    summary:
      "The local date and time at which the bar opens, as numbers to compare: day of the month, month, year, weekday (1 is Monday), hour and minute.",
  },
  params: z.object(localClockParams("fixed")),
  inputs: {},
  outputs: {
    day: { type: "number", label: "Day" },
    month: { type: "number", label: "Month" },
    year: { type: "number", label: "Year" },
    weekday: { type: "number", label: "Weekday" },
    hour: { type: "number", label: "Hour" },
    minute: { type: "number", label: "Minute" },
  },
  warmup: () => 0,
  explain: () => "Date and time",
  compile: ({ params, outputs, market: { time }, instrument, barLength }) => {
    const localAt = localDayClock(params, { instrument, barLength });
    return (from, to) => {
      for (let i = from; i < to; i++) {
        const local = localAt(time[i]!);
        const days = Math.floor(local / DAY);
        const minute = Math.floor((local - days * DAY) / MINUTE);
        const { year, month, day } = civilFromDays(days);
        outputs.day[i] = day;
        outputs.month[i] = month;
        outputs.year[i] = year;
        outputs.weekday[i] = ((((days + 3) % 7) + 7) % 7) + 1;
        outputs.hour[i] = Math.floor(minute / 60);
        outputs.minute[i] = minute % 60;
      }
    };
  },
  examples: [
    {
      title: "New Year's Day 1970, a Thursday, half past one",
      inputs: { time: [5_400_000] },
      outputs: { day: [1], month: [1], year: [1970], weekday: [4], hour: [1], minute: [30] },
    },
  ],
});

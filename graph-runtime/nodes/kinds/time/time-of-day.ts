import { z } from "zod";
import { DAY, MINUTE } from "../../../core/time.ts";
import { clockMinutes, clockParam } from "../../clock-param.ts";
import { defineNode } from "../../define-node.ts";
import { localClock, localClockParams } from "../../local-clock.ts";

export const timeOfDay = defineNode({
  kind: "time.of-day",
  version: 1,
  meta: {
    title: "Time of day",
    family: "time",
    keywords: ["at a time", "clock", "alarm", "every day at", "09:20", "15:15", "square off", "event"],
    summary:
      "Fires once a day, on the first bar that opens (or closes) at or after a time of day; not on days without such a bar. Unknown on the first bar.",
  },
  params: z.object({
    at: clockParam("At", "09:30"),
    by: z
      .enum(["opens", "closes"])
      .default("opens")
      .meta({
        label: "Bar that",
        help: "Decisions are taken when a bar closes: the bar that closes at 15:15 trades at 15:15.",
        options: { opens: "Opens then", closes: "Closes then" },
        control: "segmented",
      }),
    ...localClockParams(),
  }),
  inputs: {},
  outputs: { event: { type: "event", label: "Event" } },
  warmup: () => 1,
  explain: (p) => `at ${p.at}`,
  // whether there was a bar, and its local time
  state: () => ({ last: 2 }),
  compile: ({ params, outputs: { event }, market: { time }, instrument, barLength, state: { last } }) => {
    const wanted = clockMinutes(params.at) * MINUTE;
    const localAt = localClock(params, instrument);
    const shift = params.by === "closes" ? barLength : 0;
    return (from, to) => {
      for (let i = from; i < to; i++) {
        const local = localAt(time[i]! + shift);
        // a bar that this instrument does not have is passed over
        if (Number.isNaN(local)) {
          event[i] = Number.NaN;
          continue;
        }
        const due = Math.floor(local / DAY) * DAY + wanted;
        event[i] = last[0] === 1 ? Number(local >= due && last[1]! < due) : Number.NaN;
        last[0] = 1;
        last[1] = local;
      }
    };
  },
  examples: [
    {
      title: "the first bar at or after half past one, each day",
      params: { at: "01:30", clock: "fixed" },
      inputs: { time: [0, 3_600_000, 7_200_000, 10_800_000, 86_400_000, 93_600_000] },
      outputs: { event: [null, 0, 1, 0, 0, 1] },
    },
    {
      title: "the bar that closes at half past nine in New York, in summer",
      params: { by: "closes" },
      // hourly bars that open at 07:30, 08:30 and 09:30 there
      inputs: { time: [1_721_129_400_000, 1_721_133_000_000, 1_721_136_600_000] },
      outputs: { event: [null, 1, 0] },
    },
  ],
});

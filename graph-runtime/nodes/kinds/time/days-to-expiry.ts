import { z } from "zod";
import { DAY } from "../../../core/time.ts";
import { defineNode } from "../../define-node.ts";
import { localClock, localClockParams, localDayClock } from "../../local-clock.ts";

export const daysToExpiry = defineNode({
  kind: "time.days-to-expiry",
  version: 1,
  meta: {
    title: "Days to expiry",
    family: "time",
    keywords: ["dte", "expiry", "expiration", "contract", "option", "future", "roll"],
    summary:
      "Calendar days from the bar's own day to the day on which the traded contract expires: 0 on that day. Unknown where the instrument does not expire.",
  },
  params: z.object(localClockParams("fixed")),
  inputs: {},
  ofInstrument: true,
  outputs: { days: { type: "number", label: "Days" } },
  warmup: () => 0,
  unknownWhile: "the instrument has no expiry",
  explain: () => "days to expiry",
  compile: ({ params, outputs: { days }, market: { time }, instrument, barLength }) => {
    const localAt = localDayClock(params, { instrument, barLength });
    const last =
      instrument.expiry === undefined
        ? Number.NaN
        : Math.floor(localClock(params, instrument)(instrument.expiry) / DAY);
    return (from, to) => {
      for (let i = from; i < to; i++) days[i] = last - Math.floor(localAt(time[i]!) / DAY);
    };
  },
  examples: [
    {
      title: "unknown for a share, which does not expire",
      inputs: { time: [0, DAY] },
      outputs: { days: [null, null] },
    },
  ],
});

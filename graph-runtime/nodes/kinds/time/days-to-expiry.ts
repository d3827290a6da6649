import { z } from "zod";
import { DAY } from "../../../core/time.ts";
import { localDay } from "../../../kernels/local-time.ts";
import { offsetParam } from "../../day-param.ts";
import { defineNode } from "../../define-node.ts";

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
  params: z.object({ offset: offsetParam() }),
  inputs: {},
  outputs: { days: { type: "number", label: "Days" } },
  warmup: () => 0,
  unknownWhile: "the instrument has no expiry",
  explain: () => "days to expiry",
  compile: ({ params: { offset }, outputs: { days }, market: { time }, instrument }) => {
    const last = instrument.expiry === undefined ? Number.NaN : localDay(instrument.expiry, offset);
    return (from, to) => {
      for (let i = from; i < to; i++) days[i] = last - localDay(time[i]!, offset);
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

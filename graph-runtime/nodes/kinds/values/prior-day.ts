import { z } from "zod";
import { DAY } from "../../../core/time.ts";
import { forKnown } from "../../../kernels/for-known.ts";
import { OPEN_HIGH_LOW_CLOSE } from "../../bar-inputs.ts";
import { defineNode } from "../../define-node.ts";
import { localClockParams, localDayClock } from "../../local-clock.ts";

export const priorDay = defineNode({
  kind: "value.prior-day",
  version: 1,
  meta: {
    title: "Prior day",
    family: "values",
    keywords: ["yesterday", "previous day", "pdh", "pdl", "prior high", "gap", "session"],
    summary:
      "Open, high, low and close of the day before, and today's open so far known. Unknown until a whole day has passed.",
    reference: "Days by local midnight; a day that was joined in the middle does not count",
  },
  params: z.object(localClockParams("fixed")),
  inputs: OPEN_HIGH_LOW_CLOSE,
  outputs: {
    open: { type: "number", label: "Open" },
    high: { type: "number", label: "High" },
    low: { type: "number", label: "Low" },
    close: { type: "number", label: "Close" },
    today: { type: "number", label: "Today's open" },
  },
  warmup: () => 0,
  unknownWhile: "a whole day has not yet passed",
  explain: () => "Prior day",
  phrase: (_, _inputs, port) => (port === "today" ? "today's open" : `the ${port} of the day before`),
  // day: number, whether one was seen, whole days begun; now and before: open, high, low, close
  state: () => ({ day: 3, now: 4, before: 4 }),
  compile: ({
    params,
    inputs: { open, high, low, close },
    outputs,
    market,
    state: { day, now, before },
    instrument,
    barLength,
  }) => {
    const localAt = localDayClock(params, { instrument, barLength });
    return forKnown([open, high, low, close], Object.values(outputs), (i) => {
      const today = Math.floor(localAt(market.time[i]!) / DAY);
      if (day[1] === 0 || today !== day[0]) {
        if (day[1] === 1) day[2]!++;
        before.set(now);
        now[0] = open[i]!;
        now[1] = high[i]!;
        now[2] = low[i]!;
      } else {
        now[1] = Math.max(now[1]!, high[i]!);
        now[2] = Math.min(now[2]!, low[i]!);
      }
      now[3] = close[i]!;
      day[0] = today;
      day[1] = 1;
      const isKnown = day[2]! >= 2;
      outputs.open[i] = isKnown ? before[0]! : Number.NaN;
      outputs.high[i] = isKnown ? before[1]! : Number.NaN;
      outputs.low[i] = isKnown ? before[2]! : Number.NaN;
      outputs.close[i] = isKnown ? before[3]! : Number.NaN;
      outputs.today[i] = day[2]! >= 1 ? now[0]! : Number.NaN;
    });
  },
  examples: [
    {
      title: "the second whole day sees the first",
      inputs: {
        time: [0, 86_400_000, 90_000_000, 172_800_000],
        open: [1, 5, 6, 8],
        high: [2, 7, 9, 8],
        low: [1, 4, 5, 8],
        close: [1, 6, 6, 8],
      },
      outputs: { high: [null, null, null, 9], low: [null, null, null, 4], today: [null, 5, 5, 8] },
    },
  ],
});

import { z } from "zod";
import { forKnown } from "../../../kernels/for-known.ts";
import { OPEN_HIGH_LOW_CLOSE } from "../../bar-inputs.ts";
import { defineNode } from "../../define-node.ts";
import { localClockParams, localDayClock } from "../../local-clock.ts";
import { PERIODS, periodNumber } from "../../period.ts";

export const periodSoFar = defineNode({
  kind: "value.period-so-far",
  version: 1,
  meta: {
    title: "Day so far",
    family: "values",
    keywords: ["day high", "day low", "session high", "week", "month", "today"],
    summary: "Open, highest and lowest of the day, week or month so far, this bar included. Unknown until one begins.",
  },
  params: z.object({
    period: z
      .enum(PERIODS)
      .default("day")
      .meta({ label: "Since the start of the", control: "segmented", primary: true }),
    ...localClockParams("fixed"),
  }),
  inputs: OPEN_HIGH_LOW_CLOSE,
  outputs: {
    open: { type: "number", label: "Open" },
    high: { type: "number", label: "High" },
    low: { type: "number", label: "Low" },
    change: {
      type: "number",
      label: "Change",
      help: "Percent from the open to the close; unknown where the open is zero.",
    },
  },
  warmup: () => 0,
  unknownWhile: "no day, week or month has begun yet",
  explain: (p) => `The ${p.period} so far`,
  phrase: (p, _, port) => `the ${port} of the ${p.period} so far`,
  state: () => ({ now: 6 }),
  compile: ({ params, inputs: { open, high, low, close }, outputs, market, state: { now }, instrument, barLength }) => {
    const { period } = params;
    const localAt = localDayClock(params, { instrument, barLength });
    return forKnown([open, high, low, close], Object.values(outputs), (i) => {
      const number = periodNumber(period, localAt(market.time[i]!));
      const begins = now[0] === 1 && number !== now[1];
      now[0] = 1;
      now[1] = number;
      if (begins) {
        now[2] = 1;
        now[3] = open[i]!;
        now[4] = high[i]!;
        now[5] = low[i]!;
      } else {
        now[4] = Math.max(now[4]!, high[i]!);
        now[5] = Math.min(now[5]!, low[i]!);
      }
      const isKnown = now[2] === 1;
      outputs.open[i] = isKnown ? now[3]! : Number.NaN;
      outputs.high[i] = isKnown ? now[4]! : Number.NaN;
      outputs.low[i] = isKnown ? now[5]! : Number.NaN;
      outputs.change[i] = isKnown && now[3] !== 0 ? (close[i]! / now[3]! - 1) * 100 : Number.NaN;
    });
  },
  examples: [
    {
      title: "from the first new day on",
      inputs: {
        time: [0, 86_400_000, 90_000_000],
        open: [1, 5, 6],
        high: [2, 7, 9],
        low: [1, 4, 5],
        close: [1, 6, 6],
      },
      outputs: { open: [null, 5, 5], high: [null, 7, 9], low: [null, 4, 4], change: [null, 20, 20] },
    },
  ],
});

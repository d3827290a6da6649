import { z } from "zod";
import { DAY } from "../../../../core/time.ts";
import { HIGH_LOW_CLOSE_VOLUME } from "../../../bar-inputs.ts";
import { defineNode } from "../../../define-node.ts";
import { localClockParams, localDayClock } from "../../../local-clock.ts";

const WEEK = 7;

type Columns = Readonly<
  Record<
    "high" | "low" | "close" | "volume" | "reset" | "time" | "value" | "upper" | "lower" | "period" | "sums",
    Float64Array
  >
>;
type How = {
  readonly localAt: (time: number) => number;
  readonly isAnchored: boolean;
  readonly isWired: boolean;
  readonly isDaily: boolean;
  readonly width: number;
};

/** A function of its own, whose columns are its own variables: a loop in a closure is slower for every lane but the first of a process. */
function weigh(columns: Columns, how: How, { from, to }: { readonly from: number; readonly to: number }): void {
  const { high, low, close, volume, reset, time, value, upper, lower, period, sums } = columns;
  const { localAt, isAnchored, isWired, isDaily, width } = how;
  let pivot = sums[0]!;
  let all = sums[1]!;
  let moved = sums[2]!;
  let squares = sums[3]!;
  for (let i = from; i < to; i++) {
    const typical = (high[i]! + low[i]! + close[i]!) / 3;
    const traded = volume[i]!;
    value[i] = Number.NaN;
    upper[i] = Number.NaN;
    lower[i] = Number.NaN;
    if (Number.isNaN(typical + traded) || (isWired && Number.isNaN(reset[i]!))) continue;
    let starts = isAnchored && isWired && reset[i] === 1;
    if (!isAnchored) {
      const day = Math.floor(localAt(time[i]!) / DAY);
      // day 4 since 1970 is a Monday
      const now = isDaily ? day : Math.floor((day - 4) / WEEK);
      starts = period[1] === 1 && now !== period[0];
      period[0] = now;
      period[1] = 1;
    }
    if (starts) {
      period[2] = 1;
      pivot = typical;
      all = 0;
      moved = 0;
      squares = 0;
    }
    if (period[2] === 0) continue;
    const distance = typical - pivot;
    all += traded;
    moved += distance * traded;
    squares += distance * distance * traded;
    if (!(all > 0)) continue;
    const shift = moved / all;
    const mean = pivot + shift;
    const variance = squares / all - shift * shift;
    const deviation = variance > 0 ? Math.sqrt(variance) : 0;
    value[i] = mean;
    upper[i] = mean + width * deviation;
    lower[i] = mean - width * deviation;
  }
  sums[0] = pivot;
  sums[1] = all;
  sums[2] = moved;
  sums[3] = squares;
}

export const vwap = defineNode({
  kind: "indicator.vwap",
  version: 1,
  meta: {
    title: "VWAP",
    family: "indicators",
    keywords: ["vwap", "volume weighted", "session", "anchored", "bands", "intraday"],
    summary:
      "The average price paid since the start of the day or week, or since an event (anchored), each typical price weighted by its volume, with bands of weighted deviations. Unknown until the first start is seen and while nothing has traded.",
    reference: "sum(typical price x volume) / sum(volume); bands from the volume-weighted variance",
  },
  params: z.object({
    anchor: z.enum(["day", "week", "event"]).default("day").meta({
      label: "Starts anew each",
      help: "Event: when the reset input fires.",
      control: "segmented",
      primary: true,
    }),
    width: z.number().min(0.1).max(20).default(2).meta({ label: "Bands", unit: "deviations", control: "number" }),
    ...localClockParams("fixed"),
  }),
  inputs: { ...HIGH_LOW_CLOSE_VOLUME, reset: { type: "event", label: "Reset", optional: true } },
  outputs: {
    value: { type: "number", label: "VWAP" },
    upper: { type: "number", label: "Upper" },
    lower: { type: "number", label: "Lower" },
  },
  warmup: () => 0,
  unknownWhile: "no start of a day, week or anchor has been seen, or nothing has traded since",
  explain: (p) => (p.anchor === "event" ? "Anchored VWAP" : `VWAP of the ${p.anchor}`),
  phrase: (p) => (p.anchor === "event" ? "the anchored VWAP" : `the VWAP of the ${p.anchor}`),
  // period: number of the day or week, whether one was seen, whether one began
  // sums: first price of the period, then volume, and distance from that price and its square, each times volume
  state: () => ({ period: 3, sums: 4 }),
  compile: ({ params, inputs, outputs, market: { time }, connected, state, instrument, barLength }) => {
    const { anchor, width } = params;
    const localAt = localDayClock(params, { instrument, barLength });
    const { high, low, close, volume, reset } = inputs;
    const { value, upper, lower } = outputs;
    const { period, sums } = state;
    const isAnchored = anchor === "event";
    const isWired = connected.reset;
    const columns = { high, low, close, volume, reset, time, value, upper, lower, period, sums };
    const how = { localAt, isAnchored, isWired, width, isDaily: anchor === "day" };
    return (from, to) => weigh(columns, how, { from, to });
  },
  examples: [
    {
      title: "starts with the new day",
      inputs: {
        time: [0, 86_400_000, 90_000_000],
        high: [9, 10, 20],
        low: [9, 10, 20],
        close: [9, 10, 20],
        volume: [5, 1, 3],
      },
      outputs: { value: [null, 10, 17.5] },
    },
    {
      title: "anchored to an event",
      params: { anchor: "event" },
      inputs: { high: [9, 10], low: [9, 10], close: [9, 10], volume: [5, 1], reset: [0, 1] },
      outputs: { value: [null, 10], upper: [null, 10] },
    },
  ],
});

import { z } from "zod";
import { DAY } from "../../../../core/time.ts";
import { HIGH_LOW_CLOSE_VOLUME } from "../../../bar-inputs.ts";
import { byBar } from "../../../by-bar.ts";
import { defineNode } from "../../../define-node.ts";
import { alwaysAhead, localClockParams, localDayClock } from "../../../local-clock.ts";

const WEEK = 7;
/** Days since 1970 of the first one. */
const MONDAY = 4;

type Work = Readonly<
  Record<"high" | "low" | "close" | "volume" | "reset" | "time" | "value" | "upper" | "lower" | "cells", Float64Array>
> & {
  readonly localAt: (time: number) => number;
  /** Null where it is not always the same: a sum is quicker than a call that makes objects of two numbers. */
  readonly ahead: number | null;
  readonly isAnchored: boolean;
  readonly isWired: boolean;
  readonly isDaily: boolean;
  readonly width: number;
};

/** A function of its own, whose columns are its own variables: a loop in a closure is slower for every lane but the first of a process. */
function weigh(work: Work, from: number, to: number): void {
  const { high, low, close, volume, reset, time, value, upper, lower, cells } = work;
  const { localAt, ahead, isAnchored, isWired, isDaily, width } = work;
  let pivot = cells[3]!;
  let all = cells[4]!;
  let moved = cells[5]!;
  let squares = cells[6]!;
  let hasBegun = cells[2] === 1;
  // while local time stays within the period there is no day to be told from it
  let opens = cells[1] === 1 ? (isDaily ? cells[0]! : cells[0]! * WEEK + MONDAY) * DAY : Number.NaN;
  let closes = opens + (isDaily ? DAY : WEEK * DAY);
  for (let i = from; i < to; i++) {
    const typical = (high[i]! + low[i]! + close[i]!) / 3;
    const traded = volume[i]!;
    let mean = Number.NaN;
    let band = Number.NaN;
    if (!Number.isNaN(typical + traded) && !(isWired && Number.isNaN(reset[i]!))) {
      let starts = isAnchored && isWired && reset[i] === 1;
      if (!isAnchored) {
        const local = ahead === null ? localAt(time[i]!) : time[i]! + ahead;
        if (!(local >= opens && local < closes)) {
          const day = Math.floor(local / DAY);
          const now = isDaily ? day : Math.floor((day - MONDAY) / WEEK);
          starts = cells[1] === 1 && now !== cells[0];
          cells[0] = now;
          cells[1] = 1;
          opens = (isDaily ? now : now * WEEK + MONDAY) * DAY;
          closes = opens + (isDaily ? DAY : WEEK * DAY);
        }
      }
      if (starts) {
        hasBegun = true;
        pivot = typical;
        all = 0;
        moved = 0;
        squares = 0;
      }
      if (hasBegun) {
        const distance = typical - pivot;
        all += traded;
        moved += distance * traded;
        squares += distance * distance * traded;
        if (all > 0) {
          const shift = moved / all;
          const variance = squares / all - shift * shift;
          mean = pivot + shift;
          band = variance > 0 ? width * Math.sqrt(variance) : 0;
        }
      }
    }
    value[i] = mean;
    upper[i] = mean + band;
    lower[i] = mean - band;
  }
  if (hasBegun) cells[2] = 1;
  cells[3] = pivot;
  cells[4] = all;
  cells[5] = moved;
  cells[6] = squares;
}

/** The same for one bar of a day or week that no input starts anew; local time is `ahead` of the bar's. */
function weighAt(work: Work, ahead: number, at: number): void {
  const { high, low, close, volume, time, value, upper, lower, cells, isDaily, width } = work;
  const typical = (high[at]! + low[at]! + close[at]!) / 3;
  const traded = volume[at]!;
  const opens = (isDaily ? cells[0]! : cells[0]! * WEEK + MONDAY) * DAY;
  const local = time[at]! + ahead;
  const distance = typical - cells[3]!;
  const all = cells[4]! + traded;
  const moved = cells[5]! + distance * traded;
  const squares = cells[6]! + distance * distance * traded;
  const isWithin = local >= opens && local < opens + (isDaily ? DAY : WEEK * DAY);
  const goesOn = isWithin && cells[1] === 1 && cells[2] === 1;
  if (!goesOn || !(all > 0) || Number.isNaN(moved)) {
    weigh(work, at, at + 1);
    return;
  }
  cells[4] = all;
  cells[5] = moved;
  cells[6] = squares;
  const shift = moved / all;
  const variance = squares / all - shift * shift;
  const mean = cells[3]! + shift;
  const band = variance > 0 ? width * Math.sqrt(variance) : 0;
  value[at] = mean;
  upper[at] = mean + band;
  lower[at] = mean - band;
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
  // number of the day or week, whether one was seen, whether one began, first price of the period, then volume, and distance from that
  // price and its square, each times volume
  state: () => ({ cells: 7 }),
  compile: ({ params, inputs, outputs, market: { time }, connected, state, instrument, barLength }) => {
    const { anchor, width } = params;
    const localAt = localDayClock(params, { instrument, barLength });
    const ahead = alwaysAhead(params, { instrument, barLength });
    const { high, low, close, volume, reset } = inputs;
    const { value, upper, lower } = outputs;
    const { cells } = state;
    const isAnchored = anchor === "event";
    const isWired = connected.reset;
    const columns = { high, low, close, volume, reset, time, value, upper, lower, cells };
    const work = { ...columns, localAt, ahead, isAnchored, isWired, width, isDaily: anchor === "day" };
    const walk = (from: number, to: number): void => weigh(work, from, to);
    return isAnchored || isWired || ahead === null ? walk : byBar(walk, (at) => weighAt(work, ahead, at));
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

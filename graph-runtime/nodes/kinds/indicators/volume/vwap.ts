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

/**
 * Goes on within a day or week that no input starts anew, up to a bar that is unknown or of another, and returns it. Two bars in turn,
 * as a loop looks its columns up anew in every round.
 */
function goOn(work: Work, ahead: number, from: number, to: number): number {
  const { high, low, close, volume, time, value, upper, lower, cells, isDaily, width } = work;
  const opens = (isDaily ? cells[0]! : cells[0]! * WEEK + MONDAY) * DAY;
  const closes = opens + (isDaily ? DAY : WEEK * DAY);
  const pivot = cells[3]!;
  let all = cells[4]!;
  let moved = cells[5]!;
  let squares = cells[6]!;
  let i = from;
  for (; i + 1 < to; i += 2) {
    const traded0 = volume[i]!;
    const traded1 = volume[i + 1]!;
    const distance0 = (high[i]! + low[i]! + close[i]!) / 3 - pivot;
    const distance1 = (high[i + 1]! + low[i + 1]! + close[i + 1]!) / 3 - pivot;
    const all0 = all + traded0;
    const all1 = all0 + traded1;
    const moved0 = moved + distance0 * traded0;
    const moved1 = moved0 + distance1 * traded1;
    const earlier = time[i]! + ahead;
    const later = time[i + 1]! + ahead;
    if (!(earlier >= opens && later >= opens && earlier < closes && later < closes && all0 > 0 && all1 > 0)) break;
    if (Number.isNaN(moved1)) break;
    const squares0 = squares + distance0 * distance0 * traded0;
    squares = squares0 + distance1 * distance1 * traded1;
    all = all1;
    moved = moved1;
    const shift0 = moved0 / all0;
    const shift1 = moved1 / all1;
    const variance0 = squares0 / all0 - shift0 * shift0;
    const variance1 = squares / all1 - shift1 * shift1;
    const mean0 = pivot + shift0;
    const mean1 = pivot + shift1;
    const band0 = variance0 > 0 ? width * Math.sqrt(variance0) : 0;
    const band1 = variance1 > 0 ? width * Math.sqrt(variance1) : 0;
    value[i] = mean0;
    upper[i] = mean0 + band0;
    lower[i] = mean0 - band0;
    value[i + 1] = mean1;
    upper[i + 1] = mean1 + band1;
    lower[i + 1] = mean1 - band1;
  }
  cells[4] = all;
  cells[5] = moved;
  cells[6] = squares;
  return i;
}

function walk(work: Work, ahead: number, from: number, to: number): void {
  for (let i = from; i < to; i++) {
    if (work.cells[1] === 1 && work.cells[2] === 1) i = goOn(work, ahead, i, to);
    if (i < to) weigh(work, i, i + 1);
  }
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
    if (isAnchored || isWired || ahead === null) return (from, to) => weigh(work, from, to);
    return byBar(
      (from, to) => walk(work, ahead, from, to),
      (at) => weighAt(work, ahead, at),
    );
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

import { z } from "zod";
import { DAY, MINUTE } from "../../../core/time.ts";
import { calendars } from "../../../market/calendar/calendars.ts";
import { sessionAround } from "../../../market/calendar/session-around.ts";
import { defineNode } from "../../define-node.ts";

export const marketSession = defineNode({
  kind: "time.session",
  version: 1,
  meta: {
    title: "Market session",
    family: "time",
    keywords: [
      "open",
      "closed",
      "holiday",
      "pre-market",
      "after hours",
      "minutes to close",
      "minutes since open",
      "trading hours",
      "exchange calendar",
      "half day",
    ],
    summary:
      "Where the bar stands in the trading day of its exchange: within a session, before it, after it, or on a day without one; with the minutes since the open and to the close, counted from the bar's close. Holidays and half days are in the exchange's calendar. Unknown on bars of a day or longer.",
  },
  params: z.object({}),
  inputs: {},
  outputs: {
    open: { type: "boolean", label: "Open", help: "The bar lies within a session, at least in part." },
    before: { type: "boolean", label: "Before the open" },
    after: { type: "boolean", label: "After the close" },
    closed: { type: "boolean", label: "No session", help: "A weekend or a holiday." },
    sinceOpen: { type: "number", label: "Minutes since the open", help: "Unknown outside sessions." },
    toClose: {
      type: "number",
      label: "Minutes to the close",
      help: "0 on the last bar of a session; unknown outside sessions.",
    },
  },
  warmup: () => 0,
  unknownWhile: "the exchange's calendar does not reach the bar, or bars last a day or longer",
  explain: () => "the market session",
  phrase: (_, _inputs, port) => PHRASES[port] ?? "the market session",
  compile: ({ outputs, market: { time }, instrument, barLength }) => {
    const calendar = calendars[instrument.calendar];
    const { open, before, after, closed, sinceOpen, toClose } = outputs;
    return (from, to) => {
      for (let i = from; i < to; i++) {
        const start = time[i]!;
        const place = barLength < DAY && !Number.isNaN(start) ? sessionAround(calendar, start, barLength) : null;
        open[i] = place === null ? Number.NaN : Number(place.phase === "open");
        before[i] = place === null ? Number.NaN : Number(place.phase === "before");
        after[i] = place === null ? Number.NaN : Number(place.phase === "after");
        closed[i] = place === null ? Number.NaN : Number(place.phase === "closed");
        const end = start + barLength;
        sinceOpen[i] = place?.phase === "open" ? (end - place.opens) / MINUTE : Number.NaN;
        toClose[i] = place?.phase === "open" ? Math.max(0, place.closes - end) / MINUTE : Number.NaN;
      }
    };
  },
  examples: [
    {
      title: "New York: an hour before, at and after the hours of a Tuesday, and the holiday before it",
      // 2024-01-16 13:30, 14:30, 20:30, 21:30 UTC and 2024-01-15, Martin Luther King's day
      inputs: {
        time: [1_705_411_800_000, 1_705_415_400_000, 1_705_437_000_000, 1_705_440_600_000, 1_705_329_000_000],
      },
      outputs: {
        open: [0, 1, 1, 0, 0],
        before: [1, 0, 0, 0, 0],
        after: [0, 0, 0, 1, 0],
        closed: [0, 0, 0, 0, 1],
        sinceOpen: [null, 60, 420, null, null],
        toClose: [null, 330, 0, null, null],
      },
    },
    {
      title: "the half day after Thanksgiving ends at one",
      // 2024-11-29 16:30, 17:30, 18:30 UTC
      inputs: { time: [1_732_897_800_000, 1_732_901_400_000, 1_732_905_000_000] },
      outputs: { open: [1, 1, 0], after: [0, 0, 1], toClose: [30, 0, null] },
    },
  ],
});

const PHRASES: Readonly<Record<string, string>> = {
  open: "the market is open",
  before: "the market has not opened yet today",
  after: "the market has closed for today",
  closed: "the market has no session today",
  sinceOpen: "the minutes since the open",
  toClose: "the minutes to the close",
};

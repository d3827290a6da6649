import { z } from "zod";
import { DAY, MINUTE } from "../../../core/time.ts";
import { clockMinutes, clockParam } from "../../clock-param.ts";
import { offsetParam } from "../../day-param.ts";
import { defineNode } from "../../define-node.ts";
import { localClock, localClockParams } from "../../local-clock.ts";
import { SIDES, sideParam, sideText } from "../../position-side.ts";

const what = { side: sideParam("Closes"), at: clockParam("At", "15:45") };

export const timeExit = defineNode({
  kind: "exit.time",
  version: 2,
  meta: {
    title: "Time exit",
    family: "exits",
    keywords: ["square off", "exit at", "end of day", "intraday", "flat by", "close before"],
    summary:
      "Closes the position at a time of day: it decides on the bar that closes at that time or after it, and sells at the next open. No position is kept from then until midnight.",
  },
  params: z.object({ ...what, ...localClockParams() }),
  inputs: {},
  outputs: {},
  warmup: () => 0,
  explain: (p) => `Close ${sideText(p.side)} at ${p.at}, at the next open`,
  triggers: [],
  watches: "position",
  compile: ({ params, account, market, instrument, barLength, emit, report }) => {
    const direction = SIDES[params.side];
    const at = clockMinutes(params.at) * MINUTE;
    const localAt = localClock(params, instrument);
    /** The time of day at which a bar closes; midnight is the end of its day. */
    const closesAt = (time: number): number => {
      const local = localAt(time);
      return local - Math.floor(local / DAY) * DAY + barLength;
    };
    return (from, to) => {
      for (let i = from; i < to; i++) {
        const held = account.quantity[i]!;
        if (held === 0 || held * direction < 0) report("no-position");
        else if (!(closesAt(market.time[i]!) >= at)) report("not-yet");
        else if (account.pending[i]! * held < 0) report("order-pending");
        else {
          emit({
            action: "exit",
            direction,
            size: { unit: "position-percent", amount: 100 },
            style: { type: "market" },
            reason: "time exit",
          });
          report("fired");
        }
      }
    };
  },
  examples: [{ title: "does nothing without a position", params: {}, inputs: { time: [0] }, outputs: {}, fires: [] }],
  earlier: [
    {
      version: 1,
      change: "It knew a fixed offset from UTC only; the exchange's own clock came with version 2",
      params: z.object({ ...what, offset: offsetParam() }),
      upgrade: (params) => ({ ...params, clock: "fixed" }),
      examples: [
        { title: "does nothing without a position", params: {}, inputs: { time: [0] }, outputs: {}, fires: [] },
      ],
    },
  ],
});

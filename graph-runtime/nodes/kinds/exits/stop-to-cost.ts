import { defineStopMove, moveParam } from "../../stop-move-kind.ts";

export const stopToCost = defineStopMove({
  kind: "exit.stop-to-cost",
  title: "Stop to cost",
  keywords: ["break even", "breakeven", "free trade", "move stop to entry", "risk free"],
  summary:
    "Moves the stop of a position to its entry price once the price has moved the given distance in favour, or a little beyond it to pay for costs. It moves after a bar, and never back.",
  params: {
    after: moveParam("Once the price moved", 2, 0.000001, "In favour of the entry."),
    beyond: moveParam("Stop beyond the entry", 0, 0, "0 is the entry price itself."),
  },
  move: ({ after, beyond }) => ({ after, lock: beyond, step: 0, gain: 0 }),
  explain: ({ after, beyond }, unit) =>
    `once the price has moved ${after}${unit} in favour, the stop goes to ${beyond > 0 ? `${beyond}${unit} beyond ` : ""}the entry price`,
});

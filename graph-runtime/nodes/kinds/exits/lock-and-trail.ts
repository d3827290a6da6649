import { defineStopMove, moveParam } from "../../stop-move-kind.ts";

export const lockAndTrail = defineStopMove({
  kind: "exit.lock-and-trail",
  title: "Lock and trail",
  keywords: ["lock profit", "step trail", "lock and trail", "ratchet", "secure profit"],
  summary:
    "Once the price has moved a distance in favour, locks part of it in by moving the stop beyond the entry, and for each further step in favour moves the stop on. It moves after a bar, and never back.",
  params: {
    after: moveParam("Once the price moved", 4, 0.000001, "In favour of the entry."),
    lock: moveParam("Lock in", 2, 0, "Where the stop goes, beyond the entry."),
    step: moveParam("For each further", 1, 0.000001, "In favour of the entry."),
    gain: moveParam("Move the stop by", 1, 0, "0 locks the profit in and trails no further."),
  },
  move: ({ after, lock, step, gain }) => ({ after, lock, step, gain }),
  explain: ({ after, lock, step, gain }, unit) =>
    `once the price has moved ${after}${unit} in favour, the stop locks in ${lock}${unit}, and ${gain}${unit} more for each further ${step}${unit}`,
});

import { z } from "zod";
import { defineNode } from "../../define-node.ts";
import { SIDES, sideParam, sideText } from "../../position-side.ts";

export const barsExit = defineNode({
  kind: "exit.bars",
  version: 1,
  meta: {
    title: "Exit after bars",
    family: "exits",
    keywords: ["time stop", "holding period", "max bars", "n bars", "exit after"],
    summary:
      "Closes the position after so many bars: what filled at one open is sold at the open that many bars later. Adding to a position does not start the count again.",
  },
  params: z.object({
    side: sideParam("Closes"),
    bars: z
      .int()
      .min(1)
      .max(100_000)
      .default(10)
      .meta({ label: "After", unit: "bars", control: "number", primary: true }),
  }),
  inputs: {},
  outputs: {},
  warmup: () => 0,
  explain: (p) => `Close ${sideText(p.side)} ${p.bars} bars after the entry`,
  triggers: [],
  watches: "position",
  compile: ({ params: { side, bars }, account, emit, report }) => {
    const direction = SIDES[side];
    return (from, to) => {
      for (let i = from; i < to; i++) {
        const held = account.quantity[i]!;
        if (held === 0 || held * direction < 0) report("no-position");
        // the bar of the fill counts as the first, and the order fills at the next open
        else if (account.barsHeld[i]! + 1 < bars) report("not-yet");
        else if (account.pending[i]! * held < 0) report("order-pending");
        else {
          emit({
            action: "exit",
            direction,
            size: { unit: "position-percent", amount: 100 },
            style: { type: "market" },
            reason: `${bars} bars held`,
          });
          report("fired");
        }
      }
    };
  },
  examples: [{ title: "does nothing without a position", params: {}, inputs: { close: [1] }, outputs: {}, fires: [] }],
});

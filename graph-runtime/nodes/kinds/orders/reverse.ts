import { z } from "zod";
import { defineNode } from "../../define-node.ts";
import { checkSize, SIZE_INPUT, sizeParams, sizeText } from "../../entry-size.ts";

export const reverse = defineNode({
  kind: "order.reverse",
  version: 1,
  meta: {
    title: "Reverse",
    family: "orders",
    keywords: ["flip", "stop and reverse", "turn", "switch sides", "always in the market"],
    summary:
      "Closes the open position when its trigger fires and opens one the other way at the next open. Nothing happens when no position is open.",
  },
  params: z.object(sizeParams()),
  inputs: { when: { type: "event", label: "When" }, size: SIZE_INPUT },
  outputs: {},
  warmup: () => 0,
  explain: (p, wired) =>
    `Close the open position and open one of ${sizeText(p, wired?.["size"])} the other way, at the next open`,
  triggers: ["when"],
  check: checkSize,
  compile: ({ params, inputs, connected, account, emit, report }) => {
    const { unit } = params;
    return (from, to) => {
      for (let i = from; i < to; i++) {
        const when = inputs.when[i]!;
        const held = account.quantity[i]!;
        const amount = connected.size ? inputs.size[i]! : params.amount;
        if (when !== 1) report(when === 0 ? "trigger-false" : "trigger-unknown");
        else if (held === 0) report("no-position");
        else if (account.pending[i]! * held < 0) report("order-pending");
        else if (!(amount > 0)) report("size-unknown");
        else {
          const direction = held > 0 ? -1 : 1;
          emit({
            action: "enter",
            direction,
            size: { unit, amount },
            style: { type: "market" },
            reverse: true,
            reason: "reverse",
          });
          report("fired");
        }
      }
    };
  },
  examples: [
    { title: "does nothing without a position", params: {}, inputs: { when: [0, 1, 1] }, outputs: {}, fires: [] },
  ],
});

import { z } from "zod";
import { defineNode } from "../../define-node.ts";
import type { OrderStyle } from "../../order-intent.ts";

const SIDES = { any: 0, long: 1, short: -1 } as const;

export const exit = defineNode({
  kind: "order.exit",
  version: 1,
  meta: {
    title: "Exit",
    family: "orders",
    keywords: ["sell", "close", "cover", "leave", "flatten", "order"],
    summary: "Closes the open position while its condition is true. Nothing happens when no position is open.",
  },
  params: z.object({
    side: z
      .enum(["any", "long", "short"])
      .default("any")
      .meta({ label: "Closes", control: "segmented", primary: true }),
    percent: z
      .number()
      .positive()
      .max(100)
      .default(100)
      .meta({ label: "Share", unit: "% of the position", control: "slider", primary: true }),
    order: z
      .enum(["market", "limit", "stop"])
      .default("market")
      .meta({ label: "Order", help: "Limit and stop orders need the price input.", control: "segmented" }),
  }),
  inputs: {
    when: { type: "boolean", label: "When" },
    price: { type: "number", label: "Price", optional: true, help: "For limit and stop orders." },
  },
  outputs: {},
  warmup: () => 0,
  explain: (p, wired) =>
    `Close ${p.percent} % of ${p.side === "any" ? "the" : `a ${p.side}`} position, ${p.order === "market" ? "at the next open" : `by ${p.order} order${wired?.["price"] ? ` at ${wired["price"]}` : ""}`}`,
  triggers: ["when"],
  compile: ({ params, inputs, account, emit, report }) => {
    const direction = SIDES[params.side];
    const { order, percent } = params;
    return (from, to) => {
      for (let i = from; i < to; i++) {
        const when = inputs.when[i]!;
        if (when !== 1) {
          report(when === 0 ? "trigger-false" : "trigger-unknown");
          continue;
        }
        const held = account.quantity[i]!;
        if (held === 0 || held * direction < 0) {
          report("no-position");
          continue;
        }
        if (account.pending[i]! * held < 0) {
          report("order-pending");
          continue;
        }
        const price = inputs.price[i]!;
        if (order !== "market" && !(price > 0)) {
          report("price-unknown");
          continue;
        }
        const style: OrderStyle = order === "market" ? { type: "market" } : { type: order, price };
        emit({
          action: "exit",
          direction,
          size: { unit: "position-percent", amount: percent },
          style,
          reason: "exit condition",
        });
        report("fired");
      }
    };
  },
  examples: [
    { title: "does nothing without a position", params: {}, inputs: { when: [0, 1, 1] }, outputs: {}, fires: [] },
  ],
});

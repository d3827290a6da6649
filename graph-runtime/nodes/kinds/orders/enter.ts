import { z } from "zod";
import { defineNode } from "../../define-node.ts";
import type { OrderStyle, SIZE_UNITS } from "../../order-intent.ts";

const UNIT_WORDS: Record<(typeof SIZE_UNITS)[number], string> = {
  units: "units",
  lots: "lots",
  value: "of money",
  "equity-percent": "% of equity",
  "risk-percent": "% of equity at risk to the stop",
  "position-percent": "% of the position",
};

export const enter = defineNode({
  kind: "order.enter",
  version: 1,
  meta: {
    title: "Enter",
    family: "orders",
    keywords: ["buy", "sell short", "long", "short", "open", "entry", "order"],
    summary:
      "Opens a position when its trigger fires and none is open in that direction. It fires once for each signal, never on every bar.",
  },
  params: z.object({
    direction: z
      .enum(["long", "short"])
      .default("long")
      .meta({ label: "Direction", control: "segmented", primary: true }),
    amount: z.number().positive().max(1e12).default(100).meta({ label: "Size", control: "number", primary: true }),
    unit: z
      .enum(["units", "lots", "value", "equity-percent", "risk-percent"])
      .default("equity-percent")
      .meta({ label: "Size in", help: "Percentages are of account equity at the decision.", control: "select" }),
    order: z
      .enum(["market", "limit", "stop"])
      .default("market")
      .meta({ label: "Order", help: "Limit and stop orders need the price input.", control: "segmented" }),
    reverse: z.boolean().default(false).meta({ label: "Reverse an opposite position", control: "switch" }),
  }),
  inputs: {
    when: { type: "event", label: "When" },
    price: { type: "number", label: "Price", optional: true, help: "For limit and stop orders." },
    size: { type: "number", label: "Size", optional: true, help: "Replaces the size above, in the same unit." },
  },
  outputs: {},
  warmup: () => 0,
  explain: (p, wired) =>
    `${p.direction === "long" ? "Buy" : "Sell short"} ${wired?.["size"] ?? p.amount} ${UNIT_WORDS[p.unit]}, ${p.order === "market" ? "at the next open" : `by ${p.order} order${wired?.["price"] ? ` at ${wired["price"]}` : ""}`}`,
  triggers: ["when"],
  compile: ({ params, inputs, connected, account, emit, report }) => {
    const direction = params.direction === "long" ? 1 : -1;
    const { unit, order, reverse } = params;
    const reason = `enter ${params.direction}`;
    return (from, to) => {
      for (let i = from; i < to; i++) {
        const when = inputs.when[i]!;
        if (when !== 1) {
          report(when === 0 ? "trigger-false" : "trigger-unknown");
          continue;
        }
        const held = account.quantity[i]!;
        if (held * direction > 0 || (held !== 0 && !reverse)) {
          report("already-in-position");
          continue;
        }
        if (account.pending[i]! * direction > 0) {
          report("order-pending");
          continue;
        }
        const amount = connected.size ? inputs.size[i]! : params.amount;
        const price = inputs.price[i]!;
        if (!(amount > 0)) report("size-unknown");
        else if (order !== "market" && !(price > 0)) report("price-unknown");
        else {
          const style: OrderStyle = order === "market" ? { type: "market" } : { type: order, price };
          emit({ action: "enter", direction, size: { unit, amount }, style, reverse, reason });
          report("fired");
        }
      }
    };
  },
  examples: [{ title: "acts on its trigger", params: {}, inputs: { when: [0, 1, 0] }, outputs: {}, fires: [1] }],
});

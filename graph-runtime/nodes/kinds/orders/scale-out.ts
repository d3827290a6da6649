import { z } from "zod";
import { defineNode } from "../../define-node.ts";
import { TERMS_INPUTS, termsParams, termsReader, termsText } from "../../order-terms.ts";
import { SIDES, sideParam, sideText } from "../../position-side.ts";

export const scaleOut = defineNode({
  kind: "order.scale-out",
  version: 1,
  meta: {
    title: "Scale out",
    family: "orders",
    keywords: ["partial exit", "reduce", "take half off", "trim", "sell part"],
    summary:
      "Closes part of the open position each time its trigger fires. The share is of what is held now, or of the most that the position has held.",
  },
  params: z.object({
    side: sideParam("Reduces"),
    percent: z
      .number()
      .positive()
      .max(100)
      .default(50)
      .meta({ label: "Share", unit: "% of the position", control: "slider", primary: true }),
    of: z
      .enum(["now", "largest"])
      .default("largest")
      .meta({
        label: "Share of",
        help: "Of the largest size, three times a third closes it all; of what is held now, something always remains.",
        options: { now: "What is held now", largest: "Its largest size" },
        control: "select",
      }),
    ...termsParams(),
  }),
  inputs: { when: { type: "event", label: "When" }, ...TERMS_INPUTS },
  outputs: {},
  warmup: () => 0,
  explain: (p, wired) =>
    `Close ${p.percent} % of ${p.of === "now" ? "what is held" : "the largest size"} of ${sideText(p.side)}${termsText(p, wired)}`,
  triggers: ["when"],
  compile: (context) => {
    const { params, inputs, account, emit, report } = context;
    const direction = SIDES[params.side];
    const { percent, of } = params;
    const termsAt = termsReader(context);
    return (from, to) => {
      for (let i = from; i < to; i++) {
        const when = inputs.when[i]!;
        const held = account.quantity[i]!;
        const terms = termsAt(i);
        if (when !== 1) report(when === 0 ? "trigger-false" : "trigger-unknown");
        else if (held === 0 || held * direction < 0) report("no-position");
        else if (account.pendingExits[i]! > 0) report("order-pending");
        else if (terms === null) report("price-unknown");
        else {
          const base = of === "now" ? Math.abs(held) : account.largest[i]!;
          const size = { unit: "units", amount: (base * percent) / 100 } as const;
          emit({ action: "exit", direction, size, reason: "scale out", ...terms });
          report("fired");
        }
      }
    };
  },
  examples: [
    { title: "does nothing without a position", params: {}, inputs: { when: [0, 1, 1] }, outputs: {}, fires: [] },
  ],
});

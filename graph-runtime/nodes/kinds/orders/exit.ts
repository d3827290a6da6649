import { z } from "zod";
import { defineNode } from "../../define-node.ts";
import type { NodeIntent } from "../../order-intent.ts";
import { type OrderTerms, TERMS_INPUTS, termsParams, termsReader, termsText } from "../../order-terms.ts";
import { SIDES, sideParam } from "../../position-side.ts";

type ExitIntent = Extract<NodeIntent, { action: "exit" }>;

export const exit = defineNode({
  kind: "order.exit",
  version: 1,
  meta: {
    title: "Exit",
    family: "orders",
    keywords: ["sell", "close", "cover", "leave", "flatten", "order", "limit order", "stop order"],
    summary: "Closes the open position while its condition is true. Nothing happens when no position is open.",
  },
  params: z.object({
    side: sideParam("Closes"),
    percent: z
      .number()
      .positive()
      .max(100)
      .default(100)
      .meta({ label: "Share", unit: "% of the position", control: "slider", primary: true }),
    ...termsParams(),
  }),
  inputs: { when: { type: "boolean", label: "When" }, ...TERMS_INPUTS },
  outputs: {},
  warmup: () => 0,
  explain: (p, wired) =>
    `Close ${p.percent} % of ${p.side === "any" ? "the" : `a ${p.side}`} position${termsText(p, wired)}`,
  triggers: ["when"],
  actsWhile: () => "held",
  compile: (context) => {
    const { params, inputs, account, emit, report } = context;
    const direction = SIDES[params.side];
    const size = { unit: "position-percent", amount: params.percent } as const;
    const termsAt = termsReader(context);
    // nobody changes an intent: most orders ask for what the one before asked for, by the same object
    let intent: ExitIntent | null = null;
    let intentTerms: OrderTerms | null = null;
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
        const terms = termsAt(i);
        if (terms === null) report("price-unknown");
        else {
          if (intent === null || terms !== intentTerms) {
            const { style, timeInForce, goodTill } = terms;
            const reason = "exit condition";
            // written out: a copy by spread costs more than the order
            intent =
              goodTill === undefined
                ? { action: "exit", direction, size, reason, style, timeInForce }
                : { action: "exit", direction, size, reason, style, timeInForce, goodTill };
            intentTerms = terms;
          }
          emit(intent);
          report("fired");
        }
      }
    };
  },
  examples: [
    { title: "does nothing without a position", params: {}, inputs: { when: [0, 1, 1] }, outputs: {}, fires: [] },
  ],
});

import { z } from "zod";
import { defineNode } from "../../define-node.ts";
import { checkSize, SIZE_INPUT, sizeParams, sizeText } from "../../entry-size.ts";
import type { NodeIntent } from "../../order-intent.ts";
import { type OrderTerms, TERMS_INPUTS, termsParams, termsReader, termsText } from "../../order-terms.ts";

type EnterIntent = Extract<NodeIntent, { action: "enter" }>;

export const enter = defineNode({
  kind: "order.enter",
  version: 1,
  meta: {
    title: "Enter",
    family: "orders",
    keywords: [
      "buy",
      "sell short",
      "long",
      "short",
      "open",
      "entry",
      "order",
      "limit order",
      "stop order",
      "market if touched",
    ],
    summary:
      "Opens a position when its trigger fires and none is open in that direction. It fires once for each signal, never on every bar.",
  },
  params: z.object({
    direction: z
      .enum(["long", "short"])
      .default("long")
      .meta({ label: "Direction", control: "segmented", primary: true }),
    ...sizeParams(),
    reverse: z.boolean().default(false).meta({ label: "Reverse an opposite position", control: "switch" }),
    ...termsParams(),
  }),
  inputs: { when: { type: "event", label: "When" }, size: SIZE_INPUT, ...TERMS_INPUTS },
  outputs: {},
  warmup: () => 0,
  explain: (p, wired) =>
    `${p.direction === "long" ? "Buy" : "Sell short"} ${sizeText(p, wired?.["size"])}${termsText(p, wired)}`,
  triggers: ["when"],
  actsWhile: (p) => (p.reverse ? "any" : "flat"),
  check: checkSize,
  compile: (context) => {
    const { params, inputs, connected, account, emit, report } = context;
    const direction = params.direction === "long" ? 1 : -1;
    const { unit, reverse } = params;
    const reason = `enter ${params.direction}`;
    const termsAt = termsReader(context);
    // nobody changes an intent: most orders ask for what the one before asked for, by the same object
    let intent: EnterIntent | null = null;
    let intentTerms: OrderTerms | null = null;
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
        const terms = termsAt(i);
        if (!(amount > 0)) report("size-unknown");
        else if (terms === null) report("price-unknown");
        else {
          if (intent === null || terms !== intentTerms || amount !== intent.size.amount) {
            const { style, timeInForce, goodTill } = terms;
            const size = { unit, amount };
            // written out: a copy by spread costs more than the order
            intent =
              goodTill === undefined
                ? { action: "enter", direction, size, reverse, reason, style, timeInForce }
                : { action: "enter", direction, size, reverse, reason, style, timeInForce, goodTill };
            intentTerms = terms;
          }
          emit(intent);
          report("fired");
        }
      }
    };
  },
  examples: [
    { title: "acts on its trigger", params: {}, inputs: { when: [0, 1, 0] }, outputs: {}, fires: [1] },
    {
      title: "waits for a known price where it needs one",
      params: { order: "stop-limit" },
      inputs: { when: [1, 1], price: [10, 10], limit: [null, 11] },
      outputs: {},
      fires: [1],
    },
  ],
});

import { z } from "zod";
import { defineNode } from "../../define-node.ts";
import { SIZE_INPUT, sizeParams, sizeText } from "../../entry-size.ts";
import { TERMS_INPUTS, termsParams, termsReader, termsText } from "../../order-terms.ts";

const distance = (label: string, value: number) =>
  z
    .number()
    .positive()
    .max(1e9)
    .default(value)
    .meta({ label, help: "Multiplies the input where that is wired.", control: "number", primary: true });

export const bracket = defineNode({
  kind: "order.bracket",
  version: 1,
  meta: {
    title: "Bracket",
    family: "orders",
    keywords: ["bracket order", "oco", "entry with stop and target", "one cancels other", "risk reward"],
    summary:
      "An entry that brings its own stop and target along: both go live when it fills, and the one that fills cancels the other. They take the place of the strategy's own stop and target.",
  },
  params: z.object({
    direction: z.enum(["long", "short"]).default("long").meta({ label: "Direction", control: "segmented" }),
    stop: distance("Stop", 2),
    target: distance("Target", 4),
    measure: z.enum(["percent", "price"]).default("percent").meta({
      label: "Distances in",
      help: "Percent of the entry price, or price points.",
      control: "segmented",
    }),
    ...sizeParams(),
    reverse: z.boolean().default(false).meta({ label: "Reverse an opposite position", control: "switch" }),
    ...termsParams(),
  }),
  inputs: {
    when: { type: "event", label: "When" },
    stop: { type: "number", label: "Stop distance", optional: true, help: "Multiplied by the stop of the node." },
    target: { type: "number", label: "Target distance", optional: true, help: "Multiplied by the target of the node." },
    size: SIZE_INPUT,
    ...TERMS_INPUTS,
  },
  outputs: {},
  warmup: () => 0,
  explain: (p, wired) => {
    const unit = p.measure === "percent" ? " %" : " points";
    const read = (times: number, input: string | undefined): string =>
      input === undefined ? `${times}${unit}` : `${times} times ${input}${unit}`;
    const legs = `with a stop ${read(p.stop, wired?.["stop"])} and a target ${read(p.target, wired?.["target"])} away`;
    return `${p.direction === "long" ? "Buy" : "Sell short"} ${sizeText(p, wired?.["size"])} ${legs}${termsText(p, wired)}`;
  },
  triggers: ["when"],
  brings: ["stop", "target"],
  compile: (context) => {
    const { params, inputs, connected, account, emit, report } = context;
    const direction = params.direction === "long" ? 1 : -1;
    const { unit, reverse, measure } = params;
    const reason = `bracket ${params.direction}`;
    const termsAt = termsReader(context);
    return (from, to) => {
      for (let i = from; i < to; i++) {
        const when = inputs.when[i]!;
        const held = account.quantity[i]!;
        const amount = connected.size ? inputs.size[i]! : params.amount;
        const terms = termsAt(i);
        const stop = params.stop * (connected.stop ? inputs.stop[i]! : 1);
        const target = params.target * (connected.target ? inputs.target[i]! : 1);
        if (when !== 1) report(when === 0 ? "trigger-false" : "trigger-unknown");
        else if (held * direction > 0 || (held !== 0 && !reverse)) report("already-in-position");
        else if (account.pending[i]! * direction > 0) report("order-pending");
        else if (!(amount > 0)) report("size-unknown");
        else if (terms === null || !(stop > 0) || !(target > 0)) report("price-unknown");
        else {
          const protect = [
            { role: "stop", unit: measure, distance: stop },
            { role: "target", unit: measure, distance: target },
          ] as const;
          emit({ action: "enter", direction, size: { unit, amount }, reverse, protect, reason, ...terms });
          report("fired");
        }
      }
    };
  },
  examples: [
    {
      title: "acts on its trigger, never without a stop",
      params: {},
      inputs: { when: [0, 1, 1], stop: [1, null, 1] },
      outputs: {},
      fires: [2],
    },
  ],
});

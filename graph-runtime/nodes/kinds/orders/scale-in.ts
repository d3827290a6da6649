import { z } from "zod";
import { defineNode } from "../../define-node.ts";
import { checkSize, SIZE_INPUT, sizeParams, sizeText } from "../../entry-size.ts";
import { TERMS_INPUTS, termsParams, termsReader, termsText } from "../../order-terms.ts";
import { SIDES, sideParam, sideText } from "../../position-side.ts";

const WHERE = { profit: "with the position", loss: "against the position", any: "either way" } as const;

export const scaleIn = defineNode({
  kind: "order.scale-in",
  version: 1,
  meta: {
    title: "Scale in",
    family: "orders",
    keywords: ["pyramid", "add", "average down", "average up", "grid", "martingale", "add to a winner"],
    summary:
      "Adds to the open position when its trigger fires, up to a number of entries, and where asked only once the price has moved a distance from the last entry. Nothing happens when no position is open.",
    reference: "Richard Dennis's turtles added a unit at every half of the average true range, up to four",
  },
  params: z.object({
    side: sideParam("Adds to"),
    ...sizeParams(25),
    most: z.int().min(2).max(1_000).default(4).meta({
      label: "At most",
      unit: "entries",
      help: "Entries of a position, the first one included.",
      control: "number",
      primary: true,
    }),
    where: z
      .enum(["any", "profit", "loss"])
      .default("any")
      .meta({
        label: "Once the price moved",
        help: "Measured from the price of the last entry.",
        options: { any: "Either way", profit: "In favour", loss: "Against" },
        control: "segmented",
      }),
    step: z
      .number()
      .positive()
      .max(1e9)
      .default(1)
      .meta({
        label: "By at least",
        help: "Multiplies the step input where that is wired.",
        control: "number",
        shownWhen: { where: ["profit", "loss"] },
      }),
    stepUnit: z
      .enum(["percent", "price"])
      .default("percent")
      .meta({
        label: "Measured in",
        help: "Percent of the last entry's price, or price points.",
        control: "segmented",
        shownWhen: { where: ["profit", "loss"] },
      }),
    ...termsParams(),
  }),
  inputs: {
    when: { type: "event", label: "When" },
    size: SIZE_INPUT,
    step: {
      type: "number",
      label: "Step",
      optional: true,
      help: "A distance that the step of the node multiplies, such as an average true range.",
      shownWhen: { where: ["profit", "loss"] },
    },
    ...TERMS_INPUTS,
  },
  outputs: {},
  warmup: () => 0,
  explain: (p, wired) => {
    const times = wired?.["step"] ? ` times ${wired["step"]}` : "";
    const step = `${p.step}${times}${p.stepUnit === "percent" ? " %" : " points"}`;
    const far = p.where === "any" ? "" : `, once the price has moved ${step} ${WHERE[p.where]} from the last entry`;
    return `Add ${sizeText(p, wired?.["size"])} to ${sideText(p.side)}, up to ${p.most} entries${far}${termsText(p, wired)}`;
  },
  triggers: ["when"],
  check: checkSize,
  compile: (context) => {
    const { params, inputs, connected, account, market, emit, report } = context;
    const side = SIDES[params.side];
    const { unit, most, where, stepUnit } = params;
    const sign = where === "profit" ? 1 : -1;
    const termsAt = termsReader(context);
    /** Units of the step that the price has moved in the asked way since the last entry; NaN where unknown. */
    const movedSteps = (i: number, held: number): number => {
      const last = account.lastEntry[i]!;
      const step = params.step * (connected.step ? inputs.step[i]! : 1);
      const points = stepUnit === "percent" ? (last * step) / 100 : step;
      return points > 0 ? (sign * Math.sign(held) * (market.close[i]! - last)) / points : Number.NaN;
    };
    return (from, to) => {
      for (let i = from; i < to; i++) {
        const when = inputs.when[i]!;
        const held = account.quantity[i]!;
        const amount = connected.size ? inputs.size[i]! : params.amount;
        const terms = termsAt(i);
        if (when !== 1) report(when === 0 ? "trigger-false" : "trigger-unknown");
        else if (held === 0 || held * side < 0) report("no-position");
        else if (account.pendingEntries[i]! > 0 || account.pendingExits[i]! > 0) report("order-pending");
        else if (account.entries[i]! >= most) report("enough-entries");
        else if (where !== "any" && !(movedSteps(i, held) >= 1)) report("too-near");
        else if (!(amount > 0)) report("size-unknown");
        else if (terms === null) report("price-unknown");
        else {
          const direction = held > 0 ? 1 : -1;
          emit({ action: "enter", direction, size: { unit, amount }, reverse: false, reason: "scale in", ...terms });
          report("fired");
        }
      }
    };
  },
  examples: [
    { title: "does nothing without a position", params: {}, inputs: { when: [0, 1, 1] }, outputs: {}, fires: [] },
  ],
});

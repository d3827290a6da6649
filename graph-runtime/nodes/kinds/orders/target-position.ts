import { z } from "zod";
import { defineNode } from "../../define-node.ts";

const UNIT_WORDS = { units: "units", lots: "lots", value: "of money", "equity-percent": "% of equity" } as const;

export const targetPosition = defineNode({
  kind: "order.target-position",
  version: 1,
  meta: {
    title: "Target position",
    family: "orders",
    keywords: ["order target percent", "rebalance", "set holdings", "scale", "adjust", "allocation"],
    summary:
      "Brings the position to a size when its trigger fires: buys or sells the difference at the next open. Below zero is short, zero is flat; small differences are left alone.",
  },
  params: z.object({
    target: z.number().min(-1e12).max(1e12).default(100).meta({ label: "Target", control: "number", primary: true }),
    unit: z
      .enum(["units", "lots", "value", "equity-percent"])
      .default("equity-percent")
      .meta({
        label: "Target in",
        help: "Percentages are of account equity at the decision.",
        options: { "equity-percent": "% of equity", value: "Money" },
        control: "select",
        primary: true,
      }),
    corridor: z.number().min(0).max(100).default(0).meta({
      label: "Leave alone below",
      unit: "% of equity",
      help: "A smaller difference is not traded, unless the target is flat.",
      control: "number",
    }),
  }),
  inputs: {
    when: { type: "event", label: "When" },
    target: {
      type: "number",
      label: "Target",
      optional: true,
      help: "Replaces the target of the node, in the same unit.",
    },
  },
  outputs: {},
  warmup: () => 0,
  explain: (p, wired) =>
    `Bring the position to ${wired?.["target"] ?? p.target} ${UNIT_WORDS[p.unit]} at the next open${p.corridor > 0 ? `, unless the difference is below ${p.corridor} % of equity` : ""}`,
  triggers: ["when"],
  compile: ({ params, inputs, connected, account, emit, report }) => {
    const { unit, corridor } = params;
    return (from, to) => {
      for (let i = from; i < to; i++) {
        const when = inputs.when[i]!;
        const amount = connected.target ? inputs.target[i]! : params.target;
        if (when !== 1) report(when === 0 ? "trigger-false" : "trigger-unknown");
        else if (account.pendingEntries[i]! + account.pendingExits[i]! > 0) report("order-pending");
        else if (Number.isNaN(amount)) report("size-unknown");
        else {
          const hasActed = emit({
            action: "target",
            size: { unit, amount },
            style: { type: "market" },
            corridorPercent: corridor,
            reason: "target position",
          });
          report(hasActed ? "fired" : "at-target");
        }
      }
    };
  },
  examples: [
    {
      title: "acts on its trigger, not on an unknown target",
      params: {},
      inputs: { when: [0, 1, 1], target: [50, null, 50] },
      outputs: {},
      fires: [2],
    },
  ],
});

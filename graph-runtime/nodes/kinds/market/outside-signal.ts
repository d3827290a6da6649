import { z } from "zod";
import { defineNode } from "../../define-node.ts";

export const outsideSignal = defineNode({
  kind: "market.outside-signal",
  version: 1,
  meta: {
    title: "Signal from outside",
    family: "market",
    keywords: ["webhook", "tradingview", "alert", "hook", "external", "http", "pine"],
    summary:
      "Fires at the close of the bar during which a signal of this name came in over the strategy's webhook, with the number that was sent along. Signals of other names pass it by.",
    reference: "Of Quantloom; how a signal is sent, signed and kept is in docs/webhooks.md",
  },
  params: z.object({
    name: z
      .string()
      .trim()
      .max(40)
      .regex(/^[A-Za-z0-9][A-Za-z0-9 ._-]*$/)
      .default("signal")
      .meta({ label: "Name", help: 'The word that the sender writes as "signal".', control: "text", primary: true }),
  }),
  inputs: {},
  outputs: {
    received: { type: "event", label: "Received" },
    cameIn: {
      type: "boolean",
      label: "Came in",
      help: "The same as a condition, for an exit: true on that bar alone.",
    },
    value: { type: "number", label: "Value", help: "The number sent with it on this bar; unknown on every other bar." },
  },
  warmup: () => 0,
  unknownWhile: "no signal with a number came in during the bar (Value alone)",
  explain: (p) => `Signal "${p.name}" from outside`,
  phrase: (p, _, port) => (port === "value" ? `the value of signal "${p.name}"` : `signal "${p.name}" comes in`),
  outside: { name: "name", outputs: { received: "received", cameIn: "received", value: "value" } },
  check: () => [
    {
      severity: "warning",
      message:
        "Signals come from outside while a run is live: a backtest sees none, and this never fires there unless recorded signals are given with its data.",
    },
  ],
  examples: [],
});

import { z } from "zod";
import { SEVERITIES } from "../../../market/alert.ts";
import { defineNode } from "../../define-node.ts";
import { checkMessage, messageWriter } from "./message-template.ts";

const value = (label: string) => ({ type: "number", label, optional: true, spare: true }) as const;

export const raiseAlert = defineNode({
  kind: "alert.raise",
  version: 1,
  meta: {
    title: "Alert",
    family: "alerts",
    keywords: ["notify", "message", "notification", "signal", "warning", "log", "tell me"],
    summary:
      "Raises a named alert each time its event fires: a backtest lists it in its result, a run writes it into its decision log at that bar. It orders nothing.",
  },
  params: z.object({
    name: z.string().trim().min(1).max(60).default("Alert").meta({ label: "Name", control: "text", primary: true }),
    severity: z.enum(SEVERITIES).default("info").meta({ label: "Severity", control: "segmented", primary: true }),
    message: z.string().trim().min(1).max(300).default("{symbol} closed at {close}").meta({
      label: "Message",
      help: "{symbol} and {close} are the instrument and its close, {a} to {c} the wired values.",
      control: "text",
      primary: true,
    }),
  }),
  inputs: {
    when: { type: "event", label: "When" },
    a: value("Value a"),
    b: value("Value b"),
    c: value("Value c"),
  },
  outputs: {},
  warmup: () => 0,
  explain: (p) => `Raise the ${p.severity} alert "${p.name}"`,
  triggers: ["when"],
  // its words name the instrument
  ofInstrument: true,
  check: (p, { connected }) => checkMessage(p.message, connected),
  compile: ({ params: { name, severity, message }, inputs, market: { close }, instrument, emit, report }) => {
    const write = messageWriter(message, instrument.symbol);
    return (from, to) => {
      for (let i = from; i < to; i++) {
        const when = inputs.when[i]!;
        if (when !== 1) {
          report(when === 0 ? "trigger-false" : "trigger-unknown");
          continue;
        }
        const values = { close: close[i]!, a: inputs.a[i]!, b: inputs.b[i]!, c: inputs.c[i]! };
        emit({ action: "alert", name, severity, message: write(values) });
        report("fired");
      }
    };
  },
  examples: [{ title: "rings on its event", inputs: { when: [0, 1, null, 1] }, outputs: {}, fires: [1, 3] }],
});

import type { Tone } from "../ui/Badge.tsx";
import type { RunDecision } from "./read-step.ts";

type Look = { readonly label: string; readonly tone: Tone };

const looks: Readonly<Record<string, Look>> = {
  none: { label: "No order", tone: "neutral" },
  order: { label: "Order", tone: "accent" },
  fill: { label: "Filled", tone: "info" },
  alert: { label: "Alert", tone: "warning" },
  denied: { label: "Denied", tone: "danger" },
  command: { label: "Command", tone: "warning" },
  update: { label: "Broker", tone: "info" },
  gap: { label: "Bars missed", tone: "warning" },
};

/** Returns the words and the colour of what was done at a bar. */
export function lookOf({ action }: RunDecision): Look {
  return looks[action] ?? { label: action, tone: "neutral" };
}

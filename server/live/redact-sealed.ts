import { OUTSIDE } from "@/graph-runtime/risk/outside-limits.ts";
import type { StepAlert, StepDecision, StepOrder, StepRecords } from "../db/repositories/run-steps.ts";

/** Stands in the place of the node that ordered. */
export const SEALED_NODE = "sealed";

const said: Readonly<Record<string, string>> = {
  order: "An order was sent.",
  denied: "An order was refused.",
  fill: "An order was filled.",
  update: "The broker reported on an order.",
  none: "No order.",
  alert: "The strategy raised an alert.",
};

/**
 * Takes every trace of the graph out of what a step of a sealed run leaves: nodes, the words of their reasons, and the values of their
 * ports. It is done before anything is stored or told, so that no table, page, stream or audit trail has it to show.
 */
export function redactSealed(records: StepRecords): StepRecords {
  return {
    ...records,
    created: records.created.map(redactOrder),
    changed: records.changed.map(redactOrder),
    decisions: records.decisions.map(redactDecision),
    alerts: records.alerts.map(redactAlert),
  };
}

function redactAlert(alert: StepAlert): StepAlert {
  return { ...alert, nodeId: SEALED_NODE, name: "Alert", message: "The strategy raised an alert." };
}

function redactOrder(order: StepOrder): StepOrder {
  const { role, deniedReason } = order;
  const plain = role === "entry" ? "Entry" : "Exit";
  const reason = order.reason.startsWith(`risk: ${OUTSIDE}`) ? `${plain}: ${redactReason(order.reason)}` : plain;
  return { ...order, nodeId: SEALED_NODE, reason, deniedReason: deniedReason && redactReason(deniedReason) };
}

/** Returns why an order was refused, without the strategy's own words. */
export function redactReason(reason: string): string {
  const at = reason.indexOf(`risk: ${OUTSIDE}`);
  // what follows a semicolon is the strategy's again: an alert that it raised at the same bar
  return at < 0
    ? "Refused by the strategy's own rules or for want of buying power."
    : reason.slice(at + "risk: ".length).split(";", 1)[0]!;
}

function redactDecision({ action, reason, ...decision }: StepDecision): StepDecision {
  // Commands and gaps are not the strategy's.
  const own = said[action];
  const outside = action === "denied" && reason.includes(`risk: ${OUTSIDE}`) ? redactReason(reason) : undefined;
  return { ...decision, action, reason: outside ?? own ?? reason, values: {} };
}

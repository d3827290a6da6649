import type { Program, ProgramNode } from "../compiler/program.ts";
import { alertText } from "../market/alert.ts";
import type { OutsideSignal } from "../market/outside-signal.ts";
import { REPORT_CODES, type ReportCode } from "../nodes/report-code.ts";
import { OUTSIDE } from "../risk/outside-limits.ts";
import { ENTRIES_CLOSED } from "../risk/run-schedule.ts";
import { edgeConditionOf } from "./edge-condition.ts";
import type { Engine } from "./engine.ts";
import type { Lane } from "./lane.ts";
import type { StepLog } from "./run-log.ts";
import type { RunEvent } from "./stepper.ts";

/** What a run did at one event, and why; one is kept for every bar of a live run. */
export type Decision = {
  readonly action: "order" | "denied" | "fill" | "none" | "alert" | "signal" | "command" | "update";
  readonly reason: string;
  /** Values of the ports that feed the order nodes, null where unknown. */
  readonly values: Readonly<Record<string, number | null>>;
};

type StepTaken = {
  readonly engine: Engine;
  readonly program: Program;
  readonly event: RunEvent;
  readonly log: StepLog;
  /** Instruments for which a signal from outside waits now. */
  readonly reached: number;
};

/** Reads from the engine, right after a step, what was done, what held each order node back, and what was raised. */
export function explainStep(step: StepTaken): Decision {
  const decision = explainTrading(step);
  const { alerts } = step.log;
  if (alerts.length === 0) return decision;
  const text = alertText(alerts);
  if (decision.action === "none") return { ...decision, action: "alert", reason: text };
  return { ...decision, reason: `${decision.reason}; ${text}` };
}

function explainTrading({ engine, program, event, log, reached }: StepTaken): Decision {
  if (event.kind === "signal") return { action: "signal", reason: signalText(event.signal, reached), values: {} };
  if (event.kind === "command") return { action: "command", reason: `command: ${event.command}`, values: {} };
  if (event.kind === "limits") return { action: "command", reason: `command: ${OUTSIDE}changed`, values: {} };
  if (event.kind === "transfer") {
    const way = event.amount < 0 ? "taken out" : "brought in";
    return { action: "command", reason: `command: ${Math.abs(event.amount).toFixed(2)} ${way}`, values: {} };
  }
  if (event.kind === "answer" && log.orders.length === 0) {
    const what = event.isApproved ? "the entry does not wait any more" : "the entry was declined";
    return { action: "command", reason: `command: ${OUTSIDE}${what}`, values: {} };
  }
  const values = readValues(engine, program);
  const { orders, fills } = log;
  if (engine.isRuined)
    return { action: "none", reason: "The account has no equity left; trading has stopped.", values };
  const denied = orders.find((order) => order.status === "denied");
  if (denied)
    return { action: "denied", reason: `${denied.reason} was denied: ${denied.deniedReason ?? "unknown"}.`, values };
  const fresh = orders.filter((order) => order.status !== "filled");
  if (fresh.length > 0)
    return {
      action: "order",
      reason: fresh.map((order) => `${order.side} ${order.quantity}: ${order.reason}`).join("; "),
      values,
    };
  if (fills.length > 0)
    return {
      action: "fill",
      reason: fills.map((fill) => `${fill.side} ${fill.quantity} at ${fill.price}: ${fill.reason}`).join("; "),
      values,
    };
  if (engine.gate.entriesPaused) return { action: "none", reason: "Entries are paused.", values };
  if (engine.gate.entriesClosed) return { action: "none", reason: `${ENTRIES_CLOSED}.`, values };
  return { action: "none", reason: `No order: ${holdReasons(engine, program)}.`, values };
}

function signalText({ name, symbol }: OutsideSignal, reached: number): string {
  const what = `Signal "${name}" came in${symbol === null ? "" : ` for ${symbol}`}`;
  if (reached > 0) return `${what}; it counts at the close of the next bar.`;
  return `${what}, and nothing in the strategy listens to ${symbol === null ? "that name" : "it"}.`;
}

function holdReasons(engine: Engine, program: Program): string {
  const reasons = new Set<string>();
  program.orders.forEach((index, rank) => {
    const node = program.nodes[index]!;
    if (node.definition.meta.family === "alerts") return;
    for (const lane of engine.lanes)
      reasons.add(
        `${node.definition.meta.title} held back because ${REPORT_CODES[reportOf(program, node, rank, lane)]}`,
      );
  });
  return [...reasons].join("; ") || "the strategy has no order node";
}

/** Tells a condition that is false from one that has been true for a while. */
function reportOf(program: Program, node: ProgramNode, rank: number, lane: Lane): ReportCode {
  const code = lane.reports[rank]!;
  const trigger = node.definition.triggers?.[0];
  if (code !== "trigger-false" || trigger === undefined) return code;
  const condition = edgeConditionOf(program, node.inputs[trigger]!);
  return condition !== null && lane.slots[condition]![0] === 1 ? "true-before" : code;
}

function readValues(engine: Engine, program: Program): Record<string, number | null> {
  const values: Record<string, number | null> = {};
  const lane = engine.lanes[0];
  if (!lane) return values;
  const feeding = new Set(program.orders.flatMap((index) => Object.values(program.nodes[index]!.inputs)));
  for (const { name, slot } of program.probes) values[name] = known(lane.slots[slot]![0]!);
  for (const node of program.nodes) {
    for (const [port, slot] of Object.entries(node.outputs)) {
      if (!feeding.has(slot) && node.stage !== "signal") continue;
      values[`${node.id}.${port}`] = known(lane.slots[slot]![0]!);
    }
  }
  return values;
}

function known(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

import { OUTSIDE } from "@/graph-runtime/risk/outside-limits.ts";
import type { Notice } from "../db/repositories/notifications.ts";
import type { StepOrder, StepRecords } from "../db/repositories/run-steps.ts";
import type { RunStatus, RunWork } from "../db/repositories/runs.ts";
import { heldBack } from "./held-back.ts";

type Told = Pick<RunWork, "id" | "teamId" | "status">;

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/**
 * Returns what a step of a run tells its team. Keys are of the run and its inbox, so that a step which is taken again tells nothing new;
 * of orders that are refused alike, one a day is told.
 */
export function stepNotices(run: Told, name: string, records: StepRecords): Notice[] {
  const { created, changed, alerts, status, statusReason, toSequence } = records;
  const common = { teamId: run.teamId, subject: `run:${run.id}`, href: `/runs/${run.id}` };
  const notices: Notice[] = [];
  for (const { sequence, nodeId, lane, severity, name: title, message } of alerts) {
    const key = `run:${run.id}:alert:${sequence}:${nodeId}:${lane}`;
    notices.push({ ...common, key, kind: "graph.alert", severity, title: `${title}: ${name}`, body: message });
  }
  const refused = [...created, ...changed].filter(
    (order) => (order.status === "denied" && heldBack(order) === null) || order.status === "rejected",
  );
  for (const order of refused) notices.push({ ...common, ...refusal(run, name, order) });
  const news = status === run.status ? null : statusNotice(status, name);
  if (news !== null) {
    const key = `run:${run.id}:${status}:${toSequence}`;
    notices.push({ ...common, ...news, key, ...(statusReason === null ? {} : { body: statusReason }) });
  }
  return notices;
}

function refusal(run: Told, name: string, order: StepOrder): Pick<Notice, "key" | "kind" | "title" | "body"> {
  const { side, quantity, symbol, nodeId, createdTime, deniedReason, status } = order;
  const reason = deniedReason ?? "No reason was given.";
  const isLimit = reason.includes(OUTSIDE);
  return {
    key: `run:${run.id}:${isLimit ? "limit" : status}:${nodeId}:${symbol}:${dayOf(createdTime)}`,
    kind: isLimit ? "risk.limit" : "order.rejected",
    title: isLimit ? `A limit was reached: ${name}` : `An order was refused: ${name}`,
    body: `The order to ${side} ${quantity} ${symbol} was refused. ${reason}`,
  };
}

function statusNotice(status: RunStatus, name: string): Pick<Notice, "kind" | "title"> | null {
  if (status === "closed") return { kind: "run.stopped", title: `Stopped: ${name}` };
  if (status === "halted") return { kind: "run.failed", title: `Halted: ${name}` };
  if (status === "needs-review") return { kind: "run.review", title: `Needs review: ${name}` };
  return null;
}

import { OUTSIDE } from "@/graph-runtime/risk/outside-limits.ts";
import type { Transaction } from "../db/client.ts";
import { insertApproval } from "../db/repositories/approvals.ts";
import { notifyTeam } from "../db/repositories/notifications.ts";
import type { StepOrder, StepRecords } from "../db/repositories/run-steps.ts";
import type { RunWork } from "../db/repositories/runs.ts";
import { publish } from "../events/publish.ts";
import { heldBack } from "./held-back.ts";

type Owned = Pick<RunWork, "id" | "teamId"> & { readonly subscriptionId: string };

/** Asks the subscriber about entries that wait for a word, and tells of those that are only told and of limits that closed positions. */
export async function tellOwner(tx: Transaction, run: Owned, { created }: StepRecords): Promise<void> {
  const waiting = created.filter((order) => heldBack(order) === "approval");
  const fresh: StepOrder[] = [];
  // one that takes the place of another is not told again
  for (const order of waiting) if (await insertApproval(tx, run, order)) fresh.push(order);
  await notify(tx, run, { kind: "approval", title: "An entry waits for your approval", orders: fresh });
  if (waiting.length > 0) {
    const payload = { runId: run.id, approvals: waiting.length };
    await publish(tx, { topic: `subscription:${run.subscriptionId}`, type: "approval", payload });
  }
  const told = created.filter((order) => heldBack(order) === "alerts");
  await notify(tx, run, { kind: "approval", title: "A strategy would enter now", orders: told });
  // what holds a whole basket is told once, by its watch
  const isOwn = (reason: string) => reason.includes(OUTSIDE) && !reason.includes(`${OUTSIDE}the basket`);
  const closed = created.filter(({ role, reason }) => role === "exit" && isOwn(reason));
  await notify(tx, run, { kind: "limit", title: "Your limits have closed positions", orders: closed });
}

async function notify(
  tx: Transaction,
  { id, teamId, subscriptionId }: Owned,
  { orders, ...notice }: { kind: "approval" | "limit"; title: string; orders: readonly StepOrder[] },
): Promise<void> {
  const [first] = orders;
  if (first === undefined) return;
  const body = orders.map(({ side, quantity, symbol }) => `${side} ${quantity} ${symbol}`).join("; ");
  const key = `run:${id}:${notice.kind}:${first.sequence}:${first.ordinal}`;
  const subject = `subscription:${subscriptionId}`;
  await notifyTeam(tx, { ...notice, teamId, key, subject, body, href: `/subscriptions/${subscriptionId}` });
}

import { appendAudit } from "../audit/append.ts";
import type { Database, Transaction } from "../db/client.ts";
import { cancelWorkingOrders, moveRun, type StepRecords, storeStep } from "../db/repositories/run-steps.ts";
import { hasEnded, type RunWork } from "../db/repositories/runs.ts";
import { holdLease, type ShardLease } from "../db/repositories/shard-leases.ts";
import { endSubscriptionWithoutRuns } from "../db/repositories/subscriptions.ts";
import { AppError } from "../errors/app-error.ts";
import { publish } from "../events/publish.ts";

/**
 * Stores everything that a stretch of a run's inbox led to, in one transaction: state, intents, orders, fills, decisions, marks, audit
 * and the news for its page. Throws lease-lost, and stores nothing, when the shard was claimed by another or the run was stepped by
 * another: what is stored was therefore stepped exactly once.
 */
export async function commitStep(db: Database, lease: ShardLease, run: RunWork, records: StepRecords): Promise<void> {
  await db.$transaction(
    async (tx) => {
      if (!(await holdLease(tx, lease))) throw new AppError("lease-lost");
      if (!(await moveRun(tx, records))) throw new AppError("lease-lost");
      await storeStep(tx, lease, records);
      if (hasEnded(records.status)) await cancelWorkingOrders(tx, run.id, records.toSequence);
      await audit(tx, lease, run, records);
      await announce(tx, run, records);
      if (run.subscriptionId === null || !hasEnded(records.status)) return;
      if (!(await endSubscriptionWithoutRuns(tx, run.subscriptionId))) return;
      const topic = `subscription:${run.subscriptionId}`;
      await publish(tx, { topic, type: "ended", payload: { status: "ended" } });
    },
    { timeout: 20_000, maxWait: 10_000 },
  );
}

/** Quiet bars leave a decision only; what moved orders, money or the run's state goes into the audit chain as well. */
async function audit(tx: Transaction, lease: ShardLease, run: RunWork, records: StepRecords): Promise<void> {
  const { created, changed, fills, decisions, fromSequence, toSequence, status } = records;
  const commands = decisions.filter((decision) => decision.action === "command");
  const isQuiet = created.length + changed.length + fills.length + commands.length === 0 && status === run.status;
  if (isQuiet) return;
  await appendAudit(tx, {
    chain: `run:${run.id}`,
    teamId: run.teamId,
    actor: `worker:${lease.owner}`,
    action: "run.stepped",
    detail: {
      fromSequence: fromSequence + 1,
      toSequence,
      status: { before: run.status, after: status },
      orders: [...created, ...changed].map(({ clientOrderId, symbol, side, type, quantity, status: state, reason }) => {
        return { clientOrderId, symbol, side, type, quantity, status: state, reason };
      }),
      fills: fills.map(({ orderId, side, quantity, price, fee, time }) => {
        return { orderNumber: orderId, side, quantity, price, fee, time };
      }),
      commands: commands.map(({ sequence, reason }) => ({ sequence, reason })),
    },
  });
}

async function announce(tx: Transaction, run: RunWork, records: StepRecords): Promise<void> {
  const { toSequence: sequence, status, statusReason, fills, created, changed } = records;
  const mark = records.marks.at(-1) ?? null;
  const decision = records.decisions.at(-1) ?? null;
  await publish(tx, {
    topic: `run:${run.id}`,
    type: "step",
    payload: plain({ sequence, status, statusReason, mark, decision, fills, orders: [...created, ...changed] }),
  });
  if (run.subscriptionId === null) return;
  const payload = plain({ runId: run.id, status, equity: mark?.equity ?? null });
  await publish(tx, { topic: `subscription:${run.subscriptionId}`, type: "step", payload });
}

/** Returns the value as JSON will carry it. */
function plain(value: object): Parameters<typeof publish>[1]["payload"] {
  return JSON.parse(JSON.stringify(value)) as Parameters<typeof publish>[1]["payload"];
}

import { type AuditEntry, appendAudit } from "../audit/append.ts";
import type { Database } from "../db/client.ts";
import {
  cancelWorkingOrders,
  type StepRecords,
  storeFills,
  storeOrders,
  storeTransferred,
  storeWishes,
} from "../db/repositories/run-steps.ts";
import type { RunBase } from "../db/repositories/run-work.ts";
import { hasEnded, type RunWork } from "../db/repositories/runs.ts";
import type { ShardLease } from "../db/repositories/shard-leases.ts";
import { type StoredStep, storeSteps } from "../db/repositories/store-steps.ts";
import { endSubscriptionWithoutRuns } from "../db/repositories/subscriptions.ts";
import { AppError } from "../errors/app-error.ts";
import { notificationOf, publish } from "../events/publish.ts";
import { sendOutside } from "./send-outside.ts";
import { tellOwner } from "./tell-owner.ts";
import { tellStep } from "./tell-step.ts";

export type Step = {
  readonly run: RunWork;
  readonly records: StepRecords;
  /** What it may be stored against in one statement; nothing where it goes in a transaction of several. */
  readonly base?: RunBase | null;
};

/**
 * Stores the steps of runs on which nothing happened but the passing of bars, all of them in one statement. Returns the runs whose
 * step was stored: none when the shard was claimed by another, and not those that were stepped by another.
 */
export async function commitQuietSteps(
  db: Database,
  lease: ShardLease,
  steps: readonly Step[],
): Promise<ReadonlySet<string>> {
  return steps.length === 0 ? new Set() : storeSteps(db, lease, steps.map(withNews));
}

/**
 * Stores everything that a stretch of a run's inbox led to, in one transaction: state, intents, orders, fills, decisions, marks, audit
 * and the news for its page. Throws lease-lost, and stores nothing, when the shard was claimed by another or the run was stepped by
 * another: what is stored was therefore stepped exactly once.
 */
export async function commitStep(db: Database, lease: ShardLease, run: RunWork, records: StepRecords): Promise<void> {
  await db.$transaction(
    async (tx) => {
      const moved = await storeSteps(tx, lease, [withNews({ run, records })]);
      if (!moved.has(run.id)) throw new AppError("lease-lost");
      await storeOrders(tx, records);
      await storeFills(tx, records);
      if (run.account !== null) await sendOutside(tx, { ...run, account: run.account }, records.commands);
      if (records.review !== run.review || records.ending !== run.ending) await storeWishes(tx, records);
      if (records.transferred !== 0) await storeTransferred(tx, records);
      if (run.subscriptionId !== null) await tellOwner(tx, { ...run, subscriptionId: run.subscriptionId }, records);
      if (hasEnded(records.status)) await cancelWorkingOrders(tx, run.id, records.toSequence);
      if (!isQuiet({ run, records })) await appendAudit(tx, auditOf(lease, { run, records }));
      await tellStep(tx, run, records);
      if (run.subscriptionId === null || !hasEnded(records.status)) return;
      if (!(await endSubscriptionWithoutRuns(tx, run.subscriptionId))) return;
      const topic = `subscription:${run.subscriptionId}`;
      await publish(tx, { topic, type: "ended", payload: { status: "ended" } });
    },
    { timeout: 20_000, maxWait: 10_000 },
  );
}

/** Returns whether a step left nothing but decisions and marks. */
export function isQuiet({ run, records }: Step): boolean {
  const { created, changed, fills, decisions, commands, alerts, status } = records;
  const happened = created.length + changed.length + fills.length + commands.length + alerts.length;
  if (records.review !== run.review || records.ending !== run.ending) return false;
  return happened === 0 && status === run.status && decisions.every((decision) => decision.action !== "command");
}

/** Quiet bars leave a decision only; what moved orders, money or the run's state goes into the audit chain as well. */
export function auditOf(lease: ShardLease, { run, records }: Step): AuditEntry {
  const { created, changed, fills, decisions, fromSequence, toSequence, status } = records;
  const commands = decisions.filter((decision) => decision.action === "command");
  return {
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
  };
}

export function withNews({ run, records }: Step): StoredStep {
  const { toSequence: sequence, status, statusReason, fills, created, changed } = records;
  const mark = records.marks.at(-1) ?? null;
  const decision = records.decisions.at(-1) ?? null;
  const step = { sequence, status, statusReason, mark, decision, fills, orders: [...created, ...changed] };
  const news = [notificationOf({ topic: `run:${run.id}`, type: "step", payload: plain(step) })];
  if (run.subscriptionId !== null) {
    const payload = { runId: run.id, status, equity: mark?.equity ?? null };
    news.push(notificationOf({ topic: `subscription:${run.subscriptionId}`, type: "step", payload }));
  }
  return { records, news };
}

/** Returns the value as JSON will carry it. */
function plain(value: object): Parameters<typeof notificationOf>[0]["payload"] {
  return JSON.parse(JSON.stringify(value)) as Parameters<typeof notificationOf>[0]["payload"];
}

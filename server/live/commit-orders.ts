import type { OutsideCommand } from "@/graph-runtime/engine/outside/ticket.ts";
import { OUTSIDE } from "@/graph-runtime/risk/outside-limits.ts";
import { linkTo } from "../audit/append.ts";
import { genesis } from "../audit/hash.ts";
import type { Database } from "../db/client.ts";
import type { AuditHead } from "../db/repositories/audit.ts";
import { commandPriorities } from "../db/repositories/broker-commands.ts";
import type { RunAccount } from "../db/repositories/runs.ts";
import { hasEnded } from "../db/repositories/runs.ts";
import type { ShardLease } from "../db/repositories/shard-leases.ts";
import { type StepWish, type StoredOrderStep, storeOrderSteps } from "../db/repositories/store-orders.ts";
import type { AccountConnections } from "./account/account-connections.ts";
import type { Claimed } from "./account/drain-account.ts";
import { outboxOf, outboxOfPair } from "./account/enqueue.ts";
import { auditOf, isQuiet, type Step, withNews } from "./commit-step.ts";
import { heldBack } from "./held-back.ts";
import { RunVenue } from "./run-venue.ts";
import { pairOf, wishOf } from "./send-outside.ts";
import { ownerOf } from "./shard-claim.ts";
import { stepNotices } from "./step-notices.ts";

/** By what a process sends orders whose lanes it claims with the commit of a step. */
export type Sender = {
  readonly connections: AccountConnections;
  /** Sends for a lane that was claimed. */
  readonly send: (claimed: Claimed) => void;
};

type Ordering = { readonly worker: string; readonly leaseMilliseconds: number; readonly sender: Sender };

/**
 * Returns a step of a run of an account as one statement stores it, or null where it needs more than that: what tells somebody, ends
 * something, asks limits or changes an order goes in a transaction of its own.
 */
export function asOrderStep(lease: ShardLease, step: Step): StoredOrderStep | null {
  const { run, records, base = null } = step;
  const { account } = run;
  if (account === null || base === null || isQuiet(step)) return null;
  const { review, ending, transferred, status, created } = records;
  if (review !== run.review || ending !== run.ending || transferred !== 0 || hasEnded(status)) return null;
  if (status === "paused" || stepNotices(run, "", records).length > 0) return null;
  if (created.some((order) => heldBack(order) !== null || order.reason.includes(OUTSIDE))) return null;
  const wishes = wishesOf({ ...step, run: { ...run, account } }, base.isFree);
  if (wishes === null) return null;
  return { ...withNews(step), link: linkTo(base.head ?? beginOf(run.id), auditOf(lease, step)), wishes };
}

function beginOf(runId: string): AuditHead {
  return { chain: `run:${runId}`, sequence: 0n, hash: genesis };
}

function wishesOf(
  { run, records }: { readonly run: Step["run"] & { readonly account: RunAccount }; readonly records: Step["records"] },
  isFree: boolean,
): readonly StepWish[] | null {
  const { account, symbols } = run;
  const venue = RunVenue.parse(account.venue);
  const wishes: StepWish[] = [];
  const placed = new Set(records.commands.flatMap(idsPlacedBy));
  for (const command of records.commands) {
    if (command.kind === "cancel") {
      const { id: wholeId, ordinal } = command;
      // one statement does not see what it places itself
      if (placed.has(wholeId)) return null;
      wishes.push({ kind: "cancel", accountId: account.id, wholeId, ordinal });
      continue;
    }
    if (command.kind === "place-pair") {
      const pair = pairOf({ ...run, account }, { ...command, venue });
      const rows = pair && outboxOfPair(pair);
      if (rows === null || "reason" in rows) return null;
      wishes.push(...rows.map((order) => ({ kind: "place" as const, priority: commandPriorities.exit, order })));
      continue;
    }
    if (command.kind !== "place" || (command.role === "entry" && !isFree)) return null;
    const wish = wishOf(account.broker, symbols[command.lane] ?? "", { command, venue });
    const rows = wish && outboxOf({ account, run: { id: run.id, orderNumber: command.order }, wish });
    if (rows === null || "reason" in rows) return null;
    wishes.push(...rows.map((order) => ({ kind: "place" as const, priority: commandPriorities[command.role], order })));
  }
  return wishes;
}

function idsPlacedBy(command: OutsideCommand): readonly string[] {
  if (command.kind === "place") return [command.id];
  return command.kind === "place-pair" ? [command.target.id, command.stop.id] : [];
}

/**
 * Stores steps of runs of accounts in one statement, and has the orders sent whose lanes could be claimed with it. Returns the runs that
 * were moved, and the accounts whose outboxes wait for somebody else.
 */
export async function commitOrderSteps(
  db: Database,
  lease: ShardLease,
  { steps, worker, leaseMilliseconds, sender }: Ordering & { readonly steps: readonly StoredOrderStep[] },
): Promise<{ readonly moved: ReadonlySet<string>; readonly waiting: readonly string[] }> {
  const asking = steps.filter(({ wishes }) => wishes.length > 0);
  const accounts = new Set(asking.flatMap(({ wishes }) => wishes.map(accountOf)));
  const opened = [...accounts].flatMap((id) => sender.connections.find(id) ?? []);
  const open = new Map(opened.map((one) => [one.account.id, one]));
  const ready = opened.map(({ account, seal }) => ({ id: account.id, seal }));
  const asked = performance.now();
  const owner = ownerOf(worker);
  const { moved, claims } = await storeOrderSteps(db, lease, { steps, ready, owner, milliseconds: leaseMilliseconds });
  const claimed = new Set<string>();
  for (const { accountId, ...claim } of claims) {
    const connection = open.get(accountId);
    if (connection === undefined) continue; // only what is open was asked for
    claimed.add(accountId);
    sender.send({ open: connection, asked, ...claim });
  }
  const stored = asking.filter(({ records }) => moved.has(records.runId));
  const theirs = new Set(stored.flatMap(({ wishes }) => wishes.map(accountOf)));
  return { moved, waiting: [...theirs].filter((id) => !claimed.has(id)) };
}

function accountOf(wish: StepWish): string {
  return wish.kind === "place" ? wish.order.accountId : wish.accountId;
}

import { setTimeout as sleep } from "node:timers/promises";
import type { BrokerConnection } from "../../brokers/port/broker-connection.ts";
import { BrokerError } from "../../brokers/port/broker-error.ts";
import type { NewOrder } from "../../brokers/port/broker-order.ts";
import { isTerminal } from "../../brokers/port/fold-report.ts";
import { brokerOf } from "../../brokers/registry.ts";
import type { Database, Transaction } from "../../db/client.ts";
import { findSealedAccount, type SealedAccountRow } from "../../db/repositories/broker-accounts.ts";
import {
  type CommandRow,
  listDoubtful,
  type Settlement,
  settleCommand,
} from "../../db/repositories/broker-commands.ts";
import {
  appendOrderEvent,
  type BrokerOrderRow,
  lockBrokerOrder,
  lockRunOfOrder,
} from "../../db/repositories/broker-orders.ts";
import { type Settled, settleTaken } from "../../db/repositories/settle-taken.ts";
import { holdLease, type ShardLease } from "../../db/repositories/shard-leases.ts";
import { type Taken, takeNextCommand } from "../../db/repositories/take-command.ts";
import { isUniqueViolation } from "../../db/unique-violation.ts";
import { AppError } from "../../errors/app-error.ts";
import { isGivenBack, noteGivenBack, withLease, withShard } from "../shard-claim.ts";
import type { AccountConnections, OpenConnection } from "./account-connections.ts";
import { applyReport } from "./apply-report.ts";
import { endSession } from "./end-session.ts";
import { markOrder, noteBrokerId } from "./mark-order.ts";
import { lockPair } from "./pair-rows.ts";
import { reconcile } from "./reconcile.ts";
import { sendCommand } from "./send-command.ts";
import { settleDoubt } from "./settle-doubt.ts";
import { readFolded, readRequest } from "./stored-order.ts";
import { tellRun } from "./tell-run.ts";

const heldUp = "not sent: the worker was held up after it had taken it";
const doubtPause = 250;

export type DrainSettings = {
  readonly db: Database;
  readonly connections: AccountConnections;
  readonly worker: string;
  readonly leaseMilliseconds: number;
  /** Longer than any call takes that we still wait for: what was sent before that has arrived, or never will. */
  readonly arrivalMilliseconds: number;
  /** Told at once of the shard of a run that hears of its order. */
  readonly heard?: (shard: number) => void;
};

/** The lane of an account that was claimed with the commit of a step, `asked` by performance.now(), and what it is to send. */
export type Claimed = {
  readonly open: OpenConnection;
  readonly lease: ShardLease;
  readonly taken: Taken | null;
  readonly asked: number;
};

type Lane = Pick<DrainSettings, "db" | "arrivalMilliseconds" | "heard"> & {
  readonly lease: ShardLease;
  readonly account: SealedAccountRow;
};

/**
 * Sends what is in the outbox of an account, one command after the other. A command is marked as being sent, in a statement that
 * only the holder of the lane's lease can commit, before the broker is called; so after a death at any moment the next holder finds
 * it, looks it up by our id, and sends it again only where it cannot have arrived.
 */
export async function drainAccount(
  { connections, worker, leaseMilliseconds, ...common }: DrainSettings,
  accountId: string,
  signal: AbortSignal,
): Promise<void> {
  const { db } = common;
  const shard = await connections.laneOf(db, accountId);
  if (shard === null) return;
  await withShard(db, { shard, worker, signal, leaseMilliseconds }, async (lease, held) => {
    const account = await findSealedAccount(db, accountId);
    const connection = account === null ? null : connections.of(account);
    if (account === null || connection === null) return;
    await serve({ ...common, lease, account }, (lane) => work(lane, connection, held));
  });
}

/**
 * Sends what was marked as being sent when a step was stored, and then what else is in the outbox, and gives the lane back. Returns true
 * where that was all, and its run was told.
 */
export async function sendClaimed(
  { db, leaseMilliseconds, arrivalMilliseconds, heard = () => undefined }: DrainSettings,
  { open: { account, connection }, lease, taken, asked }: Claimed,
  signal: AbortSignal,
): Promise<boolean> {
  let isAll = false;
  await withLease(db, { lease, signal, leaseMilliseconds }, async (_lease, held) => {
    await serve({ db, lease, account, arrivalMilliseconds, heard }, async (lane) => {
      if (taken !== null && !(await sendInTime(lane, connection, { taken, asked }))) isAll = isGivenBack(lease);
      // nothing was unsettled when the lane was claimed
      else await goOn(lane, connection, { held });
    });
  });
  return isAll;
}

async function serve(lane: Lane, work: (lane: Lane) => Promise<void>): Promise<void> {
  try {
    await work(lane);
  } catch (error) {
    if (!(error instanceof BrokerError) || error.failure.kind !== "session-expired") throw error;
    await endSession(lane.db, lane.account);
  }
}

async function work(lane: Lane, connection: BrokerConnection, held: AbortSignal): Promise<void> {
  const { db, account } = lane;
  // An account whose books were never compared, or with commands that somebody has left in the middle, begins with the broker's books.
  const begin = async (): Promise<void> => {
    await settleDoubts(lane, connection);
    await reconcile(db, account.id, connection);
  };
  if (account.reconciledAt === null) {
    await begin();
    return goOn(lane, connection, { held });
  }
  return goOn(lane, connection, { held, begin });
}

type Going = { readonly held: AbortSignal; readonly begin?: () => Promise<void> };

/** Sends one command after the other; `begin` is what a lane begins with where the one before has left something in the middle. */
async function goOn(lane: Lane, connection: BrokerConnection, { held, begin }: Going): Promise<void> {
  let isFirst = begin !== undefined;
  for (;;) {
    if (held.aborted) throw new AppError("lease-lost");
    const asked = performance.now();
    const next = await take(lane, isFirst);
    if (next === null) return;
    const wasFirst = isFirst;
    isFirst = false;
    if (next !== "doubtful") {
      if (!(await sendInTime(lane, connection, { taken: next, asked }))) return;
    } else if (wasFirst) {
      await begin?.();
    } else {
      await sleep(doubtPause, undefined, { signal: held }).catch(() => undefined);
      await settleDoubts(lane, connection);
    }
  }
}

type InTime = { readonly taken: Taken; readonly asked: number };

/** Returns false where nothing more can be sent now. */
async function sendInTime(lane: Lane, connection: BrokerConnection, { taken, asked }: InTime): Promise<boolean> {
  if (performance.now() <= asked + lane.arrivalMilliseconds / 4) return send(lane, connection, taken);
  // A process that was held up since it took a command does not send it: another may look for it by now, and not find it.
  const settlement: Settlement = { status: "pending", outcome: heldUp, unsent: true };
  await store(lane, taken.command, { settlement, brokerOrderId: null });
  return true;
}

async function underLease<Result>({ db, lease }: Lane, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
  return db.$transaction(async (tx) => {
    if (!(await holdLease(tx, lease))) throw new AppError("lease-lost");
    return work(tx);
  });
}

async function take({ db, lease, account }: Lane, isFirst: boolean): Promise<Taken | "doubtful" | null> {
  const taken = await takeNextCommand(db, lease, { accountId: account.id, isFirst });
  if (taken === "lost") throw new AppError("lease-lost");
  return taken;
}

/** Returns false where nothing more can be sent now. */
async function send(lane: Lane, connection: BrokerConnection, { command, row }: Taken): Promise<boolean> {
  const stop = command.kind === "place" ? await findStop(lane, row) : null;
  const { settlement, brokerOrderId, reports, isSessionOver } = await sendCommand(connection, { command, row, stop });
  // what is said of a stop elsewhere can be told as ours only once its id is known
  const heard = (shard: number | null): void => {
    if (shard !== null) lane.heard?.(shard);
  };
  for (const report of reports) await applyReport(lane.db, lane.account.id, { report, source: "answer", heard });
  // A refusal of what was sent before may mean that it arrived the first time.
  const isDoubtful = settlement.status === "refused" && (command.attempts > 1 || command.kind !== "place");
  const kept: Settlement = isDoubtful ? { status: "unknown", outcome: settlement.outcome } : settlement;
  const settled = settlement.status === "done" ? await storeTaken(lane, command, brokerOrderId) : null;
  if (settled !== null) return !settled.isReleased;
  await store(lane, command, { settlement: kept, brokerOrderId });
  if (isDoubtful) await settleOne(lane, connection, { ...command, sentAt: null }, settlement);
  if (isSessionOver) await endSession(lane.db, lane.account);
  return !isSessionOver;
}

/** Returns the stop that goes out with an order; null where it stands alone. */
async function findStop({ db }: Lane, row: BrokerOrderRow): Promise<NewOrder | null> {
  if (readRequest(row).pair === null) return null;
  const [, stop] = await db.$transaction((tx) => lockPair(tx, row));
  if (stop === undefined) throw new Error(`the stop that belongs to order ${row.id} is missing`);
  return readRequest(stop);
}

/** Stores in one statement what nearly always follows; returns null where somebody else is writing of the order at this moment. */
async function storeTaken(
  { db, lease, heard }: Lane,
  command: CommandRow,
  brokerOrderId: string | null,
): Promise<Settled | null> {
  let settled: Settled | null;
  try {
    settled = await settleTaken(db, lease, { command, brokerOrderId });
  } catch (error) {
    if (isUniqueViolation(error)) return null;
    throw error;
  }
  if (settled === null) throw new AppError("lease-lost");
  if (settled.isReleased) noteGivenBack(lease);
  if (settled.shard !== null) heard?.(settled.shard);
  return settled;
}

type Stored = { readonly settlement: Settlement; readonly brokerOrderId: string | null };

async function store(lane: Lane, command: CommandRow, { settlement, brokerOrderId }: Stored): Promise<void> {
  await underLease(lane, async (tx) => {
    await lockRunOfOrder(tx, command.orderId);
    await settleCommand(tx, command.id, settlement);
    const row = await lockBrokerOrder(tx, command.orderId);
    if (row === null) return;
    const { outcome, status } = settlement;
    const placed = command.kind === "place" ? await lockPair(tx, row) : [row];
    for (const one of placed)
      await appendOrderEvent(tx, one.id, {
        source: "outbox",
        status: `${command.kind} ${status}`,
        detail: { outcome },
      });
    if (brokerOrderId !== null) await noteBrokerId(tx, row, brokerOrderId);
    if (command.kind === "place") for (const one of placed) await storePlacing(tx, one, settlement);
    else if (status === "refused") await tellRun(tx, row, { refused: command.kind, reason: outcome });
  });
}

async function storePlacing(tx: Transaction, row: BrokerOrderRow, settlement: Settlement): Promise<void> {
  const reason = settlement.outcome;
  switch (settlement.status) {
    case "unknown":
      return markOrder(tx, row, { status: "unknown", reason });
    case "pending":
      return markOrder(tx, row, { status: "queued", reason });
    case "refused":
      return markOrder(tx, row, { status: "rejected", reason });
    case "done":
      return markOrder(tx, row, { status: "submitted", reason: null });
  }
}

/** Looks up every command whose fate is not known. */
async function settleDoubts(lane: Lane, connection: BrokerConnection): Promise<void> {
  const doubtful = await listDoubtful(lane.db, lane.account.id);
  for (const command of doubtful) await settleOne(lane, connection, command, null);
}

async function settleOne(
  lane: Lane,
  connection: BrokerConnection,
  command: CommandRow,
  refusal: Settlement | null,
): Promise<void> {
  const row = await lane.db.$transaction((tx) => lockBrokerOrder(tx, command.orderId));
  if (row === null) return;
  const { clientOrderId, pair } = readRequest(row);
  const { report, settlement } = await settleDoubt(
    connection,
    { clientOrderId, pair },
    {
      command,
      now: Date.now(),
      refusesRepeats: brokerOf(lane.account.broker).capabilities.refusesRepeatedClientIds,
      arrivalMilliseconds: lane.arrivalMilliseconds,
      filledQuantity: readFolded(row).filledQuantity,
      isOver: isTerminal(readFolded(row).status),
    },
  );
  // what was placed with it has an id that no answer has told
  const isPlaced = report !== null && command.kind === "place" && pair !== null;
  const stop = isPlaced ? await connection.findOrder({ clientOrderId: pair.stop, pair }) : null;
  for (const one of [report, stop])
    if (one !== null) await applyReport(lane.db, lane.account.id, { report: one, source: "look-up" });
  // What the broker refused and does not have was refused.
  const isRefused = refusal !== null && (report === null || command.kind !== "place") && settlement?.status !== "done";
  const final = isRefused ? refusal : settlement;
  if (final === null) return;
  await store(lane, command, { settlement: final, brokerOrderId: report?.brokerOrderId ?? null });
}

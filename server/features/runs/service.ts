import { randomUUID } from "node:crypto";
import { recordForTeam } from "../../audit/record.ts";
import type { Product } from "../../brokers/port/broker-order.ts";
import type { Transaction } from "../../db/client.ts";
import { listLiveOrdersOfRun } from "../../db/repositories/broker-orders.ts";
import { appendToRun, hasInboxEvent } from "../../db/repositories/run-inbox.ts";
import {
  type DecisionRow,
  latestMarks,
  listDecisions,
  listFills,
  listMarks,
  listOrders,
  type MarkRow,
  type OrderRow,
} from "../../db/repositories/run-reads.ts";
import { cancelWorkingOrders, closeRun } from "../../db/repositories/run-steps.ts";
import { findRun, listRuns, type RunRow } from "../../db/repositories/runs.ts";
import { endSubscriptionWithoutRuns } from "../../db/repositories/subscriptions.ts";
import { AppError } from "../../errors/app-error.ts";
import { publish } from "../../events/publish.ts";
import { enqueueCancel } from "../../live/account/enqueue.ts";
import { wakeShards } from "../../live/feed-loop.ts";
import { tellEnded } from "../../live/tell-step.ts";
import { log } from "../../log.ts";
import { deliverer } from "../../queue/deliver.ts";
import type { Context } from "../../trpc/context.ts";
import type { DecisionDto, MarkDto, RunCommandRequest, RunDto, RunLineDto } from "./dto.ts";
import { toDecisionDto, toFillDto, toHours, toLineDto, toMarkDto, toOrderDto } from "./to-dto.ts";
import { listedAt, venueOf } from "./venue-of.ts";

const mostListed = 200;
const pageSize = 100;
const mostMarks = 3_600;

export async function listTeamRuns(
  { db, team }: Context,
  filter: { readonly subscriptionId?: string | undefined },
): Promise<RunLineDto[]> {
  const runs = await listRuns(db, team.id, { ...filter, limit: mostListed });
  const marks = await latestMarks(
    db,
    runs.map((run) => run.id),
  );
  return runs.map((run) => toLineDto(run, marks.get(run.id) ?? null));
}

export async function getRun(context: Context, id: string): Promise<RunDto> {
  const { db } = context;
  const run = await requireRun(context, id);
  const [[mark], [decision]] = await Promise.all([listMarks(db, id, 1), listDecisions(db, id, { limit: 1 })]);
  return {
    ...toLineDto(run, mark ?? null),
    lastDecision: decision === undefined ? null : toDecisionDto(decision),
    versionId: run.subscriptionId === null ? run.strategyVersionId : null,
    hours: toHours(run, Date.now()),
    lastSequence: run.lastSequence,
    backlog: run.inboxSequence - run.lastSequence,
  };
}

type Page = { readonly id: string; readonly cursor?: number | undefined };

export async function listRunDecisions(context: Context, { id, cursor }: Page) {
  await requireRun(context, id);
  const rows = await listDecisions(context.db, id, { ...before(cursor), limit: pageSize });
  return { items: rows.map((row: DecisionRow): DecisionDto => toDecisionDto(row)), nextCursor: next(rows) };
}

export async function listRunOrders(context: Context, { id, cursor }: Page) {
  await requireRun(context, id);
  const rows = await listOrders(context.db, id, { ...before(cursor), limit: pageSize });
  return { items: rows.map(toOrderDto), nextCursor: rows.length === pageSize ? (rows.at(-1)?.number ?? null) : null };
}

export async function listRunFills(context: Context, { id, cursor }: Page) {
  await requireRun(context, id);
  const rows = await listFills(context.db, id, { ...before(cursor), limit: pageSize });
  return { items: rows.map(toFillDto), nextCursor: next(rows) };
}

/** Returns the last hour of marks (at one bar per second), in rising order. */
export async function listRunMarks(context: Context, id: string): Promise<MarkDto[]> {
  const run = await requireRun(context, id);
  const rows = await listMarks(context.db, id, mostMarks);
  return rows.map((row: MarkRow) => toMarkDto(row, run.symbols));
}

/** Puts a command into a run's inbox, where it is worked off in its turn, and wakes the run's shard. */
export async function commandRun(context: Context, request: RunCommandRequest): Promise<void> {
  const run = await requireRun(context, request.id);
  if (run.stoppedAt !== null) {
    throw new AppError("not-possible-now", { message: `This run has ended (${run.status}).` });
  }
  const shard = await context.db.$transaction((tx) => sendCommand(tx, context, request));
  if (shard !== null) await wake([shard]);
}

/** Like commandRun, within a transaction; returns the shard to wake, or null when there is nothing to wake. */
export async function sendCommand(
  tx: Transaction,
  context: Context,
  { id, command, flatten }: RunCommandRequest,
): Promise<number | null> {
  const run = await findRun(tx, context.team.id, id);
  if (run === null) throw new AppError("not-found", { what: "run", id });
  await recordForTeam(tx, context, "run.commanded", { runId: id, command, flatten });
  // A run that is set aside steps nothing, so it cannot work off a command: it can only be closed as it stands.
  if (run.isAside) {
    if (command === "stop" || command === "halt") await closeAsItStands(tx, run);
    else
      throw new AppError("not-possible-now", { message: "This run was set aside for review; it can only be stopped." });
    return null;
  }
  if (run.status === "draft") {
    if (command !== "stop" && command !== "halt")
      throw new AppError("not-possible-now", { message: "This run was not started yet; start it, or discard it." });
    await closeRun(tx, run.id, "Discarded before it was started.");
    return null;
  }
  if (command === "resume" && (await hasInboxEvent(tx, id, { kind: "terms" })))
    throw new AppError("not-possible-now", {
      message:
        "The broker has changed the terms of an instrument since this run was started, so its orders would be of the wrong size. Stop it, and start it again: a new run goes by the terms of today.",
    });
  const payload = { command, flatten, actor: context.user.id, time: Date.now() };
  return appendToRun(tx, id, { key: `command:${randomUUID()}`, kind: "command", payload });
}

async function closeAsItStands(tx: Transaction, run: RunRow): Promise<void> {
  const reason =
    "Stopped while set aside for review; its orders are taken back, open positions were kept as they stood.";
  if (!(await closeRun(tx, run.id, reason))) return;
  const { id, teamId, lastSequence: sequence } = run;
  await tellEnded(tx, { id, teamId, kind: "run.stopped", reason, sequence });
  await cancelWorkingOrders(tx, run.id, run.lastSequence);
  for (const orderId of await listLiveOrdersOfRun(tx, run.id)) await enqueueCancel(tx, orderId, `closed:${orderId}`);
  await publish(tx, { topic: `run:${run.id}`, type: "step", payload: { status: "closed", statusReason: reason } });
  if (run.subscriptionId !== null) await endSubscriptionWithoutRuns(tx, run.subscriptionId);
}

/** Wakes shards; a wake-up that cannot be delivered is made up for by the next bar or by the maintenance sweep. */
export async function wake(shards: readonly number[]): Promise<void> {
  try {
    await wakeShards(deliverer(), [...new Set(shards)]);
  } catch (error) {
    log().warn({ err: error, shards }, "wake-up not delivered");
  }
}

/** Returns a run of the team. */
export async function requireRun({ db, team }: Context, id: string): Promise<RunRow> {
  const run = await findRun(db, team.id, id);
  if (run === null) throw new AppError("not-found", { what: "run", id });
  return run;
}

function before(cursor: number | undefined): { before?: number } {
  return cursor === undefined ? {} : { before: cursor };
}

function next(rows: readonly { readonly sequence: number }[]): number | null {
  return rows.length === pageSize ? (rows.at(-1)?.sequence ?? null) : null;
}

/** Returns a run as lists show it, for features that have its row. */
export function describeRun(run: RunRow, mark: MarkRow | null): RunLineDto {
  return toLineDto(run, mark);
}

/** Returns an order as lists show it, for features that have its row. */
export function describeOrder(row: OrderRow): ReturnType<typeof toOrderDto> {
  return toOrderDto(row);
}

/** Returns what a run has to know of a linked account's broker; refuses an account that cannot trade what it needs. */
export async function requireVenue(
  context: Pick<Context, "db" | "team">,
  { id, product }: { readonly id: string; readonly product: Product },
  symbols: readonly string[],
): Promise<ReturnType<typeof venueOf>> {
  return venueOf(await listedAt(context, id, { symbols, market: "computed" }), product);
}

import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { compile } from "@/graph-runtime/compiler/compile.ts";
import { sliceBars } from "@/graph-runtime/market/bars.ts";
import type { FillRecord } from "@/graph-runtime/market/fill.ts";
import type { OrderRecord } from "@/graph-runtime/market/order.ts";
import { type BacktestResult, runBacktest } from "@/graph-runtime/sim/run-backtest.ts";
import { loadDataset } from "@/server/data/dataset-registry.ts";
import type { Database } from "@/server/db/client.ts";
import { ensureFeed } from "@/server/db/repositories/feeds.ts";
import { createStrategy, saveVersion } from "@/server/features/strategies/service.ts";
import { shardOf } from "@/server/live/shards.ts";
import type { Context } from "@/server/trpc/context.ts";

const datasetId = "syn-a-daily";
const capital = 50_000;
const never = new Date("2100-01-01");

export type Replay = { readonly feedId: string; readonly runIds: readonly string[] };
/** How fast a history is played, or how many of its bars are due at once. */
export type Pace = { readonly barMilliseconds: number } | { readonly bars: number };

/** A run of each document on a feed that plays a recorded history. */
export async function startReplay(context: Context, documents: readonly object[], pace: Pace): Promise<Replay> {
  const { db } = context;
  const feedId = `replay-${randomUUID()}`;
  const runs: string[] = [];
  for (const document of documents) {
    const { id: strategyId } = await createStrategy(context, { document: document as never });
    const { versionId } = await saveVersion(context, { id: strategyId, revision: 1 });
    runs.push(versionId);
  }
  // A bar of an hour: the bars before now are due at once, and none follows during the test.
  const hour = 3_600_000;
  const timing =
    "bars" in pace
      ? { barMilliseconds: hour, startedAt: new Date(Date.now() - (pace.bars + 0.2) * hour) }
      : { barMilliseconds: pace.barMilliseconds, startedAt: new Date() };
  const replay = { id: feedId, kind: "replay", seed: 0, timeframe: "1d", datasetId, lastBarIndex: null } as const;
  await ensureFeed(db, { ...replay, ...timing });
  const made = runs.map((strategyVersionId) => ({ id: randomUUID(), strategyVersionId }));
  await db.run.createMany({
    data: made.map(({ id, strategyVersionId }) => ({
      id,
      strategyVersionId,
      teamId: context.team.id,
      feedId,
      universe: ["SYN-A"],
      capital,
      shard: shardOf(id),
      createdBy: context.user.id,
    })),
  });
  return { feedId, runIds: made.map((run) => run.id) };
}

/** Lets no further bar close. Returns how many there were: whoever moves the feed on reads its row under the lock that this takes. */
export async function stopReplay(db: Database, { feedId }: Replay): Promise<number> {
  const feed = await db.feed.update({ where: { id: feedId }, data: { startedAt: never } });
  return Number(feed.lastBarIndex ?? -1n) + 1;
}

async function backtestOf(document: object, count: number): Promise<BacktestResult> {
  const { program } = compile(document);
  const dataset = await loadDataset(datasetId);
  if (program === null || dataset === null) throw new Error("expected a program and a data set");
  const lanes = [{ instrument: dataset.instrument, bars: sliceBars(dataset.bars, 0, count) }];
  return runBacktest({ program, lanes, overrides: { capital } });
}

/** Columns of the database keep ten decimals of the engine's floats; eight of them are compared. */
function stored(value: number): number;
function stored(value: number | null): number | null;
function stored(value: number | null): number | null {
  return value === null ? null : Math.round(value * 1e8) / 1e8;
}

function fillLine(fill: FillRecord) {
  const { orderId, side, role, time } = fill;
  return {
    orderId,
    side,
    role,
    time,
    price: stored(fill.price),
    quantity: stored(fill.quantity),
    fee: stored(fill.fee),
  };
}

function orderLine(order: OrderRecord) {
  const { id, side, type, role, nodeId, reason, status, createdTime, deniedReason } = order;
  return {
    ...{ id, side, type, role, nodeId, reason, status, createdTime, deniedReason },
    quantity: stored(order.quantity),
    limitPrice: stored(order.limitPrice),
    stopPrice: stored(order.stopPrice),
    averagePrice: order.filledQuantity > 0 ? stored(order.averagePrice) : null,
    filledQuantity: stored(order.filledQuantity),
  };
}

async function storedFills(db: Database, runId: string) {
  const rows = await db.fill.findMany({
    where: { runId },
    orderBy: [{ sequence: "asc" }, { ordinal: "asc" }],
    include: { order: { select: { orderNumber: true } } },
  });
  return rows.map((row) => ({
    orderId: row.order.orderNumber,
    side: row.side,
    role: row.role,
    time: row.time.getTime(),
    price: stored(row.price.toNumber()),
    quantity: stored(row.quantity.toNumber()),
    fee: stored(row.fee.toNumber()),
  }));
}

async function storedOrders(db: Database, runId: string) {
  const rows = await db.order.findMany({ where: { runId }, orderBy: { orderNumber: "asc" } });
  return rows.map((row) => ({
    ...{ id: row.orderNumber, side: row.side, type: row.type, role: row.role, nodeId: row.nodeId },
    ...{ reason: row.reason, status: row.status, createdTime: row.placedAt.getTime(), deniedReason: row.deniedReason },
    quantity: stored(row.quantity.toNumber()),
    limitPrice: stored(row.limitPrice?.toNumber() ?? null),
    stopPrice: stored(row.stopPrice?.toNumber() ?? null),
    averagePrice: stored(row.averagePrice?.toNumber() ?? null),
    filledQuantity: stored(row.filledQuantity.toNumber()),
  }));
}

type Played = { readonly document: object | undefined; readonly bars: number };

/** Holds what a run has stored against the backtest of the same bars: orders, fills, marks, reasons. Returns the number of fills. */
export async function expectParity(db: Database, runId: string, { document = {}, bars }: Played): Promise<number> {
  const expected = await backtestOf(document, bars);
  expect(await storedFills(db, runId)).toEqual(expected.fills.map(fillLine));
  expect(await storedOrders(db, runId)).toEqual(expected.orders.map(orderLine));
  const marks = await db.mark.findMany({ where: { runId }, orderBy: { sequence: "asc" } });
  expect(marks.map((mark) => stored(mark.equity.toNumber()))).toEqual(
    Array.from(expected.equity, (equity) => stored(equity)),
  );
  expect(marks.map((mark) => mark.time.getTime())).toEqual([...expected.time]);
  // One reason for each bar, and one intent for each order.
  expect(await db.decision.count({ where: { runId } })).toBe(expected.time.length);
  expect(await db.intent.count({ where: { runId } })).toBe(expected.orders.length);
  return expected.fills.length;
}

/** Returns whether every run has stepped that many bars; throws when one was set aside. */
export async function hasPlayed(db: Database, { runIds }: Replay, bars: number): Promise<boolean> {
  const runs = await db.run.findMany({ where: { id: { in: [...runIds] } } });
  const aside = runs.find((run) => run.status === "needs-review");
  if (aside) throw new Error(`a run was set aside: ${aside.statusReason}`);
  return runs.every((run) => Number(run.lastSequence) === bars);
}

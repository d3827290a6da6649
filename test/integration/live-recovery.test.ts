import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { compile } from "@/graph-runtime/compiler/compile.ts";
import type { FillRecord } from "@/graph-runtime/market/fill.ts";
import type { OrderRecord } from "@/graph-runtime/market/order.ts";
import { type BacktestResult, runBacktest } from "@/graph-runtime/sim/run-backtest.ts";
import { templates } from "@/graph-runtime/templates/gallery.ts";
import { loadDataset } from "@/server/data/dataset-registry.ts";
import { ensureFeed } from "@/server/db/repositories/feeds.ts";
import { createStrategy, saveVersion } from "@/server/features/strategies/service.ts";
import { shardOf } from "@/server/live/shards.ts";
import { type Member, makeTeam, openPlatform, type Platform } from "./support/platform.ts";
import {
  bundleWorker,
  eventually,
  startWorkerProcess,
  type WorkerBundle,
  type WorkerProcess,
} from "./support/worker-process.ts";

const datasetId = "syn-a-daily";
const capital = 50_000;

let platform: Platform;
let bundle: WorkerBundle;
let trader: Member;
const workers: WorkerProcess[] = [];

beforeAll(async () => {
  platform = await openPlatform();
  bundle = await bundleWorker();
  trader = await (await makeTeam(platform.db)).member("trader");
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.kill()));
});
afterAll(async () => {
  await platform.close();
  bundle.remove();
});

async function startWorker(): Promise<void> {
  workers.push(await startWorkerProcess({ bundle, databaseUrl: platform.url }));
}

/** A run of each document on a feed that plays a recorded history, `barMilliseconds` per bar. */
async function startRuns(documents: readonly unknown[], barMilliseconds: number) {
  const feedId = `replay-${randomUUID()}`;
  const runs: string[] = [];
  for (const document of documents) {
    const { id: strategyId } = await createStrategy(trader.context, { document: document as object as never });
    const { versionId } = await saveVersion(trader.context, { id: strategyId, revision: 1 });
    runs.push(versionId);
  }
  await ensureFeed(platform.db, {
    id: feedId,
    kind: "replay",
    seed: 0,
    timeframe: "1d",
    barMilliseconds,
    startedAt: new Date(),
    datasetId,
    lastBarIndex: null,
  });
  const made = runs.map((strategyVersionId) => ({ id: randomUUID(), strategyVersionId }));
  await platform.db.run.createMany({
    data: made.map(({ id, strategyVersionId }) => ({
      id,
      strategyVersionId,
      teamId: trader.context.team.id,
      feedId,
      universe: ["SYN-A"],
      capital,
      shard: shardOf(id),
      createdBy: trader.context.user.id,
    })),
  });
  return made.map((run) => run.id);
}

async function backtestOf(document: unknown): Promise<BacktestResult> {
  const { program } = compile(document);
  const dataset = await loadDataset(datasetId);
  if (program === null || dataset === null) throw new Error("expected a program and a data set");
  const lanes = [{ instrument: dataset.instrument, bars: dataset.bars }];
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

async function storedFills(runId: string) {
  const rows = await platform.db.fill.findMany({
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

async function storedOrders(runId: string) {
  const rows = await platform.db.order.findMany({ where: { runId }, orderBy: { orderNumber: "asc" } });
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

async function expectParity(runId: string, document: unknown): Promise<void> {
  const expected = await backtestOf(document);
  expect(await storedFills(runId)).toEqual(expected.fills.map(fillLine));
  expect(await storedOrders(runId)).toEqual(expected.orders.map(orderLine));
  const marks = await platform.db.mark.findMany({ where: { runId }, orderBy: { sequence: "asc" } });
  expect(marks.map((mark) => stored(mark.equity.toNumber()))).toEqual(
    Array.from(expected.equity, (equity) => stored(equity)),
  );
  expect(marks.map((mark) => mark.time.getTime())).toEqual([...expected.time]);
  // One reason for each bar, and one intent for each order.
  expect(await platform.db.decision.count({ where: { runId } })).toBe(expected.time.length);
  expect(await platform.db.intent.count({ where: { runId } })).toBe(expected.orders.length);
}

async function finished(runIds: readonly string[], bars: number): Promise<boolean> {
  const runs = await platform.db.run.findMany({ where: { id: { in: [...runIds] } } });
  const aside = runs.find((run) => run.status === "needs-review");
  if (aside)
    throw new Error(`run set aside: ${aside.statusReason}\n${workers.map((worker) => worker.output()).join("\n")}`);
  return runs.every((run) => Number(run.lastSequence) === bars);
}

describe("live over recorded bars, through feed, inbox, queue and worker", () => {
  test("every template does order for order what its backtest does", { timeout: 120_000 }, async () => {
    const documents = templates.map((template) => template.document);
    const runIds = await startRuns(documents, 1);
    await startWorker();
    await eventually(() => finished(runIds, 4_000), { within: 100_000, every: 200, what: "the end of the history" });
    for (const [index, runId] of runIds.entries()) {
      const trades = await platform.db.fill.count({ where: { runId } });
      expect(trades).toBeGreaterThan(0);
      await expectParity(runId, documents[index]);
    }
  });

  test("a worker killed again and again doubles nothing and loses nothing", { timeout: 240_000 }, async () => {
    const documents = templates.map((template) => template.document);
    const runIds = await startRuns(documents, 6);
    await startWorker();
    await startWorker();
    let kills = 0;
    // Moments of death come from a fixed sequence of waits, so that a failure can be looked at again.
    for (let seed = 7; kills < 12 && !(await finished(runIds, 4_000)); kills += 1) {
      seed = (seed * 48_271) % 2_147_483_647;
      await new Promise((resolve) => setTimeout(resolve, 150 + (seed % 900)));
      await workers.shift()?.kill();
      await startWorker();
    }
    expect(kills).toBeGreaterThan(5);
    await eventually(() => finished(runIds, 4_000), { within: 120_000, every: 200, what: "the end of the history" });
    for (const [index, runId] of runIds.entries()) await expectParity(runId, documents[index]);
  });
});

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listFeedBars, storeFeedBars } from "@/server/db/repositories/broker-feeds.ts";
import { findFeed } from "@/server/db/repositories/feeds.ts";
import { forgetRecords } from "@/server/db/repositories/retention.ts";
import { appendToRun } from "@/server/db/repositories/run-inbox.ts";
import type { StepRecords } from "@/server/db/repositories/run-steps.ts";
import { readShardWork } from "@/server/db/repositories/run-work.ts";
import type { RunWork } from "@/server/db/repositories/runs.ts";
import { claimShard, renewLease, type ShardLease } from "@/server/db/repositories/shard-leases.ts";
import { longestCatchUp } from "@/server/live/advance-feed.ts";
import { commitStep } from "@/server/live/commit-step.ts";
import { openFeedSource } from "@/server/live/feed-source.ts";
import { keepLease } from "@/server/live/lease-beats.ts";
import { createLiveRuntime } from "@/server/live/live-runtime.ts";
import { openRunMachine } from "@/server/live/run-machine.ts";
import { handleRestRequest } from "@/server/rest/handle-request.ts";
import { appRouter } from "@/server/trpc/router.ts";
import { barMilliseconds, feedRuns, never, start } from "./support/feed-runs.ts";
import { type Member, makeTeam, openPlatform, type Platform } from "./support/platform.ts";
import { around } from "./support/trying-database.ts";
import { eventually } from "./support/worker-process.ts";

/** Of a shard's work. */
const everything = { runs: 10, events: 200, except: [] };
let platform: Platform;
let trader: Member;

beforeAll(async () => {
  platform = await openPlatform();
  trader = await (await makeTeam(platform.db)).member("trader");
});
afterAll(() => platform.close());

const { startRun, inboxOf, drain, command, runOf } = feedRuns(
  () => platform.db,
  () => trader,
);

describe("a feed", () => {
  test("gives each bar to a run once, however many processes move it on", async () => {
    const { runId, closeBar } = await startRun();
    await closeBar(1_000);
    await Promise.all([1, 2, 3, 4].map(() => closeBar(1_020)));
    await closeBar(1_020);
    const keys = (await inboxOf(runId)).map((row) => row.key);
    expect(keys).toEqual(Array.from({ length: 21 }, (_, at) => `bar:${1_000 + at}`));
  });

  test("makes up for a short standstill bar by bar, and for a long one with a gap", { timeout: 120_000 }, async () => {
    const { runId, closeBar, shard: of } = await startRun();
    await closeBar(100);
    await closeBar(100 + longestCatchUp);
    expect((await inboxOf(runId)).filter((row) => row.kind !== "bar")).toEqual([]);
    await drain(of);
    await closeBar(5_000);
    const inbox = await inboxOf(runId);
    expect(inbox.filter((row) => row.kind === "gap").map((row) => row.key)).toEqual([
      `gap:${101 + longestCatchUp}-${5_000 - longestCatchUp}`,
    ]);
    expect(inbox).toHaveLength(1 + longestCatchUp + 1 + longestCatchUp);
    await drain(of);
    const run = await runOf(runId);
    expect(Number(run.lastSequence)).toBe(inbox.length);
    const said = await platform.db.decision.findFirst({ where: { runId, action: "gap" } });
    expect(said?.reason).toContain(`${5_000 - longestCatchUp - 100 - longestCatchUp} bars were missed`);
  });
});

describe("a run", () => {
  test("leaves a trail of each order: the rule and its values, and every state as the audit chain has it", async () => {
    const { runId, closeBar, shard: of } = await startRun();
    await closeBar(1_000);
    await closeBar(1_400);
    await drain(of);
    const { run, orders, nextCursor } = await appRouter.createCaller(trader.request).runs.trail({ id: runId });
    expect(run).toMatchObject({ account: "Paper", startedBy: "The trader", strategy: `run ${runId}`, version: 1 });
    const stored = await platform.db.order.findMany({ where: { runId }, orderBy: { orderNumber: "desc" } });
    expect(stored.length).toBeGreaterThan(1);
    expect([orders.map(({ number }) => number), nextCursor]).toEqual([stored.map((row) => row.orderNumber), null]);
    const chain = await platform.db.auditEvent.findMany({ where: { chain: `run:${runId}` } });
    for (const [index, order] of orders.entries()) {
      const row = stored[index];
      expect(order.states.at(-1)?.status).toBe(row?.status);
      expect(Object.keys(order.rule.values).length).toBeGreaterThan(0);
      expect(order.fills.reduce((sum, fill) => sum + Number(fill.quantity), 0)).toBe(Number(row?.filledQuantity));
      for (const { hash } of order.states) {
        const entry = chain.find((event) => event.hash === hash);
        expect(JSON.stringify(entry?.detail)).toContain(order.clientOrderId);
      }
    }
    const decided = await platform.db.decision.findFirstOrThrow({
      where: { runId, sequence: BigInt(orders[0]?.sequence ?? 0) },
    });
    expect(orders[0]?.rule.values).toEqual(decided.values);
    const path = `/runs/${runId}/trail`;
    const asked = new Request(`http://localhost/api/v1${path}`);
    const answer = await handleRestRequest(asked, path, async () => trader.request);
    expect(await answer.json()).toEqual(await appRouter.createCaller(trader.request).runs.trail({ id: runId }));
    const later = new Request(`http://localhost/api/v1${path}?cursor=1`);
    const rest = await handleRestRequest(later, path, async () => trader.request);
    expect(await rest.json()).toMatchObject({ orders: orders.filter(({ number }) => number < 1), nextCursor: null });
  });

  test("that is stopped is told once, in the transaction of its last step", async () => {
    const { runId, closeBar, shard: of } = await startRun();
    await closeBar(1_000);
    await command(runId, "stop");
    await drain(of);
    await drain(of, "another");
    const told = await platform.db.notification.findMany({ where: { subject: `run:${runId}` } });
    expect(told.map(({ kind, href }) => [kind, href])).toEqual([["run.stopped", `/runs/${runId}`]]);
  });

  test("knows its indicators from the first bar on, out of the market's history", async () => {
    const { runId, closeBar, shard: of } = await startRun();
    await closeBar(50_000);
    await drain(of);
    const decision = await platform.db.decision.findFirstOrThrow({ where: { runId } });
    const values = Object.values(decision.values as Record<string, number | null>);
    expect(values.length).toBeGreaterThan(0);
    expect(values).not.toContain(null);
  });

  test("is stopped with its position closed, or kept", { timeout: 120_000 }, async () => {
    for (const flatten of [true, false]) {
      const { runId, closeBar, shard: of } = await startRun();
      let index = 10_000;
      for (; (await runOf(runId)).status !== "in-position"; index += 1) {
        await closeBar(index);
        await drain(of);
      }
      await command(runId, "pause-entries");
      await command(runId, "stop", flatten);
      await drain(of);
      expect((await runOf(runId)).status).toBe(flatten ? "stopping" : "closed");
      for (let bars = 0; bars < 3 && (await runOf(runId)).status !== "closed"; bars += 1, index += 1) {
        await closeBar(index);
        await drain(of);
      }
      const run = await runOf(runId);
      expect(run).toMatchObject({ status: "closed" });
      const mark = await platform.db.mark.findFirst({ where: { runId }, orderBy: { sequence: "desc" } });
      expect(mark?.positions).toHaveLength(flatten ? 0 : 1);
      expect(run.statusReason).toContain(flatten ? "every position is closed" : "was kept");
      const working = { runId, status: { in: ["working", "submitted"] } };
      expect(await platform.db.order.count({ where: working })).toBe(0);
    }
  });

  test("with an event that cannot be read is set aside with the reason, and the others go on", async () => {
    const { runId, closeBar, shard: of } = await startRun();
    await closeBar(10);
    const broken = { key: "bar:broken", kind: "bar" as const, payload: { index: "eleven" } };
    await platform.db.$transaction((tx) => appendToRun(tx, runId, broken));
    await drain(of);
    const run = await runOf(runId);
    expect(run.status).toBe("needs-review");
    expect(run.statusReason).toContain("Event 2 could not be worked off");
    expect(Number(run.lastSequence)).toBe(1);
    expect(await readShardWork(platform.db, of, everything)).toEqual([]);
  });
});

describe("a database that breaks off", () => {
  test("says nothing of the run whose step it was to store: it is stepped once the database is there", async () => {
    const { runId, closeBar, shard: of } = await startRun();
    await closeBar(10);
    await command(runId, "pause-entries");
    let breaks = 2;
    const db = around(platform.db, "$transaction", (call) => async (...parameters) => {
      breaks -= 1;
      if (breaks >= 0) throw new Error("Connection terminated unexpectedly");
      return call(...parameters);
    });
    const settings = { worker: "tester", leaseMilliseconds: 5_000, sendFor: () => undefined };
    const runtime = createLiveRuntime(db, settings);
    while (breaks > 0) await expect(runtime.drainShard(of, never)).rejects.toThrow("could not be stepped");
    await runtime.drainShard(of, never);
    const run = await runOf(runId);
    expect(run).toMatchObject({ status: "paused", isAside: false, lastSequence: run.inboxSequence });
  });
});

describe("a lease", () => {
  const claim = (of: number, milliseconds: number) =>
    claimShard(platform.db, { shard: of, owner: randomUUID(), milliseconds });

  async function stepOf(of: number): Promise<{ run: RunWork; records: StepRecords }> {
    const [pending] = await readShardWork(platform.db, of, everything);
    if (pending === undefined) throw new Error("expected a run with work");
    const { run } = pending;
    const feed = await findFeed(platform.db, run.feedId);
    if (feed === null) throw new Error("expected a feed");
    const machine = await openRunMachine(platform.db, run, await openFeedSource(feed));
    const rows = await platform.db.runInbox.findMany({ where: { runId: run.id }, orderBy: { sequence: "asc" } });
    const events = rows.map((row) => ({ ...row, sequence: Number(row.sequence), kind: "bar" as const }));
    return { run, records: await machine.step(events) };
  }

  test("is had by one at a time, and by the next with a higher token once it ran out", async () => {
    const of = 901;
    const first = await claim(of, 150);
    expect(await claim(of, 150)).toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 200));
    const second = await claim(of, 5_000);
    expect(second?.token).toBeGreaterThan(first?.token ?? 0n);
    expect(await renewLease(platform.db, first as ShardLease, 5_000)).toBe(false);
    expect(await renewLease(platform.db, second as ShardLease, 5_000)).toBe(true);
  });

  test("is prolonged with the others: one that is locked holds up none of them, and one that was lost is told so", async () => {
    const [locked, lost, plain] = [905, 906, 907];
    const held = await Promise.all([locked, lost, plain].map((of) => claim(of, 600)));
    const told: number[] = [];
    const beatings = held.map((lease) => {
      if (lease === null) throw new Error("expected a lease");
      return keepLease(platform.db, { lease, milliseconds: 600, onLost: () => told.push(lease.shard) });
    });
    const expiryOf = async (of: number): Promise<number> =>
      (await platform.db.shardLease.findUniqueOrThrow({ where: { shard: of } })).expiresAt.getTime();
    await platform.db.$executeRaw`UPDATE shard_leases SET fencing_token = fencing_token + 1 WHERE shard = ${lost}`;
    const before = await expiryOf(plain);
    await platform.db.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM shard_leases WHERE shard = ${locked} FOR SHARE`;
      await eventually(async () => (await expiryOf(plain)) > before + 300, { what: "a second beat" });
    });
    const sinceLocked = await expiryOf(locked);
    await eventually(async () => (await expiryOf(locked)) > sinceLocked, { what: "a beat after the lock" });
    expect(told).toEqual([lost]);
    expect(await Promise.all(beatings.map((one) => one.stop()))).toEqual([true, true, true]);
  });

  test("that was lost stores nothing, even by a worker that does not know it yet", async () => {
    const { closeBar, shard: of, runId } = await startRun();
    await closeBar(77);
    const slow = await claim(of, 1);
    const { run, records } = await stepOf(of);
    await new Promise((resolve) => setTimeout(resolve, 20));
    const quick = await claim(of, 5_000);
    const late = commitStep(platform.db, slow as ShardLease, run, records);
    await expect(late).rejects.toMatchObject({ code: "lease-lost" });
    expect(await platform.db.decision.count({ where: { runId } })).toBe(0);
    await commitStep(platform.db, quick as ShardLease, run, records);
    expect(await platform.db.decision.count({ where: { runId } })).toBe(1);
  });

  test("does not let the same step be stored twice", async () => {
    const { closeBar, shard: of, runId } = await startRun();
    await closeBar(77);
    const lease = (await claim(of, 5_000)) as ShardLease;
    const { run, records } = await stepOf(of);
    await commitStep(platform.db, lease, run, records);
    await expect(commitStep(platform.db, lease, run, records)).rejects.toMatchObject({ code: "lease-lost" });
    expect(await platform.db.mark.count({ where: { runId } })).toBe(1);
  });
});

test("records that grow with every bar are dropped after the time that was set; orders, fills and the audit trail never", async () => {
  const { db } = platform;
  const ended = await startRun();
  const recent = await startRun();
  for (const { closeBar, shard: of } of [ended, recent]) {
    await closeBar(1_000);
    await closeBar(1_400);
    await drain(of);
  }
  const account = await db.brokerAccount.create({
    data: {
      teamId: trader.context.team.id,
      broker: "alpaca",
      environment: "paper",
      label: "A",
      credentials: new Uint8Array(1),
      createdBy: "u",
    },
  });
  const data = { status: "closed", stoppedAt: new Date(Date.UTC(2020, 5, 1)) };
  await db.run.update({ where: { id: ended.runId }, data });
  await db.run.update({ where: { id: recent.runId }, data: { ...data, stoppedAt: new Date(Date.UTC(2021, 5, 1)) } });
  const onAccount = (await startRun()).runId;
  await db.run.update({ where: { id: onAccount }, data: { accountId: account.id, venue: {}, mode: "live" } });
  for (const month of ["2020_03", "2020_04", "2021_02"]) {
    const from = `${month.replace("_", "-")}-01`;
    for (const parent of ["decisions", "marks"])
      await db.$executeRawUnsafe(
        `CREATE TABLE ${parent}_${month} PARTITION OF ${parent} FOR VALUES FROM ('${from}Z') TO ('${from}Z'::timestamptz + interval '1 month')`,
      );
    const runId = month === "2020_04" ? onAccount : ended.runId;
    const mark = { equity: 1, cash: 1, unrealised: 0, realised: 0, fees: 0 };
    await db.mark.create({ data: { runId, sequence: 9_000n, time: new Date(`${from}T12:00:00Z`), ...mark } });
  }
  const count = async ({ runId }: { readonly runId: string }) => {
    const where = { runId };
    const bars = [
      await db.decision.count({ where }),
      await db.mark.count({ where }),
      await db.runInbox.count({ where }),
    ];
    const audit = await db.auditEvent.count({ where: { chain: `run:${runId}` } });
    return { bars, kept: [await db.order.count({ where }), await db.fill.count({ where }), audit] };
  };
  const before = [await count(ended), await count(recent)];
  expect(before.flatMap(({ bars, kept }) => [...bars, ...kept]).every((rows) => rows > 0)).toBe(true);
  const bar = { symbol: "SYN-A", open: 1, high: 1, low: 1, close: 1, volume: 1 };
  const longAgo = (Date.UTC(2020, 5, 1) - start) / barMilliseconds;
  await storeFeedBars(db, ended.feedId, [
    { ...bar, index: longAgo },
    { ...bar, index: 0 },
  ]);
  const dropped = await forgetRecords(db, new Date(Date.UTC(2021, 0, 1)));
  expect(dropped).toEqual(["decisions_2020_03", "decisions_2020_04", "marks_2020_03"]);
  expect(await count(ended)).toEqual({ bars: [0, 1, 0], kept: before[0]?.kept });
  expect(await count(recent)).toEqual(before[1]);
  expect(await db.mark.count({ where: { runId: onAccount } })).toBe(1);
  expect((await listFeedBars(db, ended.feedId, longAgo, 1)).map(({ index }) => index)).toEqual([0]);
  expect(await forgetRecords(db, new Date(Date.UTC(2021, 0, 1)))).toEqual([]);
});

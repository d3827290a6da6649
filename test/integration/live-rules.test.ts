import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import type { RunSchedule } from "@/graph-runtime/risk/run-schedule.ts";
import { ensureFeed, findFeed } from "@/server/db/repositories/feeds.ts";
import { appendToRun } from "@/server/db/repositories/run-inbox.ts";
import type { StepRecords } from "@/server/db/repositories/run-steps.ts";
import { listRunsWithWork } from "@/server/db/repositories/runs.ts";
import { claimShard, renewLease, type ShardLease } from "@/server/db/repositories/shard-leases.ts";
import { createStrategy, saveVersion } from "@/server/features/strategies/service.ts";
import { advanceFeed, longestCatchUp } from "@/server/live/advance-feed.ts";
import { commitStep } from "@/server/live/commit-step.ts";
import { openFeedSource } from "@/server/live/feed-source.ts";
import { createLiveRuntime } from "@/server/live/live-runtime.ts";
import { openRunMachine } from "@/server/live/run-machine.ts";
import { handleRestRequest } from "@/server/rest/handle-request.ts";
import { appRouter } from "@/server/trpc/router.ts";
import { busyDocument } from "./support/broker-runs.ts";
import { crossDocument } from "./support/documents.ts";
import { type Member, makeTeam, openPlatform, type Platform } from "./support/platform.ts";

const barMilliseconds = 1_000;
const start = Date.UTC(2026, 0, 5);
const never = new AbortController().signal;
let platform: Platform;
let trader: Member;
let shard = 0;

beforeAll(async () => {
  platform = await openPlatform();
  trader = await (await makeTeam(platform.db)).member("trader");
});
afterAll(() => platform.close());

/** A run on a feed of its own in a shard of its own: every test has its market to itself. */
type Extra = { status?: string; schedule?: RunSchedule };

async function startRun(more: Extra = {}, document: GraphDocument = crossDocument(randomUUID())) {
  const feedId = `market-${randomUUID()}`;
  const runId = randomUUID();
  shard += 1;
  await ensureFeed(platform.db, {
    id: feedId,
    kind: "synthetic",
    seed: 7,
    timeframe: "1s",
    barMilliseconds,
    startedAt: new Date(start),
    datasetId: null,
    lastBarIndex: null,
  });
  const named = { ...document, name: `run ${runId}` };
  const { id: strategyId } = await createStrategy(trader.context, { document: named });
  const { versionId } = await saveVersion(trader.context, { id: strategyId, revision: 1 });
  await platform.db.run.create({
    data: {
      id: runId,
      teamId: trader.context.team.id,
      strategyVersionId: versionId,
      feedId,
      universe: ["SYN-A"],
      capital: 10_000,
      shard,
      createdBy: trader.context.user.id,
      ...more,
    },
  });
  const feed = await findFeed(platform.db, feedId);
  if (feed === null) throw new Error("expected a feed");
  const source = await openFeedSource(feed);
  /** Lets the market go on until the given bar has closed. */
  const closeBar = async (index: number): Promise<void> => {
    const now = start + (index + 1) * barMilliseconds;
    while ((await advanceFeed(platform.db, { feedId, source, now })).hasMore);
  };
  return { runId, feedId, source, closeBar, shard };
}

const inboxOf = (runId: string) =>
  platform.db.runInbox.findMany({ where: { runId }, orderBy: { sequence: "asc" }, select: { key: true, kind: true } });
const drain = (of: number, worker = "tester") =>
  createLiveRuntime(platform.db, { worker, leaseMilliseconds: 5_000, wakeAccount: async () => undefined }).drainShard(
    of,
    never,
  );
const command = (runId: string, name: string, flatten = false) =>
  platform.db.$transaction((tx) =>
    appendToRun(tx, runId, {
      key: `command:${randomUUID()}`,
      kind: "command",
      payload: { command: name, flatten, actor: "tester", time: start },
    }),
  );
const runOf = (id: string) => platform.db.run.findUniqueOrThrow({ where: { id } });

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

  test("has its stop moved by hand once, in its turn, and its audit trail says by whom and how", async () => {
    const { runId, closeBar, shard: of } = await startRun({}, busyDocument());
    const { runs } = appRouter.createCaller(trader.request);
    const stopOf = () => platform.db.order.findFirst({ where: { runId, type: "stop", status: "working" } });
    let index = 1_000;
    for (; (await stopOf()) === null; index += 1) {
      await closeBar(index);
      await drain(of);
    }
    const stop = await stopOf();
    const number = stop?.orderNumber ?? -1;
    const mark = await platform.db.mark.findFirstOrThrow({ where: { runId }, orderBy: { sequence: "desc" } });
    const last = (mark.positions as { lastPrice: number }[])[0]?.lastPrice ?? Number.NaN;
    const price = Math.round(last * 90) / 100;
    await runs.moveStop({ id: runId, number, price });
    await runs.moveStop({ id: runId, number, price: last * 2 });
    await drain(of);
    await drain(of, "another");
    expect((await stopOf())?.stopPrice?.toNumber()).toBe(price);
    const said = await platform.db.decision.findMany({
      where: { runId, action: "command" },
      orderBy: { sequence: "asc" },
    });
    expect(said.map(({ reason }) => reason)).toEqual([
      `command: move order ${number} to ${price}`,
      expect.stringMatching(/refused because it would be touched at once.*square off instead/),
    ]);
    const chain = await platform.db.auditEvent.findMany({ where: { chain: `run:${runId}` } });
    expect(
      chain.filter(({ detail }) => JSON.stringify(detail).includes(`move order ${number} to ${price}`)),
    ).toHaveLength(1);
    const asked = await platform.db.auditEvent.findFirstOrThrow({ where: { action: "run.stop-moved" } });
    expect(asked).toMatchObject({
      actor: `user:${trader.context.user.id}`,
      detail: { runId, number, type: "stop", price },
    });
    await closeBar(index);
    await drain(of);
    expect((await stopOf())?.stopPrice?.toNumber() ?? price).toBe(price);
    const entry = await platform.db.order.findFirstOrThrow({ where: { runId, role: "entry" } });
    await expect(runs.moveStop({ id: runId, number: entry.orderNumber, price })).rejects.toThrow(
      `Order ${entry.orderNumber} is no working stop or target of this run.`,
    );
  });

  test("does what its backtest does, and says of each order that differs why", async () => {
    const { runId, closeBar, shard: of } = await startRun({}, busyDocument());
    const { runs } = appRouter.createCaller(trader.request);
    expect(await runs.drift({ id: runId })).toMatchObject({ bars: 0, correlation: null, differences: [] });
    await closeBar(1_000);
    await closeBar(1_200);
    await drain(of);
    const alike = await runs.drift({ id: runId });
    expect(alike.runOrders).toBeGreaterThan(5);
    expect(alike).toMatchObject({ bars: 201, same: alike.twinOrders, runOrders: alike.twinOrders, differences: [] });
    expect(alike.correlation).toBeCloseTo(1, 9);
    expect(alike.trackingDifference).toBeCloseTo(0, 6);
    await command(runId, "flatten");
    await command(runId, "pause-entries");
    await drain(of);
    await closeBar(1_300);
    await drain(of);
    const apart = await runs.drift({ id: runId });
    expect(apart.same).toBeGreaterThanOrEqual(alike.same - 3);
    const reasons = new Set(apart.differences.map(({ reason }) => reason));
    expect(reasons).toContain("Entries are paused.");
    const missing = apart.differences.filter(({ run }) => run === null);
    expect(missing.length).toBeGreaterThan(0);
    for (const { twin } of missing) expect(twin?.quantity).toBeGreaterThan(0);
    expect(apart.trackingDifference).not.toBeCloseTo(0, 6);
    expect(apart.correlation ?? 1).toBeLessThan(1);
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
    expect(await listRunsWithWork(platform.db, of)).toEqual([]);
  });
});

describe("the hours of a run", () => {
  /** Bars are of one second from midnight UTC of Monday, 5 January 2026, on; New York is open from 14:30 to 21:00. */
  const openIndex = (14 * 60 + 30) * 60;
  const schedule: RunSchedule = {
    sessions: "us-equity",
    zone: "America/New_York",
    days: [1, 2, 3, 4, 5],
    from: "09:30",
    to: "09:35",
    squareOffMinutes: 1,
  };

  test("keep it from entering, let it trade within, and end flat, whoever steps it", async () => {
    const { runId, closeBar, shard: of } = await startRun({ schedule });
    const go = async (index: number) => {
      await closeBar(index);
      await drain(of, randomUUID());
    };
    await go(openIndex - 200);
    await go(openIndex - 2);
    expect(await runOf(runId)).toMatchObject({ status: "scheduled" });
    expect(await platform.db.order.count({ where: { runId } })).toBe(0);
    const closed = await platform.db.decision.findMany({ where: { runId } });
    expect(closed.filter(({ reason }) => reason.includes("outside the run's hours"))).toHaveLength(199);
    for (let index = openIndex + 20; index < openIndex + 300; index += 40) await go(index);
    await go(openIndex + 310);
    const orders = await platform.db.order.findMany({ where: { runId, status: { not: "denied" } } });
    expect(orders.length).toBeGreaterThan(1);
    const placed = orders.map(
      ({ placedAt, role }) => [role, (placedAt.getTime() - start) / 1_000 - openIndex] as const,
    );
    for (const [role, second] of placed) {
      // an entry of the bar that opens at second 239 is decided at 240, when squaring off begins
      if (role === "entry") expect(second >= -1 && second < 239).toBe(true);
    }
    expect(await runOf(runId)).toMatchObject({ status: "scheduled" });
    const mark = await platform.db.mark.findFirst({ where: { runId }, orderBy: { sequence: "desc" } });
    expect(mark?.positions).toEqual([]);
  });

  test("that never come are refused with a way forward", async () => {
    const { id: strategyId } = await createStrategy(trader.context, { document: crossDocument(randomUUID()) });
    await platform.db.feed.deleteMany({ where: { id: "synthetic", runs: { none: {} } } });
    await ensureFeed(platform.db, {
      ...{ id: "synthetic", kind: "synthetic", seed: 7, timeframe: "1s", barMilliseconds },
      ...{ startedAt: new Date(start), datasetId: null, lastBarIndex: null },
    });
    const run = { strategyId, symbol: "SYN-A", capital: 1_000, account: null };
    const { runs } = appRouter.createCaller(trader.request);
    await expect(runs.start({ ...run, schedule: { ...schedule, from: "18:00", to: "19:00" } })).rejects.toThrow(
      "NYSE and Nasdaq has no session in these hours within the next year. Choose other days or hours.",
    );
    const { runId } = await runs.start({ ...run, schedule, isDraft: true });
    const row = await runOf(runId);
    expect(row).toMatchObject({ status: "draft", schedule, inboxSequence: 0n });
    const draftFeed = await findFeed(platform.db, "synthetic");
    if (draftFeed === null) throw new Error("expected a feed");
    const advance = (index: number) =>
      openFeedSource(draftFeed).then((source) =>
        advanceFeed(platform.db, { feedId: "synthetic", source, now: start + (index + 1) * barMilliseconds }),
      );
    await advance(10);
    expect(await inboxOf(runId)).toEqual([]);
    await expect(runs.command({ id: runId, command: "flatten" })).rejects.toThrow("was not started yet");
    await runs.launch({ id: runId });
    await expect(runs.launch({ id: runId })).rejects.toThrow("started or discarded already");
    expect(["scheduled", "waiting"]).toContain((await runOf(runId)).status);
    await advance(12);
    expect((await inboxOf(runId)).map(({ key }) => key)).toEqual(["bar:11", "bar:12"]);
    const { runId: other } = await runs.start({ ...run, isDraft: true });
    await runs.command({ id: other, command: "stop" });
    expect(await runOf(other)).toMatchObject({ status: "closed", statusReason: "Discarded before it was started." });
  });
});

describe("a lease", () => {
  const claim = (of: number, milliseconds: number) =>
    claimShard(platform.db, { shard: of, owner: randomUUID(), milliseconds });

  async function stepOf(
    of: number,
  ): Promise<{ run: Awaited<ReturnType<typeof listRunsWithWork>>[0]; records: StepRecords }> {
    const [run] = await listRunsWithWork(platform.db, of);
    if (run === undefined) throw new Error("expected a run with work");
    const feed = await findFeed(platform.db, run.feedId);
    if (feed === null) throw new Error("expected a feed");
    const machine = await openRunMachine(platform.db, run, await openFeedSource(feed));
    const rows = await platform.db.runInbox.findMany({ where: { runId: run.id }, orderBy: { sequence: "asc" } });
    const events = rows.map((row) => ({ ...row, sequence: Number(row.sequence), kind: "bar" as const }));
    return { run, records: machine.step(events) };
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

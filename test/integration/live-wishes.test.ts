import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RunSchedule } from "@/graph-runtime/risk/run-schedule.ts";
import { ensureFeed, findFeed } from "@/server/db/repositories/feeds.ts";
import { createStrategy } from "@/server/features/strategies/service.ts";
import { advanceFeed } from "@/server/live/advance-feed.ts";
import { openFeedSource } from "@/server/live/feed-source.ts";
import { appRouter } from "@/server/trpc/router.ts";
import { busyDocument } from "./support/broker-runs.ts";
import { crossDocument } from "./support/documents.ts";
import { barMilliseconds, feedRuns, start } from "./support/feed-runs.ts";
import { type Member, makeTeam, openPlatform, type Platform } from "./support/platform.ts";

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

describe("a run", () => {
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

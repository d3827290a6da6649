import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listWatched } from "@/server/db/repositories/basket-watch.ts";
import type { BasketLimits } from "@/server/features/baskets/dto.ts";
import { kill } from "@/server/features/runs/kill.ts";
import * as runs from "@/server/features/runs/service.ts";
import { commandMembers } from "@/server/features/subscriptions/command-members.ts";
import { driftOf, listMemberOrders } from "@/server/features/subscriptions/member-reads.ts";
import { getSubscription, subscribe } from "@/server/features/subscriptions/service.ts";
import { SubscriptionSettings } from "@/server/features/subscriptions/settings.ts";
import { setSettings } from "@/server/features/subscriptions/settings-service.ts";
import { watchBaskets } from "@/server/live/basket/watch-baskets.ts";
import { deliverer } from "@/server/queue/deliver.ts";
import { quickCross } from "./support/documents.ts";
import { openPaperMarket } from "./support/paper-market.ts";
import { type Member, makeTeam, openPlatform, type Platform } from "./support/platform.ts";
import { publishedBasket } from "./support/published.ts";

let platform: Platform;
let market: Awaited<ReturnType<typeof openPaperMarket>>;
let author: Member;
let reader: Member;

beforeAll(async () => {
  platform = await openPlatform();
  market = await openPaperMarket(platform.db);
  author = await (await makeTeam(platform.db, "Author")).member("owner");
  reader = await (await makeTeam(platform.db, "Reader")).member("owner");
});
afterAll(async () => {
  await deliverer().close();
  await platform.close();
});

/** Subscribes to a basket of two crosses on different instruments. */
async function subscribed(limits: BasketLimits, capital = 100_000) {
  const documents = [quickCross("One cross"), quickCross("Another cross")];
  const settings = { limits };
  const { listingId } = await publishedBasket(author.context, documents, { title: "A pair of crosses", settings });
  const made = await subscribe(reader.context, { listingId, capital, mode: "paper" });
  const { subscriptionId: id, runIds } = made;
  const read = () => getSubscription(reader.context, id);
  const held = async () => (await read()).runs.filter(({ mark }) => (mark?.positions.length ?? 0) > 0).length;
  const hold = async () => (await read()).basket?.hold ?? null;
  const breaches = () =>
    platform.db.auditEvent.findMany({
      where: { action: "basket.limit-reached", detail: { path: ["subscriptionId"], equals: id } },
    });
  const alerts = () => platform.db.notification.count({ where: { subject: `subscription:${id}`, kind: "limit" } });
  return { id, runIds, read, held, hold, breaches, alerts };
}

describe("limits over all members of a basket", () => {
  test("a loss of the day closes every member once, with reason, alert and audit, until its owner lets it go on", async () => {
    const basket = await subscribed({ maxDailyLossPercent: 0.01 });
    expect(await market.go(1_500, async () => (await basket.hold()) !== null)).toBe(true);
    expect(await basket.hold()).toMatchObject({ kind: "daily-loss", closes: true });
    expect(await market.go(4, async () => (await basket.held()) === 0), "every member is flat").toBe(true);
    const orders = await listMemberOrders(reader.context, basket.id);
    const closings = orders.filter(({ reason }) => reason.includes("your limits: the basket has lost"));
    expect(closings.length, "what was held was closed for this reason").toBeGreaterThan(0);
    expect(closings.every(({ role, status }) => role === "exit" && status === "filled")).toBe(true);
    const [breach, ...others] = await basket.breaches();
    expect(others).toEqual([]);
    expect(breach?.detail).toMatchObject({
      hold: { kind: "daily-loss" },
      runIds: expect.arrayContaining(basket.runIds),
    });
    expect(await basket.alerts()).toBe(1);

    // other limits of the subscriber leave the basket held
    await setSettings(reader.context, { id: basket.id, settings: SubscriptionSettings.parse({ maxLots: 1e6 }) });
    const refused = async () =>
      (await listMemberOrders(reader.context, basket.id)).some(({ deniedReason }) =>
        deniedReason?.includes("the basket"),
      );
    expect(await market.go(1_500, refused)).toBe(true);
    expect(await basket.held()).toBe(0);

    await commandMembers(reader.context, { id: basket.id, command: "resume" });
    await market.settle();
    expect(await basket.hold()).toBeNull();
    expect(await market.go(1_500, async () => (await basket.held()) > 0), "it enters again").toBe(true);
    await kill(reader.context, { scope: "subscription", id: basket.id, confirm: "KILL" });
    expect(await market.go(4, async () => (await basket.read()).status === "ended")).toBe(true);
    expect((await basket.read()).runs.map(({ status }) => status)).toEqual(["halted", "halted"]);
  });

  test("processes that look at the same moment hold it once, from all bars that they had not seen", async () => {
    const basket = await subscribed({ maxDailyLossPercent: 0.01, maxDrawdownPercent: 90 });
    market.setWatching(false);
    const isDown = async () => {
      const { runs: members } = await basket.read();
      return members.reduce((sum, { mark }) => sum + (mark?.equity ?? 50_000), 0) < 99_985;
    };
    expect(await market.go(1_500, isDown)).toBe(true);
    await market.go(20);
    expect((await listWatched(platform.db, [basket.id]))[0]?.watch, "nobody has looked").toEqual({});
    await Promise.all(Array.from({ length: 6 }, () => watchBaskets(platform.db, [basket.id])));
    market.setWatching(true);
    expect(await basket.breaches()).toHaveLength(1);
    expect(await basket.alerts()).toBe(1);
    const keys = await platform.db.runInbox.findMany({
      where: { runId: { in: basket.runIds }, key: { startsWith: "basket:" } },
      select: { runId: true },
    });
    expect(keys.map(({ runId }) => runId).sort(), "one event for each member").toEqual([...basket.runIds].sort());
    await kill(reader.context, { scope: "subscription", id: basket.id, confirm: "KILL" });
    await market.go(3);
  });

  test("a margin above its limit refuses entries, and closes nothing", async () => {
    const basket = await subscribed({ maxMarginPercent: 1 });
    expect(await market.go(1_500, async () => (await basket.hold())?.kind === "margin")).toBe(true);
    await market.go(3);
    const orders = await listMemberOrders(reader.context, basket.id);
    expect(orders.filter(({ reason }) => reason.includes("the basket"))).toEqual([]);
    await commandMembers(reader.context, { id: basket.id, command: "flatten" });
    expect(await market.go(4, async () => (await basket.hold()) === null), "flat again, it lets go").toBe(true);
    await kill(reader.context, { scope: "subscription", id: basket.id, confirm: "KILL" });
    await market.go(3);
  });

  test("one member can be killed alone, and counts with what it had; pausing reaches the others", async () => {
    const basket = await subscribed({ maxDrawdownPercent: 50 });
    const [first = "", second = ""] = basket.runIds;
    const moves = async () => (await runs.getRun(reader.context, second)).mark?.equity !== 50_000;
    await market.go(1);
    expect(await market.go(200, moves)).toBe(true);
    await kill(reader.context, { scope: "run", id: first, confirm: "KILL" });
    await market.go(3);
    expect((await runs.getRun(reader.context, first)).status).toBe("halted");
    await commandMembers(reader.context, { id: basket.id, command: "pause-entries" });
    await market.settle();
    expect((await runs.getRun(reader.context, second)).status).toBe("paused");
    expect((await basket.read()).status).toBe("active");
    await market.settle(true);
    const [drift] = await driftOf(reader.context, basket.id);
    expect(drift?.own, "its twin had the same bars, in a run of its own").toBeCloseTo(drift?.twin ?? Number.NaN, 8);
    expect(drift?.own).not.toBe(0);
    await expect(commandMembers(author.context, { id: basket.id, command: "resume" })).rejects.toMatchObject({
      code: "not-found",
    });
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listWatched } from "@/server/db/repositories/basket-watch.ts";
import { type BasketLimits, BasketSettings } from "@/server/features/baskets/dto.ts";
import { setBasketMembers } from "@/server/features/baskets/service.ts";
import { listingLines } from "@/server/features/marketplace/service.ts";
import { withdraw } from "@/server/features/publishing/service.ts";
import { kill } from "@/server/features/runs/kill.ts";
import * as runs from "@/server/features/runs/service.ts";
import { commandMembers } from "@/server/features/subscriptions/command-members.ts";
import { driftOf, listMemberOrders } from "@/server/features/subscriptions/member-reads.ts";
import { nettingOf } from "@/server/features/subscriptions/netting.ts";
import { getSubscription, subscribe } from "@/server/features/subscriptions/service.ts";
import { SubscriptionSettings } from "@/server/features/subscriptions/settings.ts";
import { setSettings } from "@/server/features/subscriptions/settings-service.ts";
import { watchBaskets } from "@/server/live/basket/watch-baskets.ts";
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
afterAll(() => platform.close());

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
  return { id, listingId, runIds, read, held, hold, breaches, alerts };
}

/** The bar at which a limit held the platform's own run of a version. */
async function holdTime(versionId: string): Promise<number> {
  const { teamId, detail } = await platform.db.auditEvent.findFirstOrThrow({
    where: { action: "basket.limit-reached", detail: { path: ["listingVersionId"], equals: versionId } },
  });
  expect(teamId).toBe("platform");
  return (detail as { time: number }).time;
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
    const watched = [{ kind: "subscription", id: basket.id }] as const;
    expect((await listWatched(platform.db, watched))[0]?.watch, "nobody has looked").toEqual({});
    await Promise.all(Array.from({ length: 6 }, () => watchBaskets(platform.db, watched)));
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

  test("the platform's own run of a basket keeps them, too, and nobody lets it go on", async () => {
    const basket = await subscribed({ maxDrawdownPercent: 0.02 });
    market.setTwins(true);
    const rules = async () => (await listingLines(reader.context, basket.listingId)).rules;
    expect(await rules()).toEqual({ hold: null, isDue: false, moved: null });
    expect(await market.go(1_500, async () => (await rules())?.hold === "drawdown")).toBe(true);
    expect(await basket.hold(), "at the same bar as a subscriber's").toMatchObject({ kind: "drawdown" });
    await market.go(4);
    await commandMembers(reader.context, { id: basket.id, command: "resume" });
    expect(await market.go(1_500, async () => (await basket.held()) > 0), "a subscriber's enters again").toBe(true);
    const { id: versionId } = await platform.db.listingVersion.findFirstOrThrow({
      where: { listingId: basket.listingId },
    });
    const since = new Date(await holdTime(versionId));
    const twins = await platform.db.run.findMany({ where: { listingVersionId: versionId }, select: { id: true } });
    for (const { id: runId } of twins) {
      const last = await platform.db.mark.findFirstOrThrow({ where: { runId }, orderBy: { sequence: "desc" } });
      expect(last.positions, "its own is closed").toEqual([]);
      const entry = { runId, role: "entry", status: "filled", placedAt: { gt: since } };
      const entered = await platform.db.order.count({ where: entry });
      expect(entered, "and stays so").toBe(0);
    }
    expect((await rules())?.hold).toBe("drawdown");
    market.setTwins(false);
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

describe("what a subscription is asked that is out of the ordinary", () => {
  test("a listing that was withdrawn is refused with that reason", async () => {
    const { listingId } = await publishedBasket(author.context, [quickCross("Gone")], { title: "Gone" });
    await withdraw(author.context, listingId);
    const late = subscribe(reader.context, { listingId, capital: 100_000, mode: "paper" });
    await expect(late).rejects.toThrow("This listing was withdrawn: nobody can subscribe to it any more.");
  });

  test("accounts that do not fit what is asked are refused, each with what to do", async () => {
    const { listingId } = await publishedBasket(author.context, [quickCross("Fit")], { title: "Fit" });
    const ask = (mode: "paper" | "live", ...ordinals: number[]) => {
      const accounts = ordinals.map((ordinal) => ({ ordinal, id: crypto.randomUUID(), product: "delivery" as const }));
      return subscribe(reader.context, { listingId, capital: 100_000, mode, accounts });
    };
    await expect(ask("live")).rejects.toThrow("needs a linked account for one member at least");
    await expect(ask("paper", 0)).rejects.toThrow('Ask for the mode "live", or leave the accounts out.');
    await expect(ask("live", 0, 0)).rejects.toThrow("Each member has one account; one was given two.");
    await expect(ask("live", 1)).rejects.toThrow("This listing has 1 members, counted from 0; there is no member 1.");
    await expect(ask("live", 0), "of nobody here").rejects.toMatchObject({ code: "not-found" });
    expect(await platform.db.subscription.count({ where: { listingId } })).toBe(0);
  });

  test("two subscriptions on the same instrument keep books apart: squaring off one leaves the other", async () => {
    const [one, other] = [await subscribed({}), await subscribed({})];
    const both = async () => (await one.held()) > 0 && (await other.held()) > 0;
    expect(await market.go(300, both)).toBe(true);
    const [shared] = await nettingOf(reader.context, one.id);
    const { runs: beside } = await other.read();
    const owner = beside.find(({ symbol }) => symbol === shared?.symbol);
    const theirs = owner?.mark?.positions[0]?.quantity ?? 0;
    expect(shared, "the net is shown").toMatchObject({ account: null, net: (shared?.own ?? 0) + theirs });
    expect(shared?.others).toEqual([
      { runId: owner?.id, name: `A pair of crosses: ${owner?.strategyName}`, quantity: theirs },
    ]);
    const before = (await other.read()).runs.map(({ mark }) => mark?.positions.length);
    expect((await one.read()).runs.map(({ symbol }) => symbol)).toEqual(
      (await other.read()).runs.map((run) => run.symbol),
    );
    await commandMembers(reader.context, { id: one.id, command: "pause-entries" });
    await commandMembers(reader.context, { id: other.id, command: "pause-entries" });
    await commandMembers(reader.context, { id: one.id, command: "flatten" });
    await market.settle();
    const orders = await listMemberOrders(reader.context, other.id);
    expect(orders.some(({ reason }) => reason.includes("flatten command"))).toBe(false);
    expect((await other.read()).runs.map(({ mark }) => mark?.positions.length)).toEqual(before);
    for (const { id } of [one, other]) await kill(reader.context, { scope: "subscription", id, confirm: "KILL" });
    await market.go(2);
  });

  test("a basket of 100 members is held, sold and stepped as one; one of 101 is refused", async () => {
    const { db } = platform;
    const { listingId, basketId, versionIds } = await publishedBasket(author.context, [quickCross("Many")], {
      title: "Many",
    });
    const {
      id: _,
      number: __,
      ...first
    } = await db.strategyVersion.findUniqueOrThrow({ where: { id: versionIds[0] ?? "" } });
    const copies = Array.from({ length: 101 }, (_one, index) => ({
      ...first,
      id: crypto.randomUUID(),
      number: index + 2,
    }));
    await db.strategyVersion.createMany({ data: copies as never });
    const members = copies.map(({ id }) => ({ strategyVersionId: id, weight: 1 }));
    const settings = BasketSettings.parse({ limits: { maxDrawdownPercent: 50 } });
    const tooMany = setBasketMembers(author.context, { id: basketId, members, settings });
    await expect(tooMany).rejects.toThrow("A basket holds 100 strategies at most; this would be 101.");
    const { versionId } = await setBasketMembers(author.context, { id: basketId, members: members.slice(1), settings });
    // the checks of publishing would backtest each copy; what is asked here is the size alone
    const seal = "0".repeat(64);
    const version = { listingId, number: 2, major: 2, basketVersionId: versionId, sealHash: seal, createdBy: "test" };
    await db.listingVersion.create({ data: version });
    const made = await subscribe(reader.context, { listingId, capital: 100_000.01, mode: "paper" });
    expect(made.runIds).toHaveLength(100);
    const capitals = (await getSubscription(reader.context, made.subscriptionId)).runs.map(({ capital }) => capital);
    expect(
      capitals.reduce((cents, capital) => cents + Math.round(capital * 100), 0),
      "not a cent is lost",
    ).toBe(10_000_001);
    await market.go(2);
    const { runs: members100, basket } = await getSubscription(reader.context, made.subscriptionId);
    expect(members100.every(({ mark }) => mark !== null)).toBe(true);
    expect(basket?.now, "all of them are watched as one").not.toBeNull();
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as runs from "@/server/features/runs/service.ts";
import { getSubscription, stopSubscription, subscribe } from "@/server/features/subscriptions/service.ts";
import { SubscriptionSettings } from "@/server/features/subscriptions/settings.ts";
import { answerEntry, setSettings } from "@/server/features/subscriptions/settings-service.ts";
import { crossDocument, quickCross } from "./support/documents.ts";
import { openPaperMarket } from "./support/paper-market.ts";
import { type Member, makeTeam, openPlatform, type Platform } from "./support/platform.ts";
import { publishedStrategy } from "./support/published.ts";

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

/** Subscribes to a strategy of its own that buys on each cross, sealed unless told otherwise. */
async function subscribed(
  settings: Partial<SubscriptionSettings>,
  disclosure: "view" | "sealed" = "view",
  documentOf = quickCross,
) {
  const document = documentOf(`Cross ${crypto.randomUUID()}`);
  const { listingId } = await publishedStrategy(author.context, document, { disclosure });
  const wish = { listingId, capital: 100_000, mode: "paper" as const, settings: SubscriptionSettings.parse(settings) };
  const { subscriptionId, runIds } = await subscribe(reader.context, wish);
  const [runId = ""] = runIds;
  const orders = async () => (await runs.listRunOrders(reader.context, { id: runId })).items;
  const has = (pick: (order: Awaited<ReturnType<typeof orders>>[number]) => boolean) => async () =>
    (await orders()).some(pick);
  return { listingId, subscriptionId, runId, orders, has };
}

describe("limits of a subscription", () => {
  test("refuse an entry with a reason that the subscriber sees, of a sealed listing too", async () => {
    for (const disclosure of ["view", "sealed"] as const) {
      const { runId, has, orders } = await subscribed({ maxLots: 1 }, disclosure);
      expect(
        await market.go(
          400,
          has(({ status }) => status === "denied"),
        ),
      ).toBe(true);
      const [denied] = (await orders()).filter(({ status }) => status === "denied");
      expect(denied?.deniedReason).toMatch(/your limits: the position would have \d+ lots, and 1 are allowed/);
      const { items } = await runs.listRunDecisions(reader.context, { id: runId });
      expect(items.find(({ action }) => action === "denied")?.reason).toContain("your limits: the position would");
      await runs.commandRun(reader.context, { id: runId, command: "stop", flatten: false });
      await market.settle();
    }
  });

  test("that are changed reach the run, and outlive the process", async () => {
    const { subscriptionId, has } = await subscribed({ entries: "alerts" });
    expect(
      await market.go(
        400,
        has(({ deniedReason }) => deniedReason?.includes("only told") ?? false),
      ),
    ).toBe(true);
    await setSettings(reader.context, { id: subscriptionId, settings: SubscriptionSettings.parse({ multiplier: 1 }) });
    expect(
      await market.go(
        400,
        has(({ status }) => status === "filled"),
      ),
    ).toBe(true);
    const told = await platform.db.notification.findMany({ where: { teamId: reader.context.team.id } });
    expect(told.some(({ title }) => title === "A strategy would enter now")).toBe(true);
    const { settings } = await getSubscription(reader.context, subscriptionId);
    expect(settings).toMatchObject({ multiplier: 1, onUnsubscribe: "close" });
    await stopSubscription(reader.context, { id: subscriptionId });
    expect(
      await market.go(5, async () => (await getSubscription(reader.context, subscriptionId)).status === "ended"),
    ).toBe(true);
    const late = setSettings(reader.context, { id: subscriptionId, settings: SubscriptionSettings.parse({}) });
    await expect(late).rejects.toThrow(/ended already/);
  });

  test("subscribing without the funds that the listing needs is refused, and says what is missing", async () => {
    const { listingId } = await publishedStrategy(author.context, crossDocument("Dear"), { capitalNeeded: 50_000 });
    const wish = { listingId, capital: 60_000, mode: "paper" as const };
    const refused = subscribe(reader.context, { ...wish, settings: { multiplier: 2 } });
    await expect(refused).rejects.toThrow(/needs a capital of 100000, with a multiplier of 2; 60000 is not enough/);
    expect(await platform.db.subscription.count({ where: { listingId } })).toBe(0);
  });
});

describe("approving each entry", () => {
  test("nothing is sent without a word; an approved entry is, once; its exit passes by itself", async () => {
    const { subscriptionId, has, orders } = await subscribed({ entries: "approve" });
    const waits = async () =>
      (await getSubscription(reader.context, subscriptionId)).approvals.find(({ status }) => status === "waiting");
    expect(await market.go(400, async () => (await waits()) !== undefined)).toBe(true);
    expect((await orders()).every(({ status }) => status === "denied")).toBe(true);
    const approval = await waits();
    const answer = { approvalId: approval?.id ?? "", approve: true };
    await expect(answerEntry(author.context, answer), "another team").rejects.toMatchObject({ code: "not-found" });
    await answerEntry(reader.context, answer);
    await expect(answerEntry(reader.context, answer), "twice").rejects.toThrow(/does not wait any more/);
    expect(
      await market.go(
        5,
        has(({ role, status }) => role === "entry" && status === "filled"),
      ),
    ).toBe(true);
    expect(
      await market.go(
        400,
        has(({ role, status }) => role === "exit" && status === "filled"),
      ),
    ).toBe(true);
    expect((await orders()).filter(({ role, status }) => role === "entry" && status === "filled")).toHaveLength(1);
    await stopSubscription(reader.context, { id: subscriptionId, positions: "keep" });
    await market.settle();
  });

  test("a declined entry and one whose time is over are never sent", async () => {
    const { subscriptionId, orders } = await subscribed({ entries: "approve" });
    const newest = async () => (await getSubscription(reader.context, subscriptionId)).approvals[0];
    expect(await market.go(400, async () => (await newest())?.status === "waiting")).toBe(true);
    await answerEntry(reader.context, { approvalId: (await newest())?.id ?? "", approve: false });
    expect(await market.go(400, async () => (await newest())?.status === "waiting")).toBe(true);
    const id = (await newest())?.id ?? "";
    await platform.db.approval.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1) } });
    expect((await newest())?.status).toBe("expired");
    await expect(answerEntry(reader.context, { approvalId: id, approve: true })).rejects.toThrow(/its time is over/);
    await market.go(3);
    expect((await orders()).filter(({ status }) => status === "filled")).toEqual([]);
  });
});

describe("unsubscribing", () => {
  test.each([
    ["keep", "closed", 1],
    ["close", "closed", 0],
    ["close-next-session", "stopping", 1],
  ] as const)("with %s leaves the run %s with %i positions", async (onUnsubscribe, status, positions) => {
    const { subscriptionId, runId } = await subscribed({ onUnsubscribe }, "view", crossDocument);
    const holds = async () => ((await runs.getRun(reader.context, runId)).mark?.positions.length ?? 0) > 0;
    expect(await market.go(400, holds)).toBe(true);
    await stopSubscription(reader.context, { id: subscriptionId });
    await market.go(2);
    const run = await runs.getRun(reader.context, runId);
    expect([run.status, run.mark?.positions.length]).toEqual([status, positions]);
  });
});

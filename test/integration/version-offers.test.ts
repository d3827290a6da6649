import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { executeBacktest } from "@/server/features/backtests/execute-backtest.ts";
import { runBacktestOf } from "@/server/features/backtests/service.ts";
import { PublishRequest } from "@/server/features/publishing/dto.ts";
import { publish, withdraw } from "@/server/features/publishing/service.ts";
import * as runs from "@/server/features/runs/service.ts";
import { getStrategy, saveDraft } from "@/server/features/strategies/service.ts";
import { acceptOffer, keepVersion, offerOf } from "@/server/features/subscriptions/offers.ts";
import { getSubscription, subscribe } from "@/server/features/subscriptions/service.ts";
import { crossDocument } from "./support/documents.ts";
import { openPaperMarket } from "./support/paper-market.ts";
import { type Member, makeTeam, openPlatform, type Platform } from "./support/platform.ts";
import { around, publishedStrategy } from "./support/published.ts";

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

const words = { title: "A cross", rationale: "Trends persist for weeks; without one it loses." };

/** Publishes a cross, subscribes to it, and returns what puts out further versions of it, each with a slower average. */
async function listed(disclosure: "view" | "sealed" = "view") {
  const document = crossDocument(`Cross ${crypto.randomUUID()}`);
  const { listingId, strategyId } = await publishedStrategy(author.context, document, { ...words, disclosure });
  const { subscriptionId, runIds } = await subscribe(reader.context, { listingId, capital: 100_000, mode: "paper" });
  const next = async (slow: number): Promise<string> => {
    const { revision } = await getStrategy(author.context, strategyId);
    const parameters = document.parameters.map((one) => (one.key === "slow" ? { ...one, default: slow } : one));
    const changed = { ...document, parameters } as GraphDocument;
    await saveDraft(author.context, { id: strategyId, revision, document: changed });
    const request = { strategyId, revision: revision + 1, datasetId: "sp500-daily", parameters: {} };
    const { backtestId, versionId } = await runBacktestOf(author.context, request);
    await executeBacktest(platform.db, backtestId, around);
    const target = { kind: "strategy" as const, strategyVersionId: versionId };
    await publish(author.context, PublishRequest.parse({ ...words, disclosure, target, notes: `slow is ${slow}` }));
    const offer = await offerOf(reader.context, subscriptionId);
    if (offer === null) throw new Error("expected an offer");
    return offer.versionId;
  };
  const subscription = () => getSubscription(reader.context, subscriptionId);
  const active = async () => (await subscription()).runs.filter((run) => run.stoppedAt === null);
  const holds = async () => ((await active())[0]?.mark?.positions.length ?? 0) > 0;
  return { listingId, strategyId, subscriptionId, runIds, next, subscription, active, holds };
}

describe("a new version", () => {
  test("of words alone is there at once, and offers nothing", async () => {
    const { subscriptionId, strategyId, subscription } = await listed();
    const { strategyVersionId } = await platform.db.listingVersion.findFirstOrThrow({
      where: { strategyVersion: { strategyId } },
      select: { strategyVersionId: true },
    });
    const target = { kind: "strategy" as const, strategyVersionId: strategyVersionId ?? "" };
    await publish(author.context, PublishRequest.parse({ ...words, title: "A better title", target }));
    expect((await subscription()).listingTitle).toBe("A better title");
    expect(await offerOf(reader.context, subscriptionId)).toBeNull();
  });

  test("shows what it changes and is run once accepted, with the money that is there", async () => {
    const { subscriptionId, next, subscription, active, runIds } = await listed();
    await market.go(3);
    const versionId = await next(77);
    const offer = await offerOf(reader.context, subscriptionId);
    expect(offer?.members[0]?.parameters).toEqual([{ label: "slow", before: "30", after: "77" }]);
    expect(offer?.notes).toBe("slow is 77");
    expect((await subscription()).version, "nothing changes unasked").toBe(1);
    const told = await platform.db.notification.count({ where: { teamId: reader.context.team.id, kind: "update" } });
    expect(told).toBeGreaterThan(0);
    await acceptOffer(reader.context, { id: subscriptionId, versionId });
    await market.settle();
    expect(await subscription()).toMatchObject({ version: 2, pendingVersion: null, status: "active" });
    const [run] = await active();
    expect(run?.id).not.toBe(runIds[0]);
    expect((await runs.getRun(reader.context, runIds[0] ?? "")).status).toBe("closed");
    expect(run?.capital).toBe(100_000);
    expect(await offerOf(reader.context, subscriptionId)).toBeNull();
  });

  test("is never pushed into an open position: it waits until the old one is closed by its own rules", async () => {
    const { subscriptionId, next, subscription, active, holds } = await listed();
    expect(await market.go(400, holds)).toBe(true);
    const versionId = await next(78);
    expect(await acceptOffer(reader.context, { id: subscriptionId, versionId })).toEqual({ isMoved: false });
    await market.go(1);
    expect(await holds()).toBe(true);
    expect(await subscription()).toMatchObject({ version: 1, pendingVersion: 2 });
    expect((await active())[0]?.status).toBe("paused");
    const [before] = await active();
    expect(await market.go(600, async () => (await subscription()).version === 2)).toBe(true);
    const fills = (await runs.listRunFills(reader.context, { id: before?.id ?? "" })).items;
    expect(fills[0]?.role, "the newest fill is the exit").toBe("exit");
    const ended = await runs.getRun(reader.context, before?.id ?? "");
    expect((await active())[0]?.capital).toBeCloseTo(ended.mark?.equity ?? 0, 2);
  });

  test("after another: the newest is offered, an older one is refused, an accepted one may be taken back", async () => {
    const { subscriptionId, next, subscription, holds } = await listed();
    expect(await market.go(400, holds)).toBe(true);
    const first = await next(79);
    await acceptOffer(reader.context, { id: subscriptionId, versionId: first });
    const second = await next(80);
    const late = acceptOffer(reader.context, { id: subscriptionId, versionId: first });
    await expect(late).rejects.toThrow(/not the one that is offered now/);
    expect((await subscription()).pendingVersion, "what was accepted stays accepted").toBe(2);
    await acceptOffer(reader.context, { id: subscriptionId, versionId: second });
    expect((await subscription()).pendingVersion).toBe(3);
    await keepVersion(reader.context, subscriptionId);
    await market.go(2);
    expect(await subscription()).toMatchObject({ version: 1, pendingVersion: null });
    await expect(keepVersion(reader.context, subscriptionId)).rejects.toThrow(/nothing to take back/);
  });

  test("of a sealed listing shows knobs and risk, never rules", async () => {
    const { subscriptionId, next } = await listed("sealed");
    await next(81);
    const offer = await offerOf(reader.context, subscriptionId);
    expect(offer?.members[0]).toMatchObject({ sealed: true, rulesAdded: [], rulesRemoved: [] });
    expect(offer?.members[0]?.parameters).toEqual([{ label: "slow", before: "30", after: "81" }]);
  });

  test("of a listing that is withdrawn is offered no more; what runs is paused, with the reason", async () => {
    const { listingId, subscriptionId, next, subscription, active } = await listed();
    await market.go(1);
    const versionId = await next(82);
    await withdraw(author.context, listingId);
    await market.settle();
    expect(await offerOf(reader.context, subscriptionId)).toBeNull();
    const accepted = acceptOffer(reader.context, { id: subscriptionId, versionId });
    await expect(accepted).rejects.toMatchObject({ code: "conflict" });
    expect((await subscription()).statusReason).toContain("publisher has withdrawn");
    expect((await active())[0]?.status).toBe("paused");
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pairsZScore } from "@/graph-runtime/templates/pairs-z-score.ts";
import { ensureFeed } from "@/server/db/repositories/feeds.ts";
import { requireListing } from "@/server/features/marketplace/service.ts";
import { withdraw } from "@/server/features/publishing/service.ts";
import * as runs from "@/server/features/runs/service.ts";
import { getSubscription, stopSubscription, subscribe } from "@/server/features/subscriptions/service.ts";
import { deliverer } from "@/server/queue/deliver.ts";
import { crossDocument } from "./support/documents.ts";
import { type Member, makeTeam, openPlatform, type Platform } from "./support/platform.ts";
import { publishedBasket } from "./support/published.ts";
import { eventually, startWorkerProcess, type WorkerProcess } from "./support/worker-process.ts";

let platform: Platform;
let worker: WorkerProcess;
let publisher: Member;
let subscriber: Member;

beforeAll(async () => {
  platform = await openPlatform();
  publisher = await (await makeTeam(platform.db, "Publisher")).member("owner");
  subscriber = await (await makeTeam(platform.db, "Subscriber")).member("owner");
  await ensureFeed(platform.db, {
    id: "synthetic",
    kind: "synthetic",
    seed: 7,
    timeframe: "1m",
    barMilliseconds: 50,
    startedAt: new Date(Date.now() - 60_000),
    datasetId: null,
    lastBarIndex: null,
  });
  worker = await startWorkerProcess({ databaseUrl: platform.url });
});
afterAll(async () => {
  await worker.kill();
  await deliverer().close();
  await platform.close();
});

async function publishCross(): Promise<string> {
  const documents = [crossDocument("First cross"), crossDocument("Second cross")];
  return (await publishedBasket(publisher.context, documents, { weights: [1, 2], capitalNeeded: 1_000 })).listingId;
}

function statusOf(id: string, status: string) {
  return eventually(
    async () => {
      const run = await runs.getRun(subscriber.context, id);
      if (run.status === "needs-review" && status !== "needs-review") throw new Error(run.statusReason ?? "set aside");
      return run.status === status ? run : null;
    },
    { within: 30_000, what: `status ${status} of run ${id}` },
  );
}

describe("a basket from publication to a paper run", () => {
  test("is subscribed to, trades, pauses, resumes, and is closed flat", { timeout: 120_000 }, async () => {
    const listingId = await publishCross();
    const listing = await requireListing(subscriber.context, listingId);
    expect(listing.members.map((member) => member.weight)).toEqual([0.3333333333, 0.6666666667]);
    expect(listing.members.every((member) => member.rules.length > 0)).toBe(true);

    const { subscriptionId, runIds } = await subscribe(subscriber.context, {
      listingId,
      capital: 90_000,
      mode: "paper",
    });
    expect(runIds).toHaveLength(2);
    const again = subscribe(subscriber.context, { listingId, capital: 90_000, mode: "paper" });
    await expect(again).rejects.toMatchObject({ code: "conflict" });
    const [first, second] = runIds as [string, string];
    const fresh = await runs.getRun(subscriber.context, second);
    expect(fresh).toMatchObject({ capital: 60_000, symbol: "SYN-B", strategyName: "Second cross" });

    // Every bar has its reason, and orders follow from decisions.
    const traded = await eventually(
      async () => {
        const { items } = await runs.listRunFills(subscriber.context, { id: first });
        return items.length >= 2 ? items : null;
      },
      { within: 60_000, what: "two fills" },
    );
    expect(traded.every((fill) => fill.symbol === "SYN-A" && fill.quantity > 0 && fill.fee > 0)).toBe(true);
    const { items: decisions } = await runs.listRunDecisions(subscriber.context, { id: first });
    expect(decisions.every((decision) => decision.reason.length > 10)).toBe(true);
    const marks = await runs.listRunMarks(subscriber.context, first);
    expect(marks.length).toBeGreaterThan(20);
    for (const mark of marks) {
      expect(mark.equity).toBeCloseTo(30_000 + mark.realised + mark.unrealised - mark.fees, 4);
    }

    await runs.commandRun(subscriber.context, { id: first, command: "pause-entries", flatten: false });
    await statusOf(first, "paused");
    await runs.commandRun(subscriber.context, { id: first, command: "resume", flatten: false });
    await eventually(async () => (await runs.getRun(subscriber.context, first)).status !== "paused");

    await stopSubscription(subscriber.context, { id: subscriptionId });
    for (const id of runIds) {
      const run = await statusOf(id, "closed");
      expect(run.mark?.positions).toEqual([]);
      expect(run.stoppedAt).not.toBeNull();
      const { items: orders } = await runs.listRunOrders(subscriber.context, { id });
      expect(orders.filter((order) => ["working", "submitted"].includes(order.status))).toEqual([]);
    }
    const ended = await eventually(async () => {
      const subscription = await getSubscription(subscriber.context, subscriptionId);
      return subscription.status === "ended" ? subscription : null;
    });
    expect(ended.endedAt).not.toBeNull();
    const lastSequence = (await runs.getRun(subscriber.context, first)).lastSequence;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await runs.getRun(subscriber.context, first)).lastSequence).toBe(lastSequence);
  });

  test("of a pair trades both legs of it out of one account", { timeout: 120_000 }, async () => {
    const { listingId } = await publishedBasket(publisher.context, [pairsZScore.document], {
      title: "A pair",
      capitalNeeded: 1_000,
    });
    const { subscriptionId, runIds } = await subscribe(subscriber.context, {
      listingId,
      capital: 50_000,
      mode: "paper",
    });
    const [run] = runIds as [string];
    const fills = await eventually(
      async () => {
        const { items } = await runs.listRunFills(subscriber.context, { id: run });
        return new Set(items.map((fill) => fill.symbol)).size === 2 ? items : null;
      },
      { within: 90_000, what: "fills of both legs" },
    );
    expect(new Set(fills.map((fill) => fill.symbol))).toEqual(new Set(["SYN-A", "SYN-B"]));
    const entries = fills.filter((fill) => fill.role === "entry");
    const [leg] = entries;
    const other = entries.find((fill) => fill.time === leg?.time && fill.symbol !== leg.symbol);
    expect(other?.side).toBe(leg?.side === "buy" ? "sell" : "buy");
    for (const mark of await runs.listRunMarks(subscriber.context, run))
      expect(mark.equity).toBeCloseTo(50_000 + mark.realised + mark.unrealised - mark.fees, 4);
    await stopSubscription(subscriber.context, { id: subscriptionId });
    expect((await statusOf(run, "closed")).mark?.positions).toEqual([]);
  });

  test("that was withdrawn is found by its publisher only, and takes no new subscribers", async () => {
    const listingId = await publishCross();
    await withdraw(publisher.context, listingId);
    expect((await requireListing(publisher.context, listingId)).withdrawnAt).not.toBeNull();
    await expect(requireListing(subscriber.context, listingId)).rejects.toMatchObject({ code: "not-found" });
    const late = subscribe(publisher.context, { listingId, capital: 1_000, mode: "paper" });
    await expect(late).rejects.toMatchObject({ code: "not-possible-now" });
  });

  test("runs of one team are out of reach of another", async () => {
    const listingId = await publishCross();
    const { runIds } = await subscribe(subscriber.context, { listingId, capital: 10_000, mode: "paper" });
    const [id] = runIds as [string, string];
    const refused = { code: "not-found" };
    await expect(runs.getRun(publisher.context, id)).rejects.toMatchObject(refused);
    await expect(runs.listRunOrders(publisher.context, { id })).rejects.toMatchObject(refused);
    await expect(runs.commandRun(publisher.context, { id, command: "stop", flatten: false })).rejects.toMatchObject(
      refused,
    );
    await runs.commandRun(subscriber.context, { id, command: "stop", flatten: false });
    expect((await statusOf(id, "closed")).statusReason).toContain("Stopped");
  });
});

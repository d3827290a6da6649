import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { linkTo } from "@/server/audit/append.ts";
import { genesis } from "@/server/audit/hash.ts";
import { findSealedAccount } from "@/server/db/repositories/broker-accounts.ts";
import { findFeed } from "@/server/db/repositories/feeds.ts";
import { claimShard, releaseLease } from "@/server/db/repositories/shard-leases.ts";
import { storeOrderSteps } from "@/server/db/repositories/store-orders.ts";
import { AccountConnections } from "@/server/live/account/account-connections.ts";
import { type Claimed, drainAccount, sendClaimed } from "@/server/live/account/drain-account.ts";
import { reconcile } from "@/server/live/account/reconcile.ts";
import { advanceFeed } from "@/server/live/advance-feed.ts";
import { openFeedSource, type PacedSource } from "@/server/live/feed-source.ts";
import { createLiveRuntime } from "@/server/live/live-runtime.ts";
import type { SimulatorServer } from "@/server/simulators/core/simulator-server.ts";
import { startSimulators } from "@/server/simulators/start-simulators.ts";
import type { Context } from "@/server/trpc/context.ts";
import { SimulatorControl } from "../conformance/brokers/simulator-control.ts";
import { ask, type Desk } from "./support/broker-desk.ts";
import { openMarket, startBrokerRun } from "./support/broker-runs.ts";
import { makeTeam, openPlatform, type Platform } from "./support/platform.ts";

// What lies between the commit of a step and the call that it was made for; the orders are counted at the simulator.
const barMilliseconds = 60_000;
const arrivalMilliseconds = 400;
const never = new AbortController().signal;

let platform: Platform;
let simulators: SimulatorServer;
let control: SimulatorControl;
let owner: Context;
let source: PacedSource;
let connections: AccountConnections;
let bars = 0;

beforeAll(async () => {
  simulators = await startSimulators({ port: 0, journal: null });
  control = new SimulatorControl(simulators.url);
  process.env["QUANTLOOM_DEMO"] = "1";
  process.env["SIMULATORS_URL"] = simulators.url;
  platform = await openPlatform();
  owner = (await (await makeTeam(platform.db)).member("owner")).context;
  await openMarket(platform.db, barMilliseconds);
  const feed = await findFeed(platform.db, "synthetic");
  if (feed === null) throw new Error("expected a feed");
  source = await openFeedSource(feed);
});
afterAll(async () => {
  connections.closeAll();
  await platform.close();
  await simulators.close();
});
beforeEach(() => {
  connections?.closeAll();
  connections = new AccountConnections();
});

const drainSettings = () => ({
  db: platform.db,
  connections,
  worker: "w",
  leaseMilliseconds: 1_000,
  arrivalMilliseconds,
});
/** For a call that is made whatever the machine is busy with. */
const unhurried = () => ({ ...drainSettings(), arrivalMilliseconds: 60_000 });
const drain = (desk: Desk) => drainAccount(drainSettings(), desk.id, AbortSignal.timeout(20_000));
const commandsOf = (desk: Desk) => platform.db.brokerCommand.findMany({ where: { accountId: desk.id } });
const placedBy = (desk: Desk) => control.placedBy(desk.simulatedId, "alpaca");

/** A run on an account whose books agree, and what a worker does for it; `isOpen` where the worker is connected to the account. */
async function openRun({ isOpen = true } = {}) {
  const { runId, desk } = await startBrokerRun(owner, control, { broker: "alpaca" });
  const account = await findSealedAccount(platform.db, desk.id);
  const connection = account === null ? null : connections.of(account);
  if (account === null || connection === null) throw new Error("expected a connection");
  expect(await reconcile(platform.db, desk.id, connection)).toBeNull();
  if (!isOpen) connections.closeAll();
  const { shard } = await platform.db.run.findUniqueOrThrow({ where: { id: runId }, select: { shard: true } });
  const claimed: Claimed[] = [];
  const asked: string[] = [];
  const runtime = createLiveRuntime(platform.db, {
    worker: "tester",
    leaseMilliseconds: 1_000,
    // runs of earlier tests follow the same market
    sendFor: (accountId) => accountId === desk.id && asked.push(accountId),
    sender: { connections, send: (one) => one.open.account.id === desk.id && claimed.push(one) },
  });
  /** Lets bars close until the run has ordered something. */
  const goUntilOrder = async (): Promise<void> => {
    const { startedAt } = await platform.db.feed.findUniqueOrThrow({ where: { id: "synthetic" } });
    for (const last = bars + 100; bars < last && claimed.length + asked.length === 0; bars += 1) {
      const now = startedAt.getTime() + (bars + 1) * barMilliseconds;
      await advanceFeed(platform.db, { feedId: "synthetic", source, now });
      await runtime.drainShard(shard, never);
    }
  };
  return { desk, lane: account.lane, claimed, asked, goUntilOrder };
}

test("an order is marked as being sent with the commit of its step, and goes out once", async () => {
  const { desk, claimed, asked, goUntilOrder } = await openRun();
  await goUntilOrder();
  expect(asked).toEqual([]);
  expect(claimed).toHaveLength(1);
  expect(await commandsOf(desk)).toMatchObject([{ status: "sending", attempts: 1, settledAt: null }]);
  expect(await placedBy(desk)).toEqual([]);
  await sendClaimed(unhurried(), claimed[0] as Claimed, never);
  await drain(desk);
  expect(await commandsOf(desk)).toMatchObject([{ status: "done", attempts: 1 }]);
  expect(await placedBy(desk)).toHaveLength(1);
});

test("who dies between the commit and the call leaves a doubt: the next looks it up, and sends it once", async () => {
  const { desk, goUntilOrder } = await openRun();
  await goUntilOrder();
  expect(await placedBy(desk)).toEqual([]);
  await drain(desk);
  expect(await commandsOf(desk)).toMatchObject([{ status: "done", attempts: 2 }]);
  expect(await placedBy(desk)).toHaveLength(1);
});

test("who is held up between the commit and the call does not send it at that", async () => {
  const { desk, claimed, goUntilOrder } = await openRun();
  await goUntilOrder();
  const late = { ...(claimed[0] as Claimed), asked: performance.now() - arrivalMilliseconds };
  await sendClaimed(drainSettings(), late, never);
  expect(await commandsOf(desk)).toMatchObject([{ status: "done" }]);
  const said = await platform.db.brokerOrderEvent.findMany({ where: { order: { accountId: desk.id } } });
  expect(said.map(({ status }) => status)).toContain("place pending");
  expect(await placedBy(desk)).toHaveLength(1);
});

test("a lane that somebody has had and lost since is not sent for", async () => {
  const { desk, lane, claimed, goUntilOrder } = await openRun();
  await goUntilOrder();
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  const other = await claimShard(platform.db, { shard: lane, owner: "other", milliseconds: 1_000 });
  if (other === null) throw new Error("expected the lane");
  // the call is made, as by any worker that was taken for dead, but nothing of it is stored
  await expect(sendClaimed(unhurried(), claimed[0] as Claimed, never)).rejects.toMatchObject({
    code: "lease-lost",
  });
  expect(await commandsOf(desk)).toMatchObject([{ status: "sending" }]);
  await releaseLease(platform.db, other);
  await drain(desk);
  expect(await commandsOf(desk)).toMatchObject([{ status: "done" }]);
  expect(await placedBy(desk)).toHaveLength(1);
});

test.each([
  [
    "whose lane somebody holds",
    async ({ lane }) => void (await claimShard(platform.db, { shard: lane, owner: "other", milliseconds: 500 })),
  ],
  [
    "whose lane somebody has left without a word",
    async ({ lane }) => {
      await claimShard(platform.db, { shard: lane, owner: "other", milliseconds: 1 });
      await new Promise((resolve) => setTimeout(resolve, 20));
    },
  ],
  ["with something in its outbox", async ({ desk }) => void (await ask(platform.db, desk))],
  [
    "whose books are under review",
    async ({ desk }) => {
      await platform.db.brokerAccount.update({ where: { id: desk.id }, data: { review: "they disagree" } });
    },
  ],
] satisfies [string, (of: { readonly desk: Desk; readonly lane: number }) => Promise<void>][])(
  "an account %s keeps its order in the outbox",
  async (_, prepare) => {
    const { desk, lane, claimed, asked, goUntilOrder } = await openRun();
    await prepare({ desk, lane });
    await goUntilOrder();
    expect(claimed).toEqual([]);
    expect(asked).toEqual([desk.id]);
    expect((await commandsOf(desk)).map(({ status }) => status)).not.toContain("sending");
  },
);

test("an account that this process is not connected to, or whose session is another by now, keeps its order in the outbox", async () => {
  const unknown = await openRun({ isOpen: false });
  await unknown.goUntilOrder();
  expect(unknown.claimed).toEqual([]);
  expect(unknown.asked).toEqual([unknown.desk.id]);
  await drain(unknown.desk);
  expect(await placedBy(unknown.desk)).toHaveLength(1);
  const renewed = await openRun();
  await platform.db.brokerAccount.update({ where: { id: renewed.desk.id }, data: { session: Buffer.from("another") } });
  await renewed.goUntilOrder();
  expect(renewed.claimed).toEqual([]);
  expect(renewed.asked).toEqual([renewed.desk.id]);
});

test("a wish to take back what is not there undoes the whole statement, as it would be lost without a word", async () => {
  const { runId, desk } = await startBrokerRun(owner, control, { broker: "alpaca" });
  const { db } = platform;
  const where = { id: runId };
  const { shard, teamId, lastSequence } = await db.run.update({ where, data: { inboxSequence: { increment: 1 } } });
  const lease = await claimShard(db, { shard, owner: "tester", milliseconds: 5_000 });
  if (lease === null) throw new Error("expected the shard");
  const from = Number(lastSequence);
  const nothing = { created: [], changed: [], fills: [], decisions: [], marks: [], alerts: [], commands: [] };
  const kept = { transferred: 0, review: null, ending: null, statusReason: null, state: new Uint8Array(1) };
  const records = { runId, fromSequence: from, toSequence: from + 1, status: "waiting" as const, ...nothing, ...kept };
  const head = { chain: `run:${runId}`, sequence: 0n, hash: genesis };
  const entry = { chain: `run:${runId}`, teamId, actor: "tester", action: "run.stepped", detail: {} } as const;
  const wish = { kind: "cancel", accountId: desk.id, wholeId: "nobody", ordinal: 0 } as const;
  const store = (wishes: readonly (typeof wish)[]) => {
    const steps = [{ records, news: [], link: linkTo(head, entry), wishes }];
    return storeOrderSteps(db, lease, { steps, ready: [], owner: "tester", milliseconds: 1_000 });
  };
  await expect(store([wish])).rejects.toThrow("division by zero");
  expect((await db.run.findUniqueOrThrow({ where })).lastSequence).toBe(lastSequence);
  // the same without it is stored
  expect((await store([])).moved).toEqual(new Set([runId]));
  await releaseLease(db, lease);
});

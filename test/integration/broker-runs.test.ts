import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { setLimits } from "@/server/features/brokers/service.ts";
import { kill, release } from "@/server/features/runs/kill.ts";
import { getMonitor, listOrderTimeline } from "@/server/features/runs/monitor.ts";
import { commandRun } from "@/server/features/runs/service.ts";
import { startRun } from "@/server/features/runs/start-run.ts";
import { commandMembers } from "@/server/features/subscriptions/command-members.ts";
import { nettingOf } from "@/server/features/subscriptions/netting.ts";
import { getSubscription, stopSubscription, subscribe } from "@/server/features/subscriptions/service.ts";
import { readRequest } from "@/server/live/account/stored-order.ts";
import { openDesk } from "./support/broker-desk.ts";
import { type BrokerRun, compareBooks, openMarket, startBrokerRun } from "./support/broker-runs.ts";
import { type BrokerWorkers, openBrokerWorkers } from "./support/broker-workers.ts";
import { logInAgain } from "./support/chaos-blows.ts";
import { quickCross } from "./support/documents.ts";
import { type Member, makeTeam, type Platform } from "./support/platform.ts";
import { publishedBasket } from "./support/published.ts";
import { eventually } from "./support/worker-process.ts";

// Orders and fills are counted in the simulators' journal; workers are processes that are killed by SIGKILL.
let brokers: BrokerWorkers;
let platform: Platform;
let control: BrokerWorkers["control"];
let owner: Member;

beforeAll(async () => {
  brokers = await openBrokerWorkers("live,feed");
  ({ platform, control, owner } = brokers);
  await openMarket(platform.db, 100);
});
afterEach(() => brokers.killAll());
afterAll(() => brokers.close());

/** Alpaca takes 150 orders in a minute, which runs at this pace use up in a part of it: what comes then waits for its end. */
const longestWait = 120_000;

const filledOrders = (runId: string): Promise<number> =>
  platform.db.order.count({ where: { runId, status: "filled" } });

async function end({ runId }: BrokerRun): Promise<void> {
  await commandRun(owner.context, { id: runId, command: "stop", flatten: true });
  await eventually(
    async () => {
      const run = await platform.db.run.findUniqueOrThrow({ where: { id: runId } });
      if (run.isAside) throw new Error(`the run was set aside: ${run.statusReason}`);
      return run.status === "closed";
    },
    { within: 60_000, every: 50, what: "the end of the run" },
  );
}

async function expectSameBooks(run: BrokerRun): Promise<Awaited<ReturnType<typeof compareBooks>>> {
  const books = await compareBooks(platform.db, control, run);
  expect(books).toMatchObject({ doubled: 0, lost: [], strange: [], open: 0, net: 0, bookedNet: 0 });
  expect(books.bookedTraded).toBe(books.traded);
  expect(books.accountTraded).toBe(books.traded);
  return books;
}

describe.each(["zerodha", "alpaca"] as const)("a run on a simulated account of %s", (broker) => {
  test("trades, is killed again and again in the middle, and doubles and loses nothing", {
    timeout: 180_000,
  }, async () => {
    await brokers.startWorker();
    await brokers.startWorker();
    const run = await startBrokerRun(owner.context, control, { broker });
    await eventually(async () => (await filledOrders(run.runId)) >= 3, { within: 60_000, what: "first fills" });
    for (let kill = 0; kill < 2; kill += 1) {
      await control.addFault(broker, "place", { kind: "lose-response" });
      await control.addFault(broker, "update", { kind: "update-twice" });
      await control.addFault(broker, "update", { kind: "update-later" });
      await sleep(500 + 230 * kill);
      if (kill === 1) await control.disconnect(broker);
      await brokers.workers.shift()?.kill();
      await brokers.startWorker();
    }
    const before = await filledOrders(run.runId);
    await eventually(async () => (await filledOrders(run.runId)) >= before + 2, {
      within: 60_000,
      what: "later fills",
    });
    await end(run);
    const books = await expectSameBooks(run);
    expect(books.placed).toBeGreaterThan(6);
  });

  test("takes partial fills, a refusal, a cancel that a fill overtakes, and is killed flat", {
    timeout: 300_000,
  }, async () => {
    await brokers.startWorker();
    const run = await startBrokerRun(owner.context, control, { broker });
    const { runId, desk } = run;
    const journal = () => control.journalOf(desk.simulatedId, broker);
    await control.addFault(broker, "place", { kind: "partial-fill", quantity: 3 });
    await eventually(
      async () => {
        const orders = (await journal()).flatMap((event) => (event.kind === "order-filled" ? event.order : []));
        return orders.length > new Set(orders).size;
      },
      { within: 60_000, what: "an order that fills in two parts" },
    );
    const refuseNext = () =>
      control.addFault(broker, "place", { kind: "late-reject", reason: "the exchange refused it" });
    await refuseNext();
    let pairs = 0;
    const refused = await eventually(
      async () => {
        // what is refused as a pair goes out alone, and is no refusal in the run's book
        const rejected = await platform.db.brokerOrder.findMany({ where: { accountId: desk.id, status: "rejected" } });
        const ofPairs = rejected.filter((row) => readRequest(row).pair?.target === row.clientOrderId).length;
        if (ofPairs > pairs) await refuseNext();
        pairs = ofPairs;
        return await platform.db.order.findFirst({ where: { runId, status: "rejected" } });
      },
      { within: 60_000, what: "a refusal in the run's book" },
    );
    expect(refused.deniedReason).toBe(
      broker === "zerodha" ? "the exchange refused it" : "the broker refused it without saying why",
    );
    const timeline = await listOrderTimeline(owner.context, { id: runId, number: refused.orderNumber });
    expect(timeline.map(({ status }) => status)).toEqual(expect.arrayContaining(["queued", "rejected"]));
    const monitor = await getMonitor(owner.context, runId);
    expect(monitor).toMatchObject({ review: null, haltedAt: null, owned: [{ symbol: "SYN-A" }] });
    expect(monitor.session?.user).toContain("SIM");
    // where it was a stop that was refused, a person has to look; entries wait until then
    await commandRun(owner.context, { id: runId, command: "resume", flatten: false });
    await control.addFault(broker, "cancel", { kind: "fill-after-cancel" });
    const overtaken = await eventually(
      async () => {
        const events = await journal();
        const cancelled = new Set(events.flatMap((event) => (event.kind === "order-cancelled" ? event.order : [])));
        return events.flatMap((event) => (event.kind === "order-filled" && cancelled.has(event.order) ? event : []))[0];
      },
      { within: longestWait, what: "a fill after its cancel" },
    );
    const heard = await eventually(
      () =>
        platform.db.brokerOrder.findFirst({
          where: {
            accountId: desk.id,
            status: "filled",
            parts: { array_contains: [{ brokerOrderId: overtaken.order }] },
          },
          include: { events: { select: { status: true } } },
        }),
      { within: longestWait, what: "that fill in the account's books" },
    );
    // whoever reads the order book first sees the fill alone; after an end that was heard it is a late one
    expect(heard.hasLateFill).toBe(heard.events.some(({ status }) => status === "cancelled"));
    await kill(owner.context, { scope: "account", id: desk.id, confirm: "KILL" });
    await eventually(
      async () => (await platform.db.run.findUniqueOrThrow({ where: { id: runId } })).status === "halted",
      {
        within: 60_000,
        what: "the end of the killed run",
      },
    );
    await expectSameBooks(run);
    const strategies = await platform.db.strategy.findFirstOrThrow({ where: { teamId: owner.context.team.id } });
    const account = { id: desk.id, product: broker === "zerodha" ? "intraday" : "delivery" } as const;
    const again = { strategyId: strategies.id, symbol: "SYN-A", capital: 5_000, account };
    await expect(startRun(owner.context, again)).rejects.toThrow(/killed/);
    await expect(release(owner.context, desk.id)).rejects.toThrow(/a moment ago/);
    const trail = await platform.db.auditEvent.count({ where: { action: "kill-switch.thrown" } });
    expect(trail).toBeGreaterThan(0);
  });

  test("a limit of the account stops entries, in words and in the audit trail, and lets nothing through", {
    timeout: 90_000,
  }, async () => {
    await brokers.startWorker();
    const run = await startBrokerRun(owner.context, control, { broker });
    await setLimits(owner.context, run.desk.id, { maxOrderValue: 100 });
    const denied = await eventually(
      () => platform.db.order.findFirst({ where: { runId: run.runId, status: "rejected" } }),
      { within: 60_000, what: "a refusal by the limit" },
    );
    expect(denied.deniedReason).toMatch(/account limit: the order's value would be/);
    expect(await platform.db.auditEvent.count({ where: { action: "account.limit-breached" } })).toBeGreaterThan(0);
    await setLimits(owner.context, run.desk.id, { maxMargin: 100 });
    const { marginUsed } = await platform.db.brokerAccount.findUniqueOrThrow({ where: { id: run.desk.id } });
    expect(marginUsed?.toNumber()).toBe(0);
    await eventually(
      () =>
        platform.db.order.findFirst({
          where: { runId: run.runId, deniedReason: { contains: "account limit: the margin in use would be" } },
        }),
      { within: 60_000, what: "a refusal by the margin" },
    );
    await end(run);
    const books = await expectSameBooks(run);
    expect(books.traded).toBe(0);
  });
});

test("stop and target rest at Alpaca as one, and act while no worker runs", { timeout: 180_000 }, async () => {
  await brokers.startWorker();
  const run = await startBrokerRun(owner.context, control, { broker: "alpaca" });
  const { runId, desk } = run;
  const journal = () => control.journalOf(desk.simulatedId, "alpaca");
  /** The pairs of the journal, each by the ids of its orders, of which none has filled. */
  const resting = async (): Promise<string[][]> => {
    const events = await journal();
    const over = new Set(
      events.flatMap((event) => (/filled|cancelled|rejected/.test(event.kind) && "order" in event ? event.order : [])),
    );
    const groups = new Map<string, string[]>();
    for (const event of events)
      if (event.kind === "order-placed" && event.draft.link !== null)
        groups.set(event.draft.link.group, [...(groups.get(event.draft.link.group) ?? []), event.order]);
    return [...groups.values()].filter((ids) => !ids.some((id) => over.has(id)));
  };
  const pair = await eventually(
    async () => {
      const before = await resting();
      await sleep(30);
      if (before.length === 0) return null;
      await brokers.killAll();
      const [still] = await resting();
      if (still === undefined) await brokers.startWorker();
      return still;
    },
    { within: 90_000, what: "a pair that outlives the workers" },
  );
  const isOf = (event: Awaited<ReturnType<typeof journal>>[number]) => "order" in event && pair.includes(event.order);
  const ends = await eventually(
    async () => {
      const kinds = (await journal()).filter(isOf).map(({ kind }) => kind);
      return kinds.includes("order-filled") && kinds.includes("order-cancelled") ? kinds : null;
    },
    { within: 60_000, what: "one of the pair to fill and the other to be taken back, with no worker" },
  );
  expect(ends.filter((kind) => kind === "order-filled")).toHaveLength(1);
  await brokers.startWorker();
  const leg = async (id: string) =>
    platform.db.brokerOrder.findFirst({
      where: { accountId: desk.id, parts: { array_contains: [{ brokerOrderId: id }] } },
    });
  await eventually(
    async () => {
      const states = await Promise.all(pair.map(async (id) => (await leg(id))?.status));
      return states.includes("filled") && states.includes("cancelled");
    },
    { within: 60_000, what: "both of the pair in the account's books" },
  );
  const timelines = await Promise.all(
    pair.map(async (id) => {
      const number = (await leg(id))?.orderNumber ?? -1;
      return (await listOrderTimeline(owner.context, { id: runId, number })).map(({ status }) => status);
    }),
  );
  // how much of the way was heard of depends on when the workers died
  expect(timelines.flat()).toEqual(expect.arrayContaining(["queued", "filled", "cancelled"]));
  const { review } = await platform.db.run.findUniqueOrThrow({ where: { id: runId } });
  expect(review).toBeNull();
  await end(run);
  expect((await expectSameBooks(run)).pairs).toBeGreaterThan(0);
});

test("a lot that changed overnight: nothing is entered any more, and a new run goes by the new one", {
  timeout: 120_000,
}, async () => {
  await brokers.startWorker();
  const run = await startBrokerRun(owner.context, control, { broker: "zerodha" });
  const { runId, desk } = run;
  const entries = () => platform.db.order.count({ where: { runId, role: "entry", status: { not: "denied" } } });
  await eventually(async () => (await filledOrders(runId)) >= 1, { within: 60_000, what: "a first fill" });
  await control.changeLot("zerodha", "SYN-A", 7);
  // the morning after: the session of the day before is over, and somebody logs in
  await control.expire("zerodha");
  await logInAgain(owner.context, desk);
  const warned = await eventually(
    () => platform.db.run.findFirst({ where: { id: runId, review: { contains: "Zerodha" } } }),
    { within: 60_000, what: "the run's notice" },
  );
  expect(warned.review).toMatch(/changed the lot size of SYN-A from 1 to 7 .* start it again/);
  const before = await entries();
  const { lastSequence } = warned;
  await eventually(
    async () => (await platform.db.run.findUniqueOrThrow({ where: { id: runId } })).lastSequence > lastSequence + 60n,
    { within: 60_000, what: "sixty more events" },
  );
  expect(await entries()).toBe(before);
  const resume = commandRun(owner.context, { id: runId, command: "resume", flatten: false });
  await expect(resume).rejects.toThrow(/changed the terms of an instrument .* Stop it, and start it again/);
  await end(run);
  await expectSameBooks(run);
  const { strategyVersion } = await platform.db.run.findUniqueOrThrow({
    where: { id: runId },
    select: { strategyVersion: { select: { strategyId: true } } },
  });
  const account = { id: desk.id, product: "intraday" } as const;
  const again = { strategyId: strategyVersion.strategyId, symbol: "SYN-A", capital: 50_000, account };
  const next = await startRun(owner.context, again);
  const { venue } = await platform.db.run.findUniqueOrThrow({ where: { id: next.runId }, select: { venue: true } });
  expect(venue).toMatchObject({ instruments: { "SYN-A": { lotSize: "7" } } });
});

test("members of two baskets trade on one account: the net is shown, and squaring off one leaves the other's", {
  timeout: 180_000,
}, async () => {
  const author = await (await makeTeam(platform.db, "Author")).member("owner");
  const desk = await openDesk(owner.context, control, "alpaca");
  const account = { ordinal: 0, id: desk.id, product: "delivery" as const };
  const run = async (title: string) => {
    const { listingId } = await publishedBasket(author.context, [quickCross(title), quickCross(`${title} too`)], {
      title,
    });
    const wish = { listingId, capital: 100_000, mode: "live" as const, accounts: [account] };
    const { subscriptionId: id } = await subscribe(owner.context, wish);
    const read = () => getSubscription(owner.context, id);
    const held = async () => (await read()).runs[0]?.mark?.positions[0]?.quantity ?? 0;
    return { id, read, held };
  };
  const [one, other] = [await run("One"), await run("Other")];
  const { mode, runs } = await one.read();
  expect([mode, ...runs.map((member) => member.account?.id ?? null)]).toEqual(["live", desk.id, null]);
  await brokers.startWorker();

  const shared = await eventually(
    async () => {
      const row = (await nettingOf(owner.context, one.id)).find((found) => found.account?.id === desk.id);
      return row !== undefined && row.own !== 0 && row.others.length > 0 ? row : null;
    },
    { within: 60_000, every: 20, what: "both hold the same instrument" },
  );
  const [otherRun] = (await other.read()).runs;
  expect(shared.others).toEqual([{ runId: otherRun?.id, name: "Other: Other", quantity: shared.net - shared.own }]);

  for (const { id } of [one, other]) await commandMembers(owner.context, { id, command: "pause-entries" });
  await commandMembers(owner.context, { id: one.id, command: "flatten" });
  await eventually(async () => (await one.held()) === 0, { within: 30_000, what: "the first is flat" });
  const foreign = { runId: otherRun?.id ?? "", reason: { contains: "flatten command" } };
  expect(await platform.db.order.count({ where: foreign }), "nobody closed what the other holds").toBe(0);

  for (const { id } of [one, other]) await stopSubscription(owner.context, { id, positions: "close" });
  const ended = async () =>
    [(await one.read()).status, (await other.read()).status].every((status) => status === "ended");
  await eventually(ended, { within: 60_000, what: "the end of both" });
  const ids = [runs[0]?.id ?? "", otherRun?.id ?? ""];
  const [first, second] = await Promise.all(ids.map((runId) => compareBooks(platform.db, control, { runId, desk })));
  expect(first).toMatchObject({ doubled: 0, lost: [], strange: [], open: 0, net: 0, bookedNet: 0 });
  expect(second?.bookedNet).toBe(0);
  expect((first?.bookedTraded ?? 0) + (second?.bookedTraded ?? 0), "two books make up the account's").toBe(
    first?.traded,
  );
});

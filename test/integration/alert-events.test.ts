import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { readDocument } from "@/graph-runtime/graph/read-document.ts";
import { smallGraph } from "@/graph-runtime/testkit/small-graph.ts";
import { dispatchNotifications } from "@/server/alerts/dispatch.ts";
import { kindNames, type NotificationKind, notificationKinds } from "@/server/alerts/notification-kinds.ts";
import { findSealedAccount } from "@/server/db/repositories/broker-accounts.ts";
import { appendToRun } from "@/server/db/repositories/run-inbox.ts";
import { setLimits } from "@/server/features/brokers/service.ts";
import { commandRun } from "@/server/features/runs/service.ts";
import { startRun } from "@/server/features/runs/start-run.ts";
import { createStrategy } from "@/server/features/strategies/service.ts";
import { checkSessions } from "@/server/live/account/check-sessions.ts";
import { endSession } from "@/server/live/account/end-session.ts";
import { connectAccount } from "@/server/live/account/open-account.ts";
import { reconcile } from "@/server/live/account/reconcile.ts";
import { deliverer } from "@/server/queue/deliver.ts";
import type { SimulatorServer } from "@/server/simulators/core/simulator-server.ts";
import { startSimulators } from "@/server/simulators/start-simulators.ts";
import { appRouter } from "@/server/trpc/router.ts";
import { SimulatorControl } from "../conformance/brokers/simulator-control.ts";
import { startAlertWorker } from "./support/alert-worker.ts";
import { ask, type Desk, openDesk } from "./support/broker-desk.ts";
import { busyDocument } from "./support/broker-runs.ts";
import { openPaperMarket } from "./support/paper-market.ts";
import { type Member, makeTeam, openPlatform, type Platform } from "./support/platform.ts";
import { openReceiver, type Receiver } from "./support/receiver.ts";
import { eventually } from "./support/worker-process.ts";

// Each event is brought about, and its post read where it arrives.
let platform: Platform;
let simulators: SimulatorServer;
let control: SimulatorControl;
let receiver: Receiver;
let sending: { close(): Promise<void> };
let market: Awaited<ReturnType<typeof openPaperMarket>>;
let owner: Member;
const path = `/${randomUUID()}`;

const groups: readonly string[] = ["Runs", "Brokers"];
const told = kindNames.filter((kind) => groups.includes(notificationKinds[kind].group));

beforeAll(async () => {
  simulators = await startSimulators({ port: 0, journal: null });
  process.env["QUANTLOOM_DEMO"] = "1";
  process.env["SIMULATORS_URL"] = simulators.url;
  receiver = await openReceiver();
  Object.assign(process.env, { ALERT_HOSTS: receiver.host, QUANTLOOM_PUBLIC_URL: "https://ql.test" });
  platform = await openPlatform();
  control = new SimulatorControl(simulators.url);
  owner = await (await makeTeam(platform.db)).member("owner");
  market = await openPaperMarket(platform.db);
  sending = await startAlertWorker(platform);
  const url = `http://${receiver.host}${path}`;
  const api = appRouter.createCaller(owner.request);
  await api.alerts.addChannel({ type: "webhook", label: "Desk", url, kinds: told });
}, 60_000);
afterAll(async () => {
  await sending.close();
  await platform.close();
  await receiver.close();
  await simulators.close();
});

/** Buys and raises an alert whenever the price turns up. */
const loudGraph = smallGraph(
  {
    price: { kind: "market.bars" },
    mean: { kind: "indicator.sma", params: { length: 4 } },
    up: { kind: "compare.crossover" },
    buy: { kind: "order.enter", params: { amount: 7, unit: "units" } },
    bell: { kind: "alert.raise", params: { name: "Turned", severity: "warning", message: "{symbol} turned up" } },
  },
  [
    "price.close > mean.source",
    "price.close > up.a",
    "mean.value > up.b",
    "up.crossed > buy.when",
    "up.crossed > bell.when",
  ],
  { name: "Loud" },
);

type Start = { readonly capital?: number; readonly document?: GraphDocument; readonly desk?: Desk };

async function start({ capital = 10_000, document = busyDocument(), desk }: Start = {}): Promise<string> {
  const { id: strategyId } = await createStrategy(owner.context, { document });
  const account = desk === undefined ? null : ({ id: desk.id, product: "delivery" } as const);
  return (await startRun(owner.context, { strategyId, symbol: "SYN-A", capital, account })).runId;
}
async function goOn(bars: number): Promise<void> {
  await market.go(bars);
  await market.settle(true);
}
const command = async (id: string, name: "stop" | "halt") => {
  await goOn(2);
  await commandRun(owner.context, { id, command: name, flatten: true });
  await market.settle(true);
};
const sealed = async ({ id }: Desk) => {
  const account = await findSealedAccount(platform.db, id);
  if (account === null) throw new Error("expected the account");
  return account;
};

/** Brings each event about by what brings it about in the product. */
const causes: Partial<Record<NotificationKind, () => Promise<unknown>>> = {
  "run.started": () => start(),
  "run.stopped": async () => command(await start(), "stop"),
  "run.failed": async () => command(await start(), "halt"),
  "run.review": async () => {
    const runId = await start();
    const broken = { key: "bar:x", kind: "bar", payload: {} } as const;
    await platform.db.$transaction((tx) => appendToRun(tx, runId, broken));
    await market.settle(true);
  },
  "order.rejected": async () => {
    await start({ capital: 5 });
    await goOn(60);
  },
  "graph.alert": async () => {
    const { document } = readDocument(loudGraph);
    if (document === null) throw new Error("the graph cannot be read");
    await start({ document });
    await goOn(60);
  },
  "risk.limit": async () => {
    const desk = await openDesk(owner.context, control, "alpaca");
    await setLimits(owner.context, desk.id, { maxOrderValue: 1 });
    await start({ desk });
    await goOn(60);
  },
  "broker.expiring": async () => {
    const desk = await openDesk(owner.context, control, "alpaca");
    await start({ desk });
    await endSession(platform.db, await sealed(desk));
    // Monday, 11:00 in New York
    await checkSessions(platform.db, Date.UTC(2026, 0, 5, 16));
  },
  "broker.expired": async () => endSession(platform.db, await sealed(await openDesk(owner.context, control, "alpaca"))),
  "broker.mismatch": async () => {
    const desk = await openDesk(owner.context, control, "alpaca");
    await ask(platform.db, desk);
    // our books say that it filled, and the broker has never seen it
    await platform.db.brokerOrder.updateMany({
      where: { accountId: desk.id },
      data: { status: "filled", filledQuantity: 1, filledValue: desk.price },
    });
    const connection = connectAccount(await sealed(desk), Date.now());
    if (connection === null) throw new Error("expected a login");
    await reconcile(platform.db, desk.id, connection);
    connection.close();
  },
};

test("there is a cause for every event of runs and brokers", () => {
  expect(Object.keys(causes).sort()).toEqual([...told].sort());
});

describe("is posted when it happens:", () => {
  test.each(told)("%s", { timeout: 60_000 }, async (kind) => {
    const posts = () =>
      receiver.posted.map(({ body }) => JSON.parse(body)).filter((post) => post.kind === kind && !post.test);
    await dispatchNotifications(platform.db, deliverer());
    const before = await platform.db.notification.count({ where: { kind } });
    await causes[kind]?.();
    expect(await platform.db.notification.count({ where: { kind } })).toBeGreaterThan(before);
    await dispatchNotifications(platform.db, deliverer());
    const all = await platform.db.notification.findMany({ where: { kind } });
    await eventually(async () => posts().length === all.length, {
      within: 20_000,
      what: `${all.length} posts of ${kind}`,
    });
    expect(
      posts()
        .map(({ title }) => title)
        .sort(),
    ).toEqual(all.map(({ title }) => title).sort());
    for (const post of posts()) {
      expect(post).toMatchObject({ version: 1, team: owner.context.team.name, severity: expect.any(String) });
      expect(post.url).toMatch(/^https:\/\/ql\.test\/(runs\/|brokers)/);
      expect(post.body.length).toBeGreaterThan(10);
    }
  });
});

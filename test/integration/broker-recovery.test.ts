import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { decimal } from "@/server/brokers/port/decimal.ts";
import type { SimulatorServer } from "@/server/simulators/core/simulator-server.ts";
import { startSimulators } from "@/server/simulators/start-simulators.ts";
import type { Context } from "@/server/trpc/context.ts";
import { SimulatorControl } from "../conformance/brokers/simulator-control.ts";
import { ask, type Desk, openDesk } from "./support/broker-desk.ts";
import { makeTeam, openPlatform, type Platform } from "./support/platform.ts";
import {
  bundleWorker,
  eventually,
  startWorkerProcess,
  type WorkerBundle,
  type WorkerProcess,
} from "./support/worker-process.ts";

/** More orders and deaths take minutes: QUANTLOOM_TEST_DEPTH=full. */
const isFull = process.env["QUANTLOOM_TEST_DEPTH"] === "full";
const orderCount = isFull ? 300 : 40;
const kills = isFull ? 30 : 4;

let platform: Platform;
let bundle: WorkerBundle;
let simulators: SimulatorServer;
let control: SimulatorControl;
let owner: Context;
const workers: WorkerProcess[] = [];

beforeAll(async () => {
  simulators = await startSimulators({ port: 0, journal: null });
  control = new SimulatorControl(simulators.url);
  process.env["QUANTLOOM_DEMO"] = "1";
  process.env["SIMULATORS_URL"] = simulators.url;
  [platform, bundle] = await Promise.all([openPlatform(), bundleWorker()]);
  owner = (await (await makeTeam(platform.db)).member("owner")).context;
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.kill()));
});
afterAll(async () => {
  await platform.close();
  await simulators.close();
  bundle.remove();
});

async function startWorker(): Promise<void> {
  const environment = {
    WORKER_RECOVERY_MILLISECONDS: "1000",
    BROKER_TIMEOUT_MILLISECONDS: "700",
    QUANTLOOM_DEMO: "1",
    SIMULATORS_URL: simulators.url,
  };
  workers.push(await startWorkerProcess({ bundle, databaseUrl: platform.url, roles: "live", environment }));
}

/** What the simulator knows of an account against what we know: client id, filled quantity, both sorted. */
async function compare({ id, simulatedId, broker }: Desk) {
  const journal = await control.journalOf(simulatedId, broker);
  const filled = new Map<string, number>();
  for (const event of journal)
    if (event.kind === "order-filled") filled.set(event.order, (filled.get(event.order) ?? 0) + event.quantity);
  const truth = journal.flatMap((event) =>
    event.kind === "order-placed" ? [`${event.draft.clientId} ${filled.get(event.order) ?? 0}`] : [],
  );
  const rows = await platform.db.brokerOrder.findMany({ where: { accountId: id } });
  const known = rows.map((row) => `${row.clientOrderId} ${row.filledQuantity.toFixed()}`);
  return { truth: truth.sort(), known: known.sort(), statuses: [...new Set(rows.map((row) => row.status))] };
}

test("workers killed while they send, with lost answers and broken streams: no order doubled, none lost, books agree", {
  timeout: 240_000,
}, async () => {
  const desks = [await openDesk(owner, control, "zerodha"), await openDesk(owner, control, "alpaca")];
  const place = async (count: number): Promise<void> => {
    for (let at = 0; at < count; at += 1)
      for (const desk of desks)
        await ask(platform.db, desk, { quantity: decimal(1 + (at % 3)), side: at % 2 === 0 ? "buy" : "sell" });
  };
  await startWorker();
  await startWorker();
  for (let kill = 0; kill < kills; kill += 1) {
    for (const { broker } of desks) {
      await control.addFault(broker, "place", { kind: "lose-response" });
      await control.addFault(broker, "place", { kind: "lose-request" });
      await control.addFault(broker, "place", { kind: "late-response", milliseconds: 300 });
      await control.addFault(broker, "update", { kind: "update-twice" }, 2);
      await control.addFault(broker, "update", { kind: "update-later" });
      await control.addFault(broker, "update", { kind: "update-never" });
    }
    await place(orderCount / kills);
    await sleep(400 + 150 * kill);
    if (kill % 2 === 1) await control.disconnect(desks[kill % 3 === 0 ? 0 : 1]?.broker ?? "");
    await workers.shift()?.kill();
    await startWorker();
  }
  const isSettled = async () =>
    (await platform.db.brokerCommand.count({ where: { settledAt: null } })) === 0 &&
    (await platform.db.brokerOrder.count({ where: { status: { not: "filled" } } })) === 0;
  await eventually(isSettled, { within: 150_000, every: 100, what: "the end of all orders" });
  for (const desk of desks) {
    const { truth, known, statuses } = await compare(desk);
    expect(truth).toHaveLength(orderCount);
    expect(new Set(truth).size).toBe(orderCount);
    expect(known).toEqual(truth);
    expect(statuses).toEqual(["filled"]);
  }
  // the next look at the books finds nothing to say
  const isAgreed = async () =>
    (await platform.db.brokerAccount.count({ where: { review: null, reconciledAt: { not: null } } })) === desks.length;
  await eventually(isAgreed, { within: 70_000, every: 500, what: "books that agree" });
});

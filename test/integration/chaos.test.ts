import { afterAll, beforeAll, expect, test } from "vitest";
import type { SimulatorServer } from "@/server/simulators/core/simulator-server.ts";
import { startSimulators } from "@/server/simulators/start-simulators.ts";
import { SimulatorControl } from "../conformance/brokers/simulator-control.ts";
import { openMarket } from "./support/broker-runs.ts";
import { nothingYet, playSchedules } from "./support/chaos.ts";
import { type Member, makeTeam, openPlatform, type Platform } from "./support/platform.ts";
import { bundleWorker, startWorkerProcess, type WorkerBundle, type WorkerProcess } from "./support/worker-process.ts";

/** `npm run chaos` plays a thousand and more; each is a run on an account of its own. */
const schedules = Number(process.env["QUANTLOOM_CHAOS_SCHEDULES"] ?? 4);
const firstSeed = Number(process.env["QUANTLOOM_CHAOS_SEED"] ?? 1);
const atOnce = 30;

let platform: Platform;
let bundle: WorkerBundle;
let simulators: SimulatorServer;
let owner: Member;
const workers: WorkerProcess[] = [];

beforeAll(async () => {
  simulators = await startSimulators({ port: 0, journal: null });
  process.env["QUANTLOOM_DEMO"] = "1";
  process.env["SIMULATORS_URL"] = simulators.url;
  [platform, bundle] = await Promise.all([openPlatform(), bundleWorker()]);
  await openMarket(platform.db, 100);
  owner = await (await makeTeam(platform.db)).member("owner");
});
afterAll(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.kill()));
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
  workers.push(await startWorkerProcess({ bundle, databaseUrl: platform.url, roles: "live,feed", environment }));
}

async function killWorker(): Promise<void> {
  await workers.shift()?.kill();
  await startWorker();
}

test("whatever goes wrong: no order doubled, none lost, none unexplained, and the books are the broker's", {
  timeout: 120_000 + 15_000 * schedules,
}, async () => {
  await startWorker();
  await startWorker();
  const tally = nothingYet();
  const control = new SimulatorControl(simulators.url);
  const setting = { db: platform.db, control, context: owner.context, killWorker };
  for (let from = 0; from < schedules; from += atOnce) {
    const seeds = Array.from({ length: Math.min(atOnce, schedules - from) }, (_, at) => firstSeed + from + at);
    await playSchedules(setting, seeds, tally);
    process.stdout.write(`chaos ${JSON.stringify(tally)}\n`);
  }
  expect(tally).toMatchObject({ schedules, doubled: 0, lost: 0, strange: 0, unexplained: 0, booksApart: 0 });
  expect(tally.orders).toBeGreaterThan(schedules);
  expect(tally.kills).toBeGreaterThan(0);
});

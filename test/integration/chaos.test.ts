import { afterAll, beforeAll, expect, test } from "vitest";
import { openMarket } from "./support/broker-runs.ts";
import { type BrokerWorkers, openBrokerWorkers } from "./support/broker-workers.ts";
import { nothingYet, playSchedules } from "./support/chaos.ts";
import { killDatabase } from "./support/chaos-blows.ts";
import { reserveWebProcess, type WebProcess } from "./support/web-process.ts";

/** `npm run chaos` plays a thousand and more; each is a run on an account of its own. */
const schedules = Number(process.env["QUANTLOOM_CHAOS_SCHEDULES"] ?? 4);
const firstSeed = Number(process.env["QUANTLOOM_CHAOS_SEED"] ?? 1);
const isAlone = process.env["QUANTLOOM_CHAOS_SCHEDULES"] !== undefined;
const atOnce = 30;

let brokers: BrokerWorkers;
let web: WebProcess;

beforeAll(async () => {
  web = await reserveWebProcess();
  // where the simulated Zerodha posts its updates
  process.env["QUANTLOOM_PUBLIC_URL"] = web.address;
  brokers = await openBrokerWorkers("live,feed");
  await openMarket(brokers.platform.db, 100);
  await web.start(brokers.platform.url);
});
afterAll(async () => {
  await web.close();
  await brokers.close();
});

async function killWorker(): Promise<void> {
  await brokers.workers.shift()?.kill();
  await brokers.startWorker();
}

test("whatever goes wrong: no order doubled, none lost, none unexplained, and the books are the broker's", {
  timeout: 120_000 + 15_000 * schedules,
}, async () => {
  await brokers.startWorker();
  await brokers.startWorker();
  const tally = nothingYet();
  const { platform, control, owner } = brokers;
  // the database of a whole test run serves others, too: it is killed in `npm run chaos` alone
  const ownDatabase = isAlone ? () => killDatabase(platform.url) : undefined;
  const setting = { db: platform.db, control, context: owner.context, web, killWorker, killDatabase: ownDatabase };
  for (let from = 0; from < schedules; from += atOnce) {
    const seeds = Array.from({ length: Math.min(atOnce, schedules - from) }, (_, at) => firstSeed + from + at);
    await playSchedules(setting, seeds, tally);
    process.stdout.write(`chaos ${JSON.stringify(tally)}\n`);
  }
  expect(tally).toMatchObject({
    schedules,
    doubled: 0,
    lost: 0,
    strange: 0,
    unexplained: 0,
    booksApart: 0,
    commandsLost: 0,
  });
  expect(tally.orders).toBeGreaterThan(schedules);
  expect(tally.pairs).toBeGreaterThan(0);
  expect(tally.kills).toBeGreaterThan(0);
  expect(tally.webKills).toBeGreaterThan(0);
  expect(tally.commands).toBeGreaterThanOrEqual(schedules);
  expect(tally.clockJumps + tally.expiries).toBeGreaterThan(0);
});

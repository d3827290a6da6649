import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { secret } from "@/server/config/secret.ts";
import { type Delivery, type OpenWorker, openWorker, type QueueAddress } from "@/server/queue/backend.ts";
import { jobNames } from "@/server/queue/catalogue.ts";
import { createDeliverer, type Deliverer } from "@/server/queue/deliver.ts";
import { createTrialDatabase, type TrialDatabase, trialRedisUrl } from "../setup/trial-database.ts";
import { eventually } from "./support/worker-process.ts";

const redisUrl = trialRedisUrl();
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe.skipIf(redisUrl === undefined)("[redis] queue", () => queueSuite("redis"));
describe("queue on PostgreSQL", () => queueSuite("postgresql"));

describe("all queues and workers of a process", () => {
  const held = "datname = current_database() and application_name = 'quantloom queues'";
  let database: TrialDatabase;
  let watcher: pg.Client;
  let deliverer: Deliverer;
  let workers: OpenWorker[];
  const heard: string[] = [];

  beforeAll(async () => {
    database = await createTrialDatabase();
    watcher = new pg.Client({ connectionString: database.url });
    await watcher.connect();
    const address = { databaseUrl: secret(database.url) };
    deliverer = createDeliverer(address, () => undefined);
    workers = jobNames.map((name) =>
      openWorker(address, name, async ({ key }) => void heard.push(key), {
        concurrency: 4,
        recoveryMilliseconds: 5_000,
        onError: () => undefined,
      }),
    );
    await Promise.all(workers.map((worker) => worker.waitUntilReady()));
  });
  afterAll(async () => {
    await Promise.all(workers.map((worker) => worker.close(true)));
    await deliverer.close();
    const left = `select pid from pg_stat_activity where ${held}`;
    await eventually(async () => (await watcher.query(left)).rows.length === 0, { what: "the end of all connections" });
    await watcher.end();
    await database.drop();
  });

  test("share five connections to PostgreSQL, however much there is to do", async () => {
    const ids = Array.from({ length: 200 }, () => randomUUID());
    let most = 0;
    const sent = ids.map((id) => deliverer.deliver("backtest.run", { version: 1, backtestId: id }, { id }));
    await eventually(async () => {
      const { rows } = await watcher.query<{ n: number }>(
        `select count(*)::int as n from pg_stat_activity where ${held}`,
      );
      most = Math.max(most, rows[0]?.n ?? 0);
      return heard.length === ids.length;
    });
    await Promise.all(sent);
    expect(new Set(heard)).toEqual(new Set(ids));
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(5);
  });

  test("go on when the connection that listens is cut off, and listen on another", async () => {
    const listening = `select pid from pg_stat_activity where ${held} and query ilike 'listen%'`;
    const [before] = await eventually(async () => {
      const { rows } = await watcher.query<{ pid: number }>(listening);
      return rows.length === 1 && rows;
    });
    await watcher.query("select pg_terminate_backend($1)", [before?.pid]);
    const id = randomUUID();
    await deliverer.deliver("sweep.run", { version: 1, sweepId: id }, { id });
    await eventually(async () => heard.includes(id));
    const [after] = await eventually(async () => {
      const { rows } = await watcher.query<{ pid: number }>(listening);
      return rows.length === 1 && rows;
    });
    expect(after?.pid).not.toBe(before?.pid);
  });
});

function queueSuite(backend: "redis" | "postgresql"): void {
  let database: TrialDatabase;
  let address: QueueAddress;
  let deliverer: Deliverer;
  const workers: OpenWorker[] = [];
  const troubles: Error[] = [];

  beforeAll(async () => {
    database = await createTrialDatabase();
    address = {
      databaseUrl: secret(database.url),
      redisUrl: backend === "redis" && redisUrl !== undefined ? secret(redisUrl) : undefined,
    };
    deliverer = createDeliverer(address, (error) => troubles.push(error));
  });
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.close(true)));
    expect(troubles).toEqual([]);
  });
  afterAll(async () => {
    await deliverer.close();
    await database.drop();
  });

  async function work(
    name: "live.wake" | "backtest.run" | "maintenance.sweep",
    handle: (delivery: Delivery) => Promise<void>,
  ) {
    const worker = openWorker(address, name, handle, {
      concurrency: 4,
      recoveryMilliseconds: 5_000,
      onError: (error) => troubles.push(error),
    });
    workers.push(worker);
    await worker.waitUntilReady();
  }

  test("a job is delivered once, under its key and with its payload", async () => {
    const id = randomUUID();
    await deliverer.deliver("backtest.run", { version: 1, backtestId: id }, { id });
    await deliverer.deliver("backtest.run", { version: 1, backtestId: id }, { id });
    const heard: unknown[] = [];
    await work("backtest.run", async ({ key, data }) => {
      heard.push([key, data]);
    });
    await eventually(async () => heard.length > 0);
    await pause(300);
    expect(heard).toEqual([[id, { version: 1, backtestId: id }]]);
    // What is done can be asked for again.
    await deliverer.deliver("backtest.run", { version: 1, backtestId: id }, { id });
    await eventually(async () => heard.length === 2);
  });

  test("a job that fails is tried again, and a job that was withdrawn is not", async () => {
    const [id, withdrawn] = [randomUUID(), randomUUID()];
    await deliverer.deliver("backtest.run", { version: 1, backtestId: id }, { id });
    await deliverer.deliver("backtest.run", { version: 1, backtestId: withdrawn }, { id: withdrawn });
    await deliverer.withdraw("backtest.run", withdrawn);
    const heard: string[] = [];
    await work("backtest.run", async ({ key }) => {
      heard.push(key);
      if (heard.length === 1) throw new Error("the first attempt fails");
    });
    await eventually(async () => heard.length === 2);
    expect(heard).toEqual([id, id]);
  });

  test("wake-ups of one lane never overlap and the last one is never lost", async () => {
    let active = 0;
    let mostActive = 0;
    let seen = 0;
    let sent = 0;
    await work("live.wake", async () => {
      active += 1;
      mostActive = Math.max(mostActive, active);
      seen = sent;
      await pause(15);
      active -= 1;
    });
    for (sent = 1; sent <= 60; sent += 1) {
      await deliverer.deliver("live.wake", { version: 1, shard: 3 }, { lane: "shard-3" });
      await pause(sent % 4);
    }
    sent = 61;
    await deliverer.deliver("live.wake", { version: 1, shard: 3 }, { lane: "shard-3" });
    await eventually(async () => seen === 61);
    await eventually(async () => active === 0);
    expect(mostActive).toBe(1);
  });

  test("a schedule makes its job again and again, however often it is set", async () => {
    await deliverer.schedule("maintenance.sweep", { version: 1 }, 200);
    await deliverer.schedule("maintenance.sweep", { version: 1 }, 200);
    const times: number[] = [];
    await work("maintenance.sweep", async () => {
      times.push(Date.now());
    });
    await eventually(async () => times.length >= 4);
    const [first = 0, , , fourth = 0] = times;
    expect(fourth - first).toBeGreaterThan(400);
  });

  test("a job that is under way is counted as active until it is done", async () => {
    const id = randomUUID();
    await deliverer.deliver("backtest.run", { version: 1, backtestId: id }, { id });
    let progress = 0;
    await work("backtest.run", async ({ reportProgress }) => {
      await reportProgress(0.5);
      progress = 0.5;
      while (progress < 1) await pause(10);
    });
    await eventually(async () => progress === 0.5);
    expect((await deliverer.count("backtest.run"))["active"]).toBe(1);
    progress = 1;
    await eventually(async () => (await deliverer.count("backtest.run"))["active"] === 0);
  });
}

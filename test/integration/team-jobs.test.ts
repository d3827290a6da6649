import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { secret } from "@/server/config/secret.ts";
import { EventBus } from "@/server/events/bus.ts";
import { streamEvents } from "@/server/events/stream.ts";
import {
  type BacktestCompute,
  cancelBacktest,
  getBacktest,
  runBacktestOf,
} from "@/server/features/backtests/service.ts";
import { teamQueue } from "@/server/features/jobs/service.ts";
import { executePortfolioTest } from "@/server/features/portfolio/execute-test.ts";
import { createStrategy } from "@/server/features/strategies/service.ts";
import { type OpenWorker, openWorker, type QueueAddress } from "@/server/queue/backend.ts";
import { createDeliverer, type Deliverer } from "@/server/queue/deliver.ts";
import { askForJob, handOver, handOverAll, limitsOf } from "@/server/queue/team-jobs.ts";
import { appRouter } from "@/server/trpc/router.ts";
import { createJobRunner } from "@/workers/run-job.ts";
import { trialRedisUrl } from "../setup/trial-database.ts";
import { crossDocument } from "./support/documents.ts";
import { type Member, makeTeam, openPlatform, type Platform } from "./support/platform.ts";
import { around } from "./support/published.ts";
import { eventually, startWorkerProcess } from "./support/worker-process.ts";

const redisUrl = trialRedisUrl();

describe.skipIf(redisUrl === undefined)("[redis] jobs of teams", () => fairSuite("redis"));
describe("jobs of teams on PostgreSQL", () => fairSuite("postgresql"));

function fairSuite(backend: "redis" | "postgresql"): void {
  let platform: Platform;
  let address: QueueAddress;
  let queue: Deliverer;
  let workers: OpenWorker[] = [];

  beforeAll(async () => {
    platform = await openPlatform();
    address = {
      databaseUrl: secret(platform.url),
      redisUrl: backend === "redis" && redisUrl !== undefined ? secret(redisUrl) : undefined,
    };
    queue = createDeliverer(address, () => undefined);
  });
  afterEach(async () => {
    await Promise.all(workers.map((worker) => worker.close(true)));
    workers = [];
    await platform.db.jobRecord.deleteMany();
  });
  afterAll(async () => {
    await queue.close();
    await platform.close();
  });

  async function ask(teamId: string): Promise<string> {
    const key = randomUUID();
    const payload = { version: 1, backtestId: key } as const;
    await platform.db.$transaction((tx) => askForJob(tx, { name: "backtest.run", key, payload, teamId }));
    await handOver(platform.db, queue, "backtest.run", teamId);
    return key;
  }

  const atOnce = 2;

  /**
   * Starts a worker of two at a time; returns the teams in the order in which their jobs were begun, as it grows. What the queue
   * delivers again counts once, and what an earlier test left in it not at all.
   */
  async function serve(teamOf: ReadonlyMap<string, string>): Promise<string[]> {
    const served: string[] = [];
    const begun = new Set<string>();
    const handler = {
      run: async ({ backtestId }: { backtestId: string }) => {
        const team = teamOf.get(backtestId);
        if (team !== undefined && !begun.has(backtestId)) served.push(team);
        begun.add(backtestId);
      },
    };
    const run = createJobRunner("backtest.run", handler, { db: platform.db, deliverer: queue, worker: "tester" });
    const settings = { concurrency: atOnce, recoveryMilliseconds: 5_000, onError: () => undefined };
    const worker = openWorker(address, "backtest.run", run, settings);
    workers.push(worker);
    await worker.waitUntilReady();
    return served;
  }

  const through = () =>
    eventually(async () => (await platform.db.jobRecord.count({ where: { status: { not: "succeeded" } } })) === 0);

  test("one team's hundred waiting jobs do not hold up another's one", async () => {
    const { running } = limitsOf("backtest.run");
    const teamOf = new Map<string, string>();
    for (let n = 0; n < 100; n += 1) teamOf.set(await ask("many"), "many");
    teamOf.set(await ask("one"), "one");
    const served = await serve(teamOf);
    await eventually(async () => served.length === 101, { what: "every job" });
    // what a worker takes up together with another may be begun before it
    expect(served.indexOf("one")).toBeLessThanOrEqual(running + atOnce - 1);
    await through();
  });

  test("twenty teams at once are all served, in turns", async () => {
    const { running } = limitsOf("backtest.run");
    const teams = Array.from({ length: 20 }, (_, n) => `team ${n}`);
    const teamOf = new Map<string, string>();
    const askMany = async (team: string) => {
      for (let n = 0; n < 8; n += 1) teamOf.set(await ask(team), team);
    };
    await Promise.all(teams.map(askMany));
    const served = await serve(teamOf);
    await eventually(async () => served.length === 160, { what: "every job" });
    for (const team of teams) {
      expect(served.filter((one) => one === team)).toHaveLength(8);
      // Its first job comes before any other team's second handful is through.
      expect(served.indexOf(team)).toBeLessThan(20 * running);
      const halfway = served.slice(0, 80).filter((one) => one === team).length;
      expect(halfway).toBeGreaterThanOrEqual(2);
      expect(halfway).toBeLessThanOrEqual(6);
    }
    await through();
  });

  test("a job that nobody handed over after a crash is made up for", async () => {
    const key = randomUUID();
    const job = { name: "backtest.run", key, payload: { version: 1, backtestId: key }, teamId: "crashed" } as const;
    await platform.db.$transaction((tx) => askForJob(tx, job));
    const served = await serve(new Map([[key, "crashed"]]));
    await handOverAll(platform.db, queue);
    await eventually(async () => served.length === 1);
  });
}

describe("a team's queue", () => {
  let platform: Platform;
  let trader: Member;
  const members: Member[] = [];

  beforeAll(async () => {
    platform = await openPlatform();
    for (let n = 0; n < 20; n += 1) members.push(await (await makeTeam(platform.db, `Desk ${n}`)).member("trader"));
    trader = members[0]!;
  });
  afterAll(() => platform.close());

  async function askFor({ context }: Member, name: string): Promise<string> {
    const { id: strategyId } = await createStrategy(context, { document: crossDocument(name) });
    const request = { strategyId, revision: 1, datasetId: "syn-b-daily", parameters: {} };
    return (await runBacktestOf(context, request)).backtestId;
  }

  test("shows what waits with its place, tells of changes, and lets the next in when one is cancelled", async () => {
    const bus = new EventBus(secret(platform.url));
    const heard = streamEvents(bus, {
      topics: [`queue:${trader.context.team.id}`],
      after: undefined,
      signal: new AbortController().signal,
    });
    await heard.next();
    const ids: string[] = [];
    for (let n = 0; n < 6; n += 1) ids.push(await askFor(trader, `number ${n}`));
    expect((await heard.next()).value).toMatchObject({ event: { type: "changed" } });
    await heard.return(undefined);
    await bus.close();
    const { jobs } = await teamQueue(trader.context);
    expect(jobs.map(({ key, label, position }) => [key, label, position])).toEqual(
      ids.map((id, n) => [id, `number ${n} v1`, n + 1]),
    );
    const held = () => platform.db.jobRecord.count({ where: { teamId: trader.context.team.id, handedAt: null } });
    expect(await held()).toBe(2);
    await cancelBacktest(trader.context, ids[0]!);
    expect(await held()).toBe(1);
    expect((await teamQueue(trader.context)).jobs).toHaveLength(5);
    // another team's job comes after what is with the workers, and before what is held back
    const other = await askFor(members[1]!, "other");
    const [theirs] = (await teamQueue(members[1]!.context)).jobs;
    expect(theirs).toMatchObject({ key: other, position: 5 });
    expect((await teamQueue(trader.context)).jobs.at(-1)).toMatchObject({ key: ids[5], position: 6 });
  });

  test("has an end: one more than may wait is refused, and nothing of it is kept", async () => {
    const { team } = members[2]!.context;
    const { waiting } = limitsOf("backtest.run");
    await platform.db.jobRecord.createMany({
      data: Array.from({ length: waiting }, () => ({ name: "backtest.run", key: randomUUID(), teamId: team.id })),
    });
    await expect(askFor(members[2]!, "too many")).rejects.toMatchObject({
      code: "too-many-requests",
      message: `${waiting} backtests of your team wait already, and no more than ${waiting} may. Cancel some on the page Queue, or wait until some are through.`,
    });
    expect(await platform.db.backtest.count({ where: { teamId: team.id } })).toBe(0);
    await platform.db.jobRecord.deleteMany({ where: { teamId: team.id } });
  });

  test("holds the tests of baskets, too: one at a time, with the basket's name", async () => {
    const { request, context } = members[3]!;
    const caller = appRouter.createCaller(request);
    const { id: strategy } = await createStrategy(context, { document: crossDocument("in a basket") });
    const { versionId } = await caller.strategies.saveVersion({ id: strategy, revision: 1 });
    const { id } = await caller.baskets.create({ name: "All weather", description: "" });
    await caller.baskets.setMembers({ id, members: [{ strategyVersionId: versionId, weight: 1 }] });
    for (let n = 0; n < 3; n += 1) await caller.baskets.test({ id });
    const { jobs, limits } = await teamQueue(context);
    expect(jobs.map(({ name, label, position }) => [name, label, position])).toEqual(
      [1, 2, 3].map((position) => ["portfolio.test", "All weather v1", position]),
    );
    const { running } = limits.find(({ name }) => name === "portfolio.test")!;
    const held = { name: "portfolio.test", teamId: context.team.id, handedAt: null };
    expect(await platform.db.jobRecord.count({ where: held })).toBe(3 - running);

    // One that waits is gone at once, one that runs as soon as its members hear of it; what has ended stays as it is.
    const [first, second, third] = jobs.map(({ key }) => key);
    await caller.baskets.cancelTest({ id: third! });
    expect((await teamQueue(context)).jobs.map(({ key }) => key)).toEqual([first, second]);
    await expect(caller.baskets.cancelTest({ id: third! })).rejects.toThrow("already ended (cancelled)");
    const untilCancelled: BacktestCompute = async (_input, { signal }) => {
      await caller.baskets.cancelTest({ id: first! });
      await once(signal, "abort");
      return { status: "cancelled" };
    };
    await executePortfolioTest(platform.db, first!, { ...around, compute: untilCancelled });
    expect(await caller.baskets.testResult({ id: first! })).toMatchObject({ status: "cancelled", result: null });
    // A worker that stops while nobody wished for it leaves the test to the next one.
    const stopped = { ...around, signal: AbortSignal.abort() };
    const atOnce: BacktestCompute = async () => ({ status: "cancelled" });
    await expect(executePortfolioTest(platform.db, second!, { ...stopped, compute: atOnce })).rejects.toMatchObject({
      code: "unavailable",
    });
    await executePortfolioTest(platform.db, second!, around);
    expect(await caller.baskets.testResult({ id: second! })).toMatchObject({ status: "succeeded" });
  });

  test("of twenty users who run at once has no failure", { timeout: 120_000 }, async () => {
    const worker = await startWorkerProcess({ databaseUrl: platform.url, roles: "backtest,maintenance" });
    try {
      const asked = await Promise.all(
        members.map(async (member, n) => [member, await askFor(member, `user ${n}`)] as const),
      );
      const unfinished = { id: { in: asked.map(([, id]) => id) }, finishedAt: null };
      await eventually(async () => (await platform.db.backtest.count({ where: unfinished })) === 0, {
        what: "every result",
      });
      for (const [{ context }, id] of asked)
        expect(await getBacktest(context, id)).toMatchObject({ status: "succeeded" });
    } finally {
      await worker.kill();
    }
  });
});

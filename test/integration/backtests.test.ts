import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { buildReport } from "@/graph-runtime/analytics/report.ts";
import { compile } from "@/graph-runtime/compiler/compile.ts";
import { runBacktest } from "@/graph-runtime/sim/run-backtest.ts";
import { secret } from "@/server/config/secret.ts";
import { loadDataset } from "@/server/data/dataset-registry.ts";
import { EventBus } from "@/server/events/bus.ts";
import * as backtests from "@/server/features/backtests/service.ts";
import { createStrategy } from "@/server/features/strategies/service.ts";
import { deliverer } from "@/server/queue/deliver.ts";
import { crossDocument } from "./support/documents.ts";
import { type Member, makeTeam, openPlatform, type Platform } from "./support/platform.ts";
import {
  bundleWorker,
  eventually,
  startWorkerProcess,
  type WorkerBundle,
  type WorkerProcess,
} from "./support/worker-process.ts";

let platform: Platform;
let bundle: WorkerBundle;
let trader: Member;
const workers: WorkerProcess[] = [];

beforeAll(async () => {
  platform = await openPlatform();
  bundle = await bundleWorker();
  trader = await (await makeTeam(platform.db)).member("trader");
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.kill()));
});
afterAll(async () => {
  await deliverer().close();
  await platform.close();
  bundle.remove();
});

async function startWorker(): Promise<WorkerProcess> {
  const worker = await startWorkerProcess({ bundle, databaseUrl: platform.url, roles: "backtest,maintenance" });
  workers.push(worker);
  return worker;
}

/** A strategy whose name, and therefore whose inputs, no other test has. */
async function ask(name: string, parameters: Record<string, number> = {}) {
  const { id } = await createStrategy(trader.context, { document: crossDocument(name) });
  const request = { strategyId: id, revision: 1, datasetId: "sp500-daily", parameters };
  return { request, ...(await backtests.runBacktestOf(trader.context, request)) };
}

function ended(id: string) {
  return eventually(
    async () => {
      const backtest = await backtests.getBacktest(trader.context, id);
      return backtest.finishedAt === null ? null : backtest;
    },
    { what: `the end of backtest ${id}` },
  );
}

describe("a backtest", () => {
  test("computed by a worker is the one that the engine computes here, to the bit", async () => {
    await startWorker();
    const { backtestId } = await ask("to the bit");
    const backtest = await ended(backtestId);
    expect(backtest).toMatchObject({ status: "succeeded", progress: 1, attempt: 1, error: null });

    const dataset = await loadDataset("sp500-daily");
    const { program } = compile(crossDocument("to the bit"));
    if (dataset === null || program === null) throw new Error("expected a data set and a program");
    const lanes = [{ instrument: dataset.instrument, bars: dataset.bars }];
    const result = runBacktest({ program, lanes });
    const report = buildReport({ result, lanes });
    expect(backtest.fingerprint).toBe(result.fingerprint);
    expect(backtest.statistics).toEqual(JSON.parse(JSON.stringify(report.statistics)));
    const series = await backtests.getBacktestSeries(trader.context, backtestId);
    expect(series.equity).toEqual([...result.equity]);
    expect(series.drawdown).toEqual([...report.drawdown]);
    expect(series.close).toHaveLength(series.time.length);
    const trades = await backtests.getBacktestJson(trader.context, backtestId, "trades");
    expect(trades).toEqual(JSON.parse(JSON.stringify(report.trades)));
    expect(report.trades.length).toBeGreaterThan(20);
  });

  test("that was computed before is not computed again", async () => {
    await startWorker();
    const first = await ask("asked twice");
    await ended(first.backtestId);
    const again = await backtests.runBacktestOf(trader.context, first.request);
    expect(again).toEqual({ backtestId: first.backtestId, versionId: first.versionId, reused: true });
    const other = await backtests.runBacktestOf(trader.context, { ...first.request, datasetId: "syn-a-daily" });
    expect(other.backtestId).not.toBe(first.backtestId);
  });

  test("asked for by two at once is one backtest", async () => {
    const { request, backtestId } = await ask("asked at once");
    const both = await Promise.all([1, 2].map(() => backtests.runBacktestOf(trader.context, request)));
    expect(both.map((one) => one.backtestId)).toEqual([backtestId, backtestId]);
  });

  test("that waits can be cancelled, and no worker takes it up", async () => {
    const { backtestId } = await ask("cancelled while waiting");
    await backtests.cancelBacktest(trader.context, backtestId);
    await startWorker();
    const marker = await ask("after the cancelled one");
    await ended(marker.backtestId);
    expect(await backtests.getBacktest(trader.context, backtestId)).toMatchObject({ status: "cancelled", attempt: 0 });
  });

  test("whose worker is killed is computed by the next, and its attempts are counted once each", async () => {
    const { backtestId } = await ask("killed");
    const victim = await startWorkerProcess({ bundle, databaseUrl: platform.url, roles: "backtest" });
    await platform.db.$transaction(
      async (tx) => {
        // Whoever wants to store a result has to wait: the victim is killed in the middle of its last transaction.
        await tx.$executeRaw`LOCK TABLE backtest_artifacts IN EXCLUSIVE MODE`;
        await eventually(async () => {
          const waiting = await tx.$queryRaw<unknown[]>`
            SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'backtest_artifacts'::regclass`;
          return waiting.length > 0;
        });
        await victim.kill();
      },
      { timeout: 30_000 },
    );
    const before = Date.now();
    await startWorker();
    const backtest = await ended(backtestId);
    expect(backtest).toMatchObject({ status: "succeeded", attempt: 2 });
    expect(Date.now() - before).toBeLessThan(8_000);
    const job = await platform.db.jobRecord.findFirst({ where: { key: backtestId } });
    expect(job).toMatchObject({ status: "succeeded", attempts: 2 });
  });

  test("tells its page that it began and that it ended", async () => {
    const bus = new EventBus(secret(platform.url));
    await bus.ready();
    const heard: string[] = [];
    bus.subscribe(({ event }) => {
      if (event !== "resync") heard.push(`${event.topic} ${event.type}`);
    });
    await startWorker();
    const { backtestId } = await ask("heard");
    await ended(backtestId);
    await eventually(async () => heard.includes(`backtest:${backtestId} finished`));
    expect(heard.filter((line) => line.startsWith(`backtest:${backtestId}`))[0]).toBe(`backtest:${backtestId} started`);
    await bus.close();
  });

  test("of another team is not found", async () => {
    const { backtestId } = await ask("private");
    const stranger = await (await makeTeam(platform.db, "Other desk")).member("owner");
    await expect(backtests.getBacktest(stranger.context, backtestId)).rejects.toMatchObject({ code: "not-found" });
    await expect(backtests.cancelBacktest(stranger.context, backtestId)).rejects.toMatchObject({ code: "not-found" });
  });

  test("that was asked for but never delivered is found by the sweep", async () => {
    const { backtestId } = await ask("lost on the way");
    await deliverer().withdraw("backtest.run", backtestId);
    const longAgo = new Date(Date.now() - 60_000);
    await platform.db.$executeRaw`UPDATE job_records SET updated_at = ${longAgo} WHERE key = ${backtestId}`;
    await startWorker();
    expect(await ended(backtestId)).toMatchObject({ status: "succeeded" });
  });
});

import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { templates } from "@/graph-runtime/templates/gallery.ts";
import { getBacktest, runBacktestOf } from "@/server/features/backtests/service.ts";
import { createStrategy } from "@/server/features/strategies/service.ts";
import { trialRedisUrl } from "../setup/trial-database.ts";
import { crossDocument } from "./support/documents.ts";
import { type Member, makeTeam, openPlatform, type Platform } from "./support/platform.ts";
import { expectParity, hasPlayed, startReplay, stopReplay } from "./support/replay-runs.ts";
import { eventually, startWorkerProcess, type WorkerProcess } from "./support/worker-process.ts";

// The environment decides on the backend, and is read once per process: hence a file of its own.
const redisUrl = trialRedisUrl();
if (redisUrl !== undefined) process.env["REDIS_URL"] = redisUrl;

describe.skipIf(redisUrl === undefined)("[redis] the same platform with its queue on Redis", () => {
  let platform: Platform;
  let trader: Member;
  const workers: WorkerProcess[] = [];

  beforeAll(async () => {
    platform = await openPlatform();
    trader = await (await makeTeam(platform.db)).member("trader");
  });
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.kill()));
  });
  afterAll(() => platform.close());

  async function startWorker(): Promise<void> {
    const environment = { WORKER_RECOVERY_MILLISECONDS: "1500" };
    workers.push(await startWorkerProcess({ databaseUrl: platform.url, redisUrl, environment }));
  }

  test("computes a backtest", async () => {
    const { id: strategyId } = await createStrategy(trader.context, { document: crossDocument("on Redis") });
    const request = { strategyId, revision: 1, datasetId: "sp500-daily", parameters: {} };
    const { backtestId } = await runBacktestOf(trader.context, request);
    await startWorker();
    await eventually(async () => (await getBacktest(trader.context, backtestId)).status === "succeeded");
  });

  test("steps a run whose workers are killed exactly once", { timeout: 240_000 }, async () => {
    const document = templates[0]?.document as object;
    const replay = await startReplay(trader.context, [document], { barMilliseconds: 8 });
    await startWorker();
    await startWorker();
    for (let kills = 0; kills < 3; kills += 1) {
      await new Promise((resolve) => setTimeout(resolve, 700));
      await workers.shift()?.kill();
      await startWorker();
    }
    const bars = await stopReplay(platform.db, replay);
    await eventually(() => hasPlayed(platform.db, replay, bars), { within: 150_000, every: 100, what: "the end" });
    for (const runId of replay.runIds) {
      expect(await expectParity(platform.db, runId, { document, bars })).toBeGreaterThan(0);
    }
  });

  test("stops in order when asked to", async () => {
    const worker = await startWorkerProcess({ databaseUrl: platform.url, redisUrl });
    expect(await worker.stop()).toBe(0);
    expect(worker.output()).toContain('"worker stopped"');
  });
});

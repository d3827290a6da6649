import { randomUUID } from "node:crypto";
import { UnrecoverableError } from "bullmq";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { secret } from "@/server/config/secret.ts";
import { AppError } from "@/server/errors/app-error.ts";
import { getBacktest, runBacktestOf } from "@/server/features/backtests/service.ts";
import { listVisibleJobs, retryJob } from "@/server/features/jobs/service.ts";
import { createStrategy } from "@/server/features/strategies/service.ts";
import { type Delivery, openWorker } from "@/server/queue/backend.ts";
import { createDeliverer, type Deliverer, deliverer } from "@/server/queue/deliver.ts";
import { askForJob, handOver, limitsOf } from "@/server/queue/team-jobs.ts";
import type { JobHandler } from "@/workers/handler.ts";
import { backtestRun } from "@/workers/handlers/backtest-run.ts";
import { createJobRunner } from "@/workers/run-job.ts";
import { crossDocument } from "./support/documents.ts";
import { type Member, makeTeam, openPlatform, type Platform } from "./support/platform.ts";
import { eventually } from "./support/worker-process.ts";

let platform: Platform;
let queue: Deliverer;
let admin: Member;

beforeAll(async () => {
  platform = await openPlatform();
  queue = createDeliverer({ databaseUrl: secret(platform.url) }, () => undefined);
  admin = await (await makeTeam(platform.db)).member("admin");
});
afterAll(async () => {
  await queue.close();
  await deliverer().close();
  await platform.close();
});

async function askForBacktest(): Promise<string> {
  const { id: strategyId } = await createStrategy(admin.context, { document: crossDocument(randomUUID()) });
  const request = { strategyId, revision: 1, datasetId: "syn-b-daily", parameters: {} };
  return (await runBacktestOf(admin.context, request)).backtestId;
}

function delivery(key: string, data: unknown): Delivery {
  return { key, data, reportProgress: async () => undefined, signal: new AbortController().signal };
}

function runner(handler: JobHandler<"backtest.run">) {
  return createJobRunner("backtest.run", handler, { db: platform.db, deliverer: queue, worker: "tester" });
}

const jobOf = (key: string) => platform.db.jobRecord.findFirstOrThrow({ where: { key } });

describe("a job", () => {
  test("that fails is counted and tried again, and given up after its last attempt", async () => {
    const id = await askForBacktest();
    const givenUp: string[] = [];
    const run = runner({
      run: () => Promise.reject(new Error("no luck")),
      giveUp: async (payload, failure) => {
        givenUp.push(`${payload.backtestId}: ${failure.message}`);
      },
    });
    for (const attempts of [1, 2, 3]) {
      await expect(run(delivery(id, { version: 1, backtestId: id }))).rejects.toThrow("no luck");
      expect(await jobOf(id)).toMatchObject({ status: "queued", attempts });
    }
    await expect(run(delivery(id, { version: 1, backtestId: id }))).rejects.toBeInstanceOf(UnrecoverableError);
    expect(await jobOf(id)).toMatchObject({
      status: "dead",
      attempts: 4,
      worker: "tester",
      error: { code: "internal", message: "no luck" },
    });
    expect(givenUp).toEqual([`${id}: no luck`]);
  });

  test("that the user has to put right is not tried again", async () => {
    const id = await askForBacktest();
    const run = runner({ run: () => Promise.reject(new AppError("graph-refused")) });
    await expect(run(delivery(id, { version: 1, backtestId: id }))).rejects.toBeInstanceOf(UnrecoverableError);
    expect(await jobOf(id)).toMatchObject({ status: "dead", attempts: 1, error: { code: "graph-refused" } });
  });

  test("whose workers died too often is given up without another try", async () => {
    const id = await askForBacktest();
    await platform.db.jobRecord.updateMany({ where: { key: id }, data: { status: "running", attempts: 4 } });
    let begun = 0;
    const run = runner({
      run: async () => {
        begun += 1;
      },
    });
    await expect(run(delivery(id, { version: 1, backtestId: id }))).rejects.toBeInstanceOf(UnrecoverableError);
    expect(begun).toBe(0);
    expect((await jobOf(id)).status).toBe("dead");
  });

  test("with a payload of an old version never reaches its handler, and ends with what to do", async () => {
    const run = runner({ ...backtestRun, run: () => Promise.reject(new Error("reached")) });
    for (const old of [{ version: 0, backtest: 7 }, {}, null]) {
      const id = await askForBacktest();
      await expect(run(delivery(id, old))).rejects.toBeInstanceOf(UnrecoverableError);
      const message = expect.stringContaining("Nothing was computed: ask for it again.");
      expect(await jobOf(id)).toMatchObject({ status: "dead", error: { code: "not-possible-now", message } });
      expect(await getBacktest(admin.context, id)).toMatchObject({ status: "failed", error: { message } });
    }
    const stranger = delivery("unknown here", { version: 2, backtestId: randomUUID() });
    await expect(run(stranger)).rejects.toBeInstanceOf(UnrecoverableError);
  });

  test("that is asked for again while it is at work is not ended with the first, and follows it", async () => {
    const { team } = admin.context;
    const importId = randomUUID();
    const ask = async () => {
      const job = {
        name: "dataset.import",
        key: importId,
        payload: { version: 1, importId },
        teamId: team.id,
      } as const;
      await platform.db.$transaction((tx) => askForJob(tx, job));
      await handOver(platform.db, queue, "dataset.import", team.id);
    };
    const stands: string[] = [];
    const handler: JobHandler<"dataset.import"> = {
      run: async () => {
        stands.push((await jobOf(importId)).status);
        if (stands.length === 1) await ask();
      },
    };
    const run = createJobRunner("dataset.import", handler, { db: platform.db, deliverer: queue, worker: "tester" });
    const troubles: Error[] = [];
    const settings = { concurrency: 1, recoveryMilliseconds: 5_000, onError: (error: Error) => troubles.push(error) };
    const worker = openWorker({ databaseUrl: secret(platform.url) }, "dataset.import", run, settings);
    await worker.waitUntilReady();
    await ask();
    await eventually(async () => (await jobOf(importId)).status === "succeeded" && stands.length === 2);
    expect(stands).toEqual(["running", "running"]);
    await worker.close();
    expect(troubles).toEqual([]);
  });

  test("of an old version that its team held back is handed over, and does not keep the next one waiting", async () => {
    const { running } = limitsOf("backtest.run");
    const { team } = (await (await makeTeam(platform.db, "Upgraded")).member("trader")).context;
    const keys = Array.from({ length: running + 1 }, () => randomUUID());
    for (const [at, key] of keys.entries()) {
      const payload = at === 0 ? { version: 0 } : { version: 1, backtestId: key };
      await platform.db.jobRecord.create({
        data: { name: "backtest.run", key, payload, teamId: team.id, handedAt: null },
      });
    }
    await handOver(platform.db, queue, "backtest.run", team.id);
    const held = () => platform.db.jobRecord.count({ where: { teamId: team.id, status: "queued", handedAt: null } });
    expect(await held()).toBe(1);
    const refused = runner(backtestRun)(delivery(keys[0]!, { version: 0 }));
    await expect(refused).rejects.toBeInstanceOf(UnrecoverableError);
    expect(await held()).toBe(0);
  });

  test("that was given up is listed to its own team and can be tried again there", async () => {
    const id = await askForBacktest();
    const run = runner({
      run: () => Promise.reject(new AppError("data-missing")),
      giveUp: async (payload, error, db) => {
        await db.backtest.update({
          where: { id: payload.backtestId },
          data: { status: "failed", error: { ...error }, finishedAt: new Date() },
        });
      },
    });
    await expect(run(delivery(id, { version: 1, backtestId: id }))).rejects.toThrow();
    const dead = await listVisibleJobs(admin.context, { status: "dead" });
    const job = dead.find((one) => one.key === id);
    if (job === undefined) throw new Error("expected the dead job in the list");
    const stranger = await (await makeTeam(platform.db, "Other")).member("admin");
    const others = await listVisibleJobs(stranger.context, {});
    expect(others.filter((one) => one.name === "backtest.run")).toEqual([]);
    await expect(retryJob(stranger.context, job.id)).rejects.toMatchObject({ code: "not-found" });

    await retryJob(admin.context, job.id);
    expect(await jobOf(id)).toMatchObject({ status: "queued", attempts: 0 });
    expect(await getBacktest(admin.context, id)).toMatchObject({ status: "queued" });
    await expect(retryJob(admin.context, job.id)).rejects.toMatchObject({ code: "not-possible-now" });
    expect((await queue.count("backtest.run"))["waiting"]).toBeGreaterThan(0);
  });
});

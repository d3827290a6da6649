import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { templates } from "@/graph-runtime/templates/gallery.ts";
import { type Member, makeTeam, openPlatform, type Platform } from "./support/platform.ts";
import { expectParity, hasPlayed, startReplay } from "./support/replay-runs.ts";
import {
  bundleWorker,
  eventually,
  startWorkerProcess,
  type WorkerBundle,
  type WorkerProcess,
} from "./support/worker-process.ts";

const documents = templates.map((template) => template.document as object);
const whole = { within: 150_000, every: 200, what: "the end of the history" };

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
  await platform.close();
  bundle.remove();
});

async function startWorker(): Promise<void> {
  workers.push(await startWorkerProcess({ bundle, databaseUrl: platform.url }));
}

describe("live over recorded bars, through feed, inbox, queue and worker", () => {
  test("every template does order for order what its backtest does", { timeout: 180_000 }, async () => {
    const runIds = await startReplay(trader.context, documents, 1);
    await startWorker();
    await eventually(() => hasPlayed(platform.db, runIds), whole);
    for (const [index, runId] of runIds.entries()) {
      expect(await platform.db.fill.count({ where: { runId } })).toBeGreaterThan(0);
      await expectParity(platform.db, runId, documents[index] ?? {});
    }
  });

  test("a worker killed again and again doubles nothing and loses nothing", { timeout: 300_000 }, async () => {
    const runIds = await startReplay(trader.context, documents.slice(0, 3), 6);
    await startWorker();
    await startWorker();
    let kills = 0;
    // Moments of death come from a fixed sequence of waits, so that a failure can be looked at again.
    for (let seed = 7; kills < 12 && !(await hasPlayed(platform.db, runIds)); kills += 1) {
      seed = (seed * 48_271) % 2_147_483_647;
      await new Promise((resolve) => setTimeout(resolve, 150 + (seed % 900)));
      await workers.shift()?.kill();
      await startWorker();
    }
    expect(kills).toBeGreaterThan(5);
    await eventually(() => hasPlayed(platform.db, runIds), whole);
    for (const [index, runId] of runIds.entries()) await expectParity(platform.db, runId, documents[index] ?? {});
  });
});

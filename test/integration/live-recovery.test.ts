import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { templates } from "@/graph-runtime/templates/gallery.ts";
import { type Member, makeTeam, openPlatform, type Platform } from "./support/platform.ts";
import { expectParity, hasPlayed, type Replay, startReplay, stopReplay } from "./support/replay-runs.ts";
import { eventually, startWorkerProcess, type WorkerProcess } from "./support/worker-process.ts";

/** The whole history and many more deaths take minutes: QUANTLOOM_TEST_DEPTH=full. */
const isFull = process.env["QUANTLOOM_TEST_DEPTH"] === "full";
const bars = isFull ? 4_000 : 1_000;
const kills = isFull ? 40 : 6;
/** The history must outlast the deaths, also where it takes seconds to start a worker. */
const barMilliseconds = isFull ? 100 : 40;
const documents = templates.map((template) => template.document as object);
const whole = { within: 150_000, every: 200, what: "the end of the history" };

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
afterAll(async () => {
  await platform.close();
});

async function startWorker(): Promise<void> {
  const environment = { WORKER_RECOVERY_MILLISECONDS: "1500" };
  workers.push(await startWorkerProcess({ databaseUrl: platform.url, environment }));
}

describe("live over recorded bars, through feed, inbox, queue and worker", () => {
  test("every template does order for order what its backtest does", { timeout: 180_000 }, async () => {
    const replay = await startReplay(trader.context, documents, { bars });
    await startWorker();
    await eventually(() => hasPlayed(platform.db, replay, bars), whole);
    let trading = 0;
    for (const [index, runId] of replay.runIds.entries()) {
      const fills = await expectParity(platform.db, runId, { document: documents[index], bars });
      if (fills > 0) trading += 1;
    }
    // Some wait for a market that this history never sees; most must have something to compare.
    expect(trading).toBeGreaterThan(documents.length * 0.75);
  });

  test("a worker killed again and again doubles nothing and loses nothing", { timeout: 300_000 }, async () => {
    const replay = await startReplay(trader.context, documents.slice(0, 3), { barMilliseconds });
    await startWorker();
    await startWorker();
    // Moments of death come from a fixed sequence of waits, so that a failure can be looked at again.
    for (let kill = 0, seed = 7; kill < kills; kill += 1) {
      const before = await stepsOf(replay);
      seed = (seed * 48_271) % 2_147_483_647;
      // Where nothing is stepped between two deaths, nothing is interrupted: every other one comes after a step.
      if (kill % 2 === 0)
        await eventually(async () => (await stepsOf(replay)) > before, { what: "a step between two deaths" });
      await new Promise((resolve) => setTimeout(resolve, 150 + (seed % 900)));
      await workers.shift()?.kill();
      await startWorker();
    }
    const played = await stopReplay(platform.db, replay);
    await eventually(() => hasPlayed(platform.db, replay, played), whole);
    let fills = 0;
    for (const [index, runId] of replay.runIds.entries()) {
      fills += await expectParity(platform.db, runId, { document: documents[index], bars: played });
    }
    expect(fills).toBeGreaterThan(0);
  });
});

async function stepsOf({ runIds }: Replay): Promise<number> {
  const where = { id: { in: [...runIds] } };
  const { _sum } = await platform.db.run.aggregate({ where, _sum: { lastSequence: true } });
  return Number(_sum.lastSequence ?? 0n);
}

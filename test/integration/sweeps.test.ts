import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { plateauScores } from "@/graph-runtime/analytics/robustness/plateau.ts";
import { decodeBundle } from "@/graph-runtime/core/column-bundle.ts";
import { smallGraph } from "@/graph-runtime/testkit/small-graph.ts";
import { secret } from "@/server/config/secret.ts";
import { EventBus } from "@/server/events/bus.ts";
import * as backtests from "@/server/features/backtests/service.ts";
import { createStrategy } from "@/server/features/strategies/service.ts";
import { SweepPlan } from "@/server/features/sweeps/dto.ts";
import * as sweeps from "@/server/features/sweeps/service.ts";
import { deliverer } from "@/server/queue/deliver.ts";
import { crossDocument } from "./support/documents.ts";
import { type Member, makeTeam, openPlatform, type Platform } from "./support/platform.ts";
import { eventually, startWorkerProcess, type WorkerProcess } from "./support/worker-process.ts";

let platform: Platform;
let trader: Member;
let worker: WorkerProcess | null = null;

beforeAll(async () => {
  platform = await openPlatform();
  trader = await (await makeTeam(platform.db)).member("trader");
});
afterAll(async () => {
  await worker?.kill();
  await deliverer().close();
  await platform.close();
});

const settings = { roles: "backtest,maintenance", environment: { WORKER_RECOVERY_MILLISECONDS: "2000" } };

async function startWorker(): Promise<WorkerProcess> {
  worker ??= await startWorkerProcess({ databaseUrl: platform.url, ...settings });
  return worker;
}

async function ask(name: string, plan: object) {
  const { id } = await createStrategy(trader.context, { document: crossDocument(name) });
  const request = { strategyId: id, revision: 1, datasetId: "sp500-daily", plan: SweepPlan.parse(plan) };
  return { strategyId: id, ...(await sweeps.runSweepOf(trader.context, request)) };
}

const ended = (id: string) =>
  eventually(
    async () => {
      const sweep = await sweeps.getSweep(trader.context, id);
      return sweep.finishedAt === null ? null : sweep;
    },
    { what: `the sweep ${id}`, within: 90_000 },
  );

const small = {
  knobs: [
    { key: "fast", from: 5, to: 25, step: 5 },
    { key: "slow", from: 20, to: 100, step: 20 },
  ],
};
/** Enough points to be caught at it after their first checkpoint, two seconds in. */
const large = {
  knobs: [
    { key: "fast", from: 2, to: 161, step: 1 },
    { key: "slow", from: 162, to: 361, step: 1 },
  ],
};

describe("a sweep", () => {
  test("finds the best of its points, and opens one as the backtest that it stands for", async () => {
    await startWorker();
    const { sweepId, strategyId, points } = await ask("best", {
      ...small,
      constraints: [{ metric: "trades", least: 20 }],
      holdOut: 0.3,
    });
    expect(points).toBe(25);
    const sweep = await ended(sweepId);
    expect(sweep).toMatchObject({ status: "succeeded", done: 25, refused: 0, attempt: 1, error: null });
    expect(sweep).toMatchObject({ currency: "USD", labels: { fast: "Fast length", slow: "Slow length" } });

    const { meta, columns } = decodeBundle(await sweeps.sweepColumns(trader.context, sweepId));
    const { metrics } = meta as { metrics: string[] };
    const figures = columns["figures"] as Float64Array;
    const of = (metric: string, point: number) => figures[point * metrics.length + metrics.indexOf(metric)]!;
    const allowed = Array.from({ length: 25 }, (_, point) => point).filter((point) => of("trades", point) >= 20);
    const best = allowed.reduce((one, other) => (of("sharpe", other) > of("sharpe", one) ? other : one));
    expect(sweep.best).toMatchObject({ point: best, figures: { sharpe: of("sharpe", best) } });
    const scores = plateauScores({
      lengths: [5, 5],
      cells: columns["cells"] as Uint16Array,
      values: Float64Array.from({ length: 25 }, (_, point) => of("sharpe", point)),
    });
    expect(scores[best]).toBeGreaterThan(0);

    const { backtestId } = await sweeps.openPoint(trader.context, { id: sweepId, point: best });
    const backtest = await eventually(async () => {
      const found = await backtests.getBacktest(trader.context, backtestId);
      return found.finishedAt === null ? null : found;
    });
    expect(backtest).toMatchObject({ status: "succeeded", parameters: sweep.best?.parameters });
    expect(backtest.outOfSampleFrom).toBe(sweep.outOfSampleFrom);
    // every point of the sweep counts as a variant that was tried, and so does this run of one of them
    expect(backtest.trials).toBe(26);
    expect(await sweeps.listTeamSweeps(trader.context, { strategyId })).toHaveLength(1);
  });

  test("opens a point on the bars that it saw, and on no others", async () => {
    await startWorker();
    const { sweepId } = await ask("its own bars", small);
    await ended(sweepId);
    const { snapshotId } = await platform.db.sweep.findUniqueOrThrow({ where: { id: sweepId } });
    const { backtestId } = await sweeps.openPoint(trader.context, { id: sweepId, point: 3 });
    expect(await platform.db.backtest.findUniqueOrThrow({ where: { id: backtestId } })).toMatchObject({ snapshotId });
    await platform.db.sweep.update({ where: { id: sweepId }, data: { snapshotId: "0".repeat(64) } });
    await expect(sweeps.openPoint(trader.context, { id: sweepId, point: 4 })).rejects.toMatchObject({
      code: "data-missing",
      message: expect.stringContaining("are no longer there"),
    });
  });

  test("of points at random runs each of them once", async () => {
    await startWorker();
    const { sweepId, points } = await ask("random", { ...large, mode: "random", samples: 200, seed: 4 });
    expect(points).toBe(200);
    expect(await ended(sweepId)).toMatchObject({ status: "succeeded", done: 200 });
  });

  test("tells its page the best so far, and keeps what was run when it is cancelled", async () => {
    await startWorker();
    const bus = new EventBus(secret(platform.url));
    await bus.ready();
    const { sweepId } = await ask("cancelled", large);
    let best: unknown = null;
    bus.subscribe(({ event }) => {
      if (event === "resync" || event.topic !== `sweep:${sweepId}` || event.type !== "progress") return;
      best = (event.payload as { best: unknown }).best;
    });
    await eventually(async () => best !== null);
    await sweeps.cancelSweep(trader.context, sweepId);
    const sweep = await ended(sweepId);
    expect(sweep.status).toBe("cancelled");
    expect(sweep.done).toBeGreaterThan(0);
    expect(sweep.done).toBeLessThan(32_000);
    expect(sweep.best).not.toBeNull();
    const { columns } = decodeBundle(await sweeps.sweepColumns(trader.context, sweepId));
    expect(columns["states"]?.filter((state) => state === 1)).toHaveLength(sweep.done);
    await expect(sweeps.cancelSweep(trader.context, sweepId)).rejects.toMatchObject({ code: "not-possible-now" });
    await bus.close();
  });

  test("whose worker is killed goes on with another, and comes to the same", { timeout: 120_000 }, async () => {
    const running = await startWorker();
    const { sweepId } = await ask("killed", large);
    await eventually(async () => (await sweeps.getSweep(trader.context, sweepId)).done > 200);
    await eventually(async () => (await platform.db.sweepResult.count({ where: { sweepId } })) > 0);
    await running.kill();
    worker = null;
    await startWorker();
    const sweep = await ended(sweepId);
    expect(sweep).toMatchObject({ status: "succeeded", done: 32_000, refused: 0, attempt: 2 });
    const { sweepId: whole } = await ask("not killed", large);
    expect((await ended(whole)).best?.figures).toEqual(sweep.best?.figures);
    const [one, other] = await Promise.all(
      [sweepId, whole].map(
        async (id) => decodeBundle(await sweeps.sweepColumns(trader.context, id)).columns["figures"],
      ),
    );
    expect(one).toEqual(other);
  });

  test("of a billion points is refused and leaves nothing behind", async () => {
    const plan = {
      knobs: [
        { key: "fast", values: Array.from({ length: 1_000 }, (_, index) => index + 2) },
        { key: "slow", values: Array.from({ length: 1_000 }, (_, index) => index + 2) },
      ],
    };
    const { id } = await createStrategy(trader.context, { document: crossDocument("too many") });
    const asked = sweeps.runSweepOf(trader.context, {
      strategyId: id,
      revision: 1,
      datasetId: "sp500-daily",
      plan: SweepPlan.parse(plan),
    });
    await expect(asked).rejects.toMatchObject({
      code: "too-large",
      message: expect.stringContaining("1,000,000 points; at most 200,000"),
    });
    expect(await sweeps.listTeamSweeps(trader.context, { strategyId: id })).toEqual([]);
  });

  test("of a strategy that waits for signals is refused: every point would stand still", async () => {
    const nodes = { buy: { kind: "market.outside-signal" }, enter: { kind: "order.enter" } };
    const document = { ...smallGraph(nodes, ["buy.received > enter.when"]), name: "waiting" };
    const { id } = await createStrategy(trader.context, { document });
    const request = { strategyId: id, revision: 1, datasetId: "sp500-daily", plan: SweepPlan.parse(small) };
    await expect(sweeps.runSweepOf(trader.context, request)).rejects.toThrow("a sweep is given none");
  });
});

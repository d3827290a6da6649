import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decodeBars } from "@/app/data/fetch-bars.ts";
import { check, preview } from "@/app/studio/preview/evaluate.ts";
import { buildReport } from "@/graph-runtime/analytics/report.ts";
import { readTradeBundle } from "@/graph-runtime/analytics/trades/trade-bundle.ts";
import { tradeAt } from "@/graph-runtime/analytics/trades/trade-objects.ts";
import { compile } from "@/graph-runtime/compiler/compile.ts";
import { decodeBundle } from "@/graph-runtime/core/column-bundle.ts";
import { isoDate } from "@/graph-runtime/core/time.ts";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { type BarColumns, emptyBars } from "@/graph-runtime/market/bars.ts";
import { calendars } from "@/graph-runtime/market/calendar/calendars.ts";
import { resampleBySession } from "@/graph-runtime/market/resample-by-session.ts";
import { runBacktest } from "@/graph-runtime/sim/run-backtest.ts";
import { regimeRotation } from "@/graph-runtime/templates/regime-rotation.ts";
import { smallGraph } from "@/graph-runtime/testkit/small-graph.ts";
import { backtestCommand } from "@/server/cli/commands/backtest.ts";
import { secret } from "@/server/config/secret.ts";
import { loadDataset } from "@/server/data/dataset-registry.ts";
import { EventBus } from "@/server/events/bus.ts";
import { type Compute, executeBacktest } from "@/server/features/backtests/execute-backtest.ts";
import { priceColumns, readSeries, tradeColumns } from "@/server/features/backtests/result-columns.ts";
import * as backtests from "@/server/features/backtests/service.ts";
import { datasetBarsResponse } from "@/server/features/datasets/bars-response.ts";
import { createStrategy } from "@/server/features/strategies/service.ts";
import { deliverer } from "@/server/queue/deliver.ts";
import { crossDocument } from "./support/documents.ts";
import { type Member, makeTeam, openPlatform, type Platform } from "./support/platform.ts";
import { eventually, startWorkerProcess, type WorkerProcess, workerFolder } from "./support/worker-process.ts";

let platform: Platform;
let trader: Member;
const workers: WorkerProcess[] = [];

beforeAll(async () => {
  platform = await openPlatform();
  trader = await (await makeTeam(platform.db)).member("trader");
});
afterAll(async () => {
  await stopWorkers();
  await deliverer().close();
  await platform.close();
});

/** Makes sure that a worker runs; tests share it unless they need one to begin, or to die, at a certain moment. */
async function startWorker(): Promise<void> {
  if (workers.length > 0) return;
  workers.push(await startWorkerProcess({ databaseUrl: platform.url, roles: "backtest,maintenance" }));
}

async function stopWorkers(): Promise<void> {
  await Promise.all(workers.splice(0).map((worker) => worker.kill()));
}

/** A strategy whose name, and therefore whose inputs, no other test has. */
async function ask(name: string, parameters: Record<string, number> = {}) {
  const { id } = await createStrategy(trader.context, { document: crossDocument(name) });
  const request = { strategyId: id, revision: 1, datasetId: "sp500-daily", parameters };
  return { request, ...(await backtests.runBacktestOf(trader.context, request)) };
}

/** The crossing of averages of averages: enough work per bar to be caught at it. */
function slowDocument(): GraphDocument {
  const document = crossDocument("slow");
  const chain = Array.from({ length: 200 }, (_, at) => `slow-${at}`);
  const nodes = chain.map((id) => ({ id, kind: "indicator.sma", version: 1, params: { length: 2 } }));
  const wires = chain.map((id, at) => ({
    from: at === 0 ? { node: "price", port: "close" } : { node: chain[at - 1] ?? "", port: "value" },
    to: { node: id, port: "source" },
  }));
  const edges = document.edges.map((edge) =>
    edge.to.node === "fast" ? { ...edge, from: { node: chain.at(-1) ?? "", port: "value" } } : edge,
  );
  return { ...document, nodes: [...document.nodes, ...nodes], edges: [...edges, ...wires] };
}

let longest = 0;

/** The bars again and again, each time later. */
function repeat(bars: BarColumns, times: number): BarColumns {
  const count = bars.time.length;
  const day = 86_400_000;
  const span = (bars.time.at(-1) ?? 0) - (bars.time[0] ?? 0) + day;
  longest = count * times;
  const out = emptyBars(longest);
  for (let round = 0; round < times; round += 1) {
    for (const field of ["open", "high", "low", "close", "volume"] as const) out[field].set(bars[field], round * count);
    out.time.set(
      bars.time.map((time) => time + round * span),
      round * count,
    );
  }
  return out;
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
    const report = buildReport({ result, lanes, trials: { count: 1 } });
    expect(backtest.fingerprint).toBe(result.fingerprint);
    expect(backtest.statistics).toEqual(JSON.parse(JSON.stringify(report.statistics)));
    expect(backtest).toMatchObject({ trials: 1, bars: result.time.length, ambiguity: { bars: 0 } });
    const series = await readSeries(trader.context, backtestId);
    expect(series.equity).toEqual(result.equity);
    expect(series.drawdown).toEqual(report.drawdown);
    const whole = { from: -Infinity, to: Infinity, points: 20_000 };
    const prices = decodeBundle(await priceColumns(trader.context, backtestId, 0, whole));
    expect(prices.columns["close"]).toEqual(dataset.bars.close);
    const trades = readTradeBundle(decodeBundle(await tradeColumns(trader.context, backtestId)));
    expect(Array.from(report.trades, (_, row) => tradeAt(trades, row, trades.symbol(row)))).toEqual(report.trades);
    expect(report.trades.length).toBeGreaterThan(20);
  });

  test("has one fingerprint from the worker, at every block size, and from the command line", async () => {
    await startWorker();
    const { backtestId } = await ask("one fingerprint");
    const { fingerprint } = await ended(backtestId);
    expect(fingerprint).toMatch(/^[0-9a-f]{32}$/);
    const document = crossDocument("one fingerprint");
    const dataset = await loadDataset("sp500-daily");
    const { program } = compile(document);
    if (dataset === null || program === null) throw new Error("expected a data set and a program");
    const lanes = [{ instrument: dataset.instrument, bars: dataset.bars }];
    for (const blockSize of [1, 7, 4_096]) {
      expect(runBacktest({ program, lanes, blockSize }).fingerprint).toBe(fingerprint);
    }
    const file = join(workerFolder, "one-fingerprint.json");
    writeFileSync(file, JSON.stringify(document));
    const { output } = await backtestCommand.run([file, "--data", "sp500-daily", "--json"]);
    expect(JSON.parse(output)).toMatchObject({ fingerprint });
    const other = await backtestCommand.run([file, "--data", "sp500-daily", "--set", "fast=11", "--json"]);
    expect(JSON.parse(other.output).fingerprint).not.toBe(fingerprint);
  });

  test("of a strategy that waits for signals takes recorded ones, and misses them aloud", async () => {
    await startWorker();
    const nodes = { buy: { kind: "market.outside-signal", params: { name: "buy" } }, enter: { kind: "order.enter" } };
    const document = smallGraph(nodes, ["buy.received > enter.when"], { universe: ["SPX"] });
    const { id: strategyId } = await createStrategy(trader.context, { document });
    const request = { strategyId, revision: 1, datasetId: "sp500-daily", parameters: {} };
    const run = (csv: string) =>
      backtests.runBacktestOf(trader.context, { ...request, signals: { from: "csv", csv: `time,value\n${csv}` } });
    const given = await run("2010-06-01T15:00:00Z,7");
    const missed = await backtests.runBacktestOf(trader.context, request);
    expect(await run("2010-06-01T15:00:00Z,7")).toMatchObject({ backtestId: given.backtestId, reused: true });
    const trades = async (id: string) => {
      const { assumptions, diagnostics } = await ended(id);
      const { columns } = readTradeBundle(decodeBundle(await tradeColumns(trader.context, id)));
      const said = assumptions?.find((one) => one.id === "outside-signals")?.value;
      return {
        entries: Array.from(columns.entryTime, (time) => isoDate(time)),
        said,
        codes: diagnostics?.map(({ code }) => code) ?? [],
      };
    };
    expect(await trades(given.backtestId)).toMatchObject({ entries: ["2010-06-02"], said: "1 recorded" });
    const codes = expect.arrayContaining(["run.no-signals"]);
    expect(await trades(missed.backtestId)).toMatchObject({ entries: [], said: "none given", codes });
    await expect(run("soon,7")).rejects.toThrow('line 2: time must be an ISO date or an epoch, was "soon"');
    const received = backtests.runBacktestOf(trader.context, { ...request, signals: { from: "webhook" } });
    await expect(received).rejects.toThrow('No signal named "buy" has come in');
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
    await stopWorkers();
    const { backtestId } = await ask("cancelled while waiting");
    await backtests.cancelBacktest(trader.context, backtestId);
    await startWorker();
    const marker = await ask("after the cancelled one");
    await ended(marker.backtestId);
    expect(await backtests.getBacktest(trader.context, backtestId)).toMatchObject({ status: "cancelled", attempt: 0 });
  });

  test("whose worker is killed is computed by the next, and its attempts are counted once each", {
    timeout: 120_000,
  }, async () => {
    await stopWorkers();
    const { backtestId } = await ask("killed");
    const victim = await startWorkerProcess({ databaseUrl: platform.url, roles: "backtest" });
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
      // Longer than the wait inside it: else a slow machine fails here with another message.
      { timeout: 60_000 },
    );
    await startWorker();
    const before = Date.now();
    const backtest = await ended(backtestId);
    expect(backtest).toMatchObject({ status: "succeeded", attempt: 2 });
    // BullMQ's own locks would hold the job for 30 seconds; ours are gone after about five, on a busy machine a little later.
    expect(Date.now() - before).toBeLessThan(20_000);
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

  test("that runs tells its page how far it is, and can be cancelled", { timeout: 90_000 }, async () => {
    await stopWorkers();
    const { id: strategyId } = await createStrategy(trader.context, { document: slowDocument() });
    const request = { strategyId, revision: 1, datasetId: "sp500-daily", parameters: {} };
    const { backtestId } = await backtests.runBacktestOf(trader.context, request);
    await deliverer().withdraw("backtest.run", backtestId);
    const bus = new EventBus(secret(platform.url));
    await bus.ready();
    const shares: number[] = [];
    bus.subscribe(({ event }) => {
      if (event === "resync" || event.topic !== `backtest:${backtestId}` || event.type !== "progress") return;
      shares.push((event.payload as { progress: number }).progress);
    });
    const { computeInThread } = (await import(join(workerFolder, "compute-in-thread.js"))) as {
      computeInThread: Compute;
    };
    const never = new AbortController().signal;
    let done = 0;
    const running = executeBacktest(platform.db, backtestId, {
      // The thread, the engine and the hooks are the worker's; only the history is longer than any that is bundled.
      compute: ({ lanes, ...input }, { onProgress, signal }) =>
        computeInThread(
          { ...input, lanes: lanes.map((lane) => ({ ...lane, bars: repeat(lane.bars, 150) })) },
          {
            signal,
            onProgress: (progress) => {
              done = progress.barsDone;
              onProgress(progress);
            },
          },
        ),
      signal: never,
      reportProgress: async () => undefined,
    });
    await eventually(async () => shares.length >= 2);
    expect(await backtests.getBacktest(trader.context, backtestId)).toMatchObject({ status: "running" });
    await backtests.cancelBacktest(trader.context, backtestId);
    await running;
    const cancelled = await backtests.getBacktest(trader.context, backtestId);
    expect(cancelled).toMatchObject({ status: "cancelled", fingerprint: null, statistics: null });
    expect(cancelled.finishedAt).not.toBeNull();
    expect(done).toBeLessThan(longest);
    expect([...shares].sort((a, b) => a - b)).toEqual(shares);
    expect(shares.every((share) => share > 0 && share < 1)).toBe(true);
    await expect(backtests.cancelBacktest(trader.context, backtestId)).rejects.toMatchObject({
      code: "not-possible-now",
    });
    await bus.close();
  });

  test("of minutes for a strategy of hours makes them by session, walks along the minutes, and says so", async () => {
    await startWorker();
    const { settings, ...rest } = crossDocument("made of minutes");
    const execution = { ...settings.execution, intrabar: "magnifier" as const };
    const document: GraphDocument = { ...rest, settings: { ...settings, timeframe: "1h", execution } };
    const { id } = await createStrategy(trader.context, { document });
    const request = { strategyId: id, revision: 1, datasetId: "syn-usx-1m", parameters: {} };
    const { backtestId } = await backtests.runBacktestOf(trader.context, request);
    const backtest = await ended(backtestId);
    expect(backtest).toMatchObject({ status: "succeeded", error: null });
    const assumed = Object.fromEntries((backtest.assumptions ?? []).map(({ id: name, value }) => [name, value]));
    expect(assumed["made-bars"]).toBe("1m bars, by the sessions of us-equity");
    // what a team gets that makes the dataset itself
    const { bars, instrument } = (await loadDataset("syn-usx-1m"))!;
    const hours = resampleBySession(bars, "1h", calendars[instrument.calendar]).bars;
    const { program } = compile(document);
    if (program === null) throw new Error("the document does not compile");
    const result = runBacktest({ program, lanes: [{ instrument, bars: hours, finer: bars }] });
    expect(result.fills.length).toBeGreaterThan(0);
    expect(backtest).toMatchObject({ fingerprint: result.fingerprint, bars: hours.time.length });
    const prices = decodeBundle(
      await priceColumns(trader.context, backtestId, 0, { from: 0, to: Number.MAX_SAFE_INTEGER, points: 1e9 }),
    );
    expect(prices.columns["time"]).toEqual(hours.time);
    const file = join(workerFolder, "made-of-minutes.json");
    writeFileSync(file, JSON.stringify(document));
    const { output } = await backtestCommand.run([file, "--data", "syn-usx-1m", "--json"]);
    expect(JSON.parse(output)).toMatchObject({ fingerprint: backtest.fingerprint });
    // and what the canvas previews, on the bars that the server makes for the browser
    const sent = async (query: string) => {
      const answer = await datasetBarsResponse(new Request(`http://ql/${query}`), trader.request, "syn-usx-1m");
      return decodeBars(await answer.arrayBuffer());
    };
    const lane = { instrument, bars: await sent("?timeframe=1h"), finer: await sent("") };
    const draft = check(document, () => 0).program;
    const shown = preview(draft!, { lanes: [lane], references: [] }, () => 0);
    expect(shown).toMatchObject({ fingerprint: backtest.fingerprint });
  });

  test("of several instruments runs each on its own history, with one fingerprint from worker and command line", async () => {
    await startWorker();
    const { document } = regimeRotation;
    const { id } = await createStrategy(trader.context, { document });
    const request = { strategyId: id, revision: 1, datasetId: "sp500-daily", parameters: {} };
    const { backtestId } = await backtests.runBacktestOf(trader.context, request);
    const backtest = await ended(backtestId);
    expect(backtest).toMatchObject({ status: "succeeded", error: null });
    const ids = document.universe.map((symbol) => `${symbol.toLowerCase()}-daily`);
    expect(backtest.data.map(({ datasetId, traded }) => [datasetId, traded])).toEqual(ids.map((one) => [one, true]));
    const file = join(workerFolder, "rotation.json");
    writeFileSync(file, JSON.stringify(document));
    const { output } = await backtestCommand.run([file, ...ids.flatMap((one) => ["--data", one]), "--json"]);
    expect(JSON.parse(output)).toMatchObject({ fingerprint: backtest.fingerprint });
    const trades = readTradeBundle(decodeBundle(await tradeColumns(trader.context, backtestId)));
    const symbols = Array.from({ length: trades.count }, (_, row) => trades.symbol(row));
    expect(new Set(symbols)).toEqual(new Set(document.universe));
    const { attribution } = (await backtests.getBacktestReport(trader.context, backtestId)) as {
      attribution: { dimension: string; rows: { key: string }[] }[];
    };
    const bySymbol = attribution.find((table) => table.dimension === "symbol");
    expect(bySymbol?.rows.map(({ key }) => key).sort()).toEqual([...document.universe].sort());
    const again = await backtests.runBacktestOf(trader.context, request);
    expect(again).toMatchObject({ backtestId, reused: true });
  });

  test("of an instrument without a history is refused with its name", async () => {
    const document = { ...crossDocument("two instruments"), universe: ["SYN-A", "NOWHERE"] };
    const { id } = await createStrategy(trader.context, { document });
    const request = { strategyId: id, revision: 1, datasetId: "syn-a-daily", parameters: {} };
    const asked = backtests.runBacktestOf(trader.context, request);
    await expect(asked).rejects.toMatchObject({
      code: "not-possible-now",
      message: expect.stringContaining("no 1d history of NOWHERE"),
    });
    expect(await backtests.listTeamBacktests(trader.context, { strategyId: id })).toEqual([]);
  });

  test("of another team is not found", async () => {
    const { backtestId } = await ask("private");
    const stranger = await (await makeTeam(platform.db, "Other desk")).member("owner");
    await expect(backtests.getBacktest(stranger.context, backtestId)).rejects.toMatchObject({ code: "not-found" });
    await expect(backtests.cancelBacktest(stranger.context, backtestId)).rejects.toMatchObject({ code: "not-found" });
  });

  test("that was asked for but never delivered is found by the sweep", async () => {
    await stopWorkers();
    const { backtestId } = await ask("lost on the way");
    await deliverer().withdraw("backtest.run", backtestId);
    const longAgo = new Date(Date.now() - 60_000);
    await platform.db.$executeRaw`UPDATE job_records SET updated_at = ${longAgo} WHERE key = ${backtestId}`;
    await startWorker();
    expect(await ended(backtestId)).toMatchObject({ status: "succeeded" });
  });
});

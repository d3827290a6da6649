import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decodeBundle } from "@/graph-runtime/core/column-bundle.ts";
import { importFile } from "@/server/data/import/import-file.ts";
import type { ImportSettings } from "@/server/data/import/import-settings.ts";
import { inspectFile } from "@/server/data/import/inspect-file.ts";
import { fetchFromProvider } from "@/server/data/providers/fetch-from-provider.ts";
import { resampleDataset } from "@/server/data/resample-dataset.ts";
import { datasetStore } from "@/server/data/store/open-dataset-store.ts";
import { priceColumns } from "@/server/features/backtests/result-columns.ts";
import * as backtests from "@/server/features/backtests/service.ts";
import * as datasets from "@/server/features/datasets/service.ts";
import { executeImport, type ImportThread } from "@/server/features/imports/execute-import.ts";
import * as imports from "@/server/features/imports/service.ts";
import { uploadResponse } from "@/server/features/imports/upload-response.ts";
import { createStrategy } from "@/server/features/strategies/service.ts";
import { deliverer } from "@/server/queue/deliver.ts";
import { simulateBinance } from "../conformance/data/simulators/binance.ts";
import type { Simulator } from "../conformance/data/simulators/simulator.ts";
import { importSettings } from "./support/data-rows.ts";
import { crossDocument } from "./support/documents.ts";
import { type Member, makeTeam, openPlatform, type Platform } from "./support/platform.ts";
import { eventually, startWorkerProcess, type WorkerProcess } from "./support/worker-process.ts";

let platform: Platform;
let trader: Member;
let folder = "";
let simulator: Simulator;
const workers: WorkerProcess[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "quantloom-imports-"));
  process.env["QUANTLOOM_DATA_DIR"] = folder;
  simulator = await simulateBinance({ listed: Date.UTC(2024, 0, 1) });
  process.env["PROVIDER_URLS"] = JSON.stringify({ binance: simulator.url });
  platform = await openPlatform();
  trader = await (await makeTeam(platform.db)).member("trader");
});
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.kill()));
  await deliverer().close();
  await simulator.close();
  await platform.close();
  rmSync(folder, { recursive: true });
});

async function startWorker(): Promise<WorkerProcess> {
  const environment = { QUANTLOOM_DATA_DIR: folder, WORKER_RECOVERY_MILLISECONDS: "1000" };
  const worker = await startWorkerProcess({
    databaseUrl: platform.url,
    roles: "backtest,data,maintenance",
    environment,
  });
  workers.push(worker);
  return worker;
}

const day = 86_400_000;
const rowsOf = (count: number, wave = 20) =>
  Array.from({ length: count }, (_, i) => {
    const price = 100 + (i % (2 * wave) < wave ? i % wave : wave - (i % wave));
    return `${new Date(Date.UTC(2020, 0, 1) + i * day).toISOString().slice(0, 10)},${price},${price + 1},${price - 1},${price},1000`;
  });
const csv = (rows: readonly string[]) => `date,open,high,low,close,volume\n${rows.join("\n")}\n`;

async function upload(content: string, member = trader): Promise<string> {
  const body = Buffer.from(content);
  const headers = { "content-length": String(body.length) };
  const request = new Request("http://localhost/api/imports?name=abc.csv", { method: "POST", body, headers });
  const response = await uploadResponse(request, member.request);
  expect(response.status).toBe(201);
  return ((await response.json()) as { id: string }).id;
}

/** The provider's day, which the tests move on. */
let now = Date.UTC(2024, 2, 10);

/** The worker's thread, done where the test stands. */
const here: ImportThread = {
  inspect: inspectFile,
  fetch: async ({ known, ...work }, { onProgress, signal }) => {
    const store = datasetStore();
    const bars =
      known === null ? null : { bars: await store.load(known.snapshotId, known.parts), actions: known.actions };
    return fetchFromProvider({ ...work, known: bars, now, store }, (share, rows) => {
      onProgress(share, rows);
      return signal.aborted ? "cancel" : "continue";
    });
  },
  resample: (work) => resampleDataset(work, datasetStore(), () => "continue"),
  load: (work, { onProgress, signal }) =>
    importFile({ ...work, store: datasetStore() }, (share, rows) => {
      onProgress(share, rows);
      return signal.aborted ? "cancel" : "continue";
    }),
};
const step = (id: string, thread = here) =>
  executeImport(platform.db, id, {
    thread,
    signal: new AbortController().signal,
    reportProgress: () => Promise.resolve(),
  });

async function settled(id: string, changes: Partial<ImportSettings> = {}): Promise<ImportSettings> {
  const { inspection } = await imports.getImport(trader.context, id);
  if (inspection === null) throw new Error("expected an inspection");
  const { layout, timeframe, priceScale, symbol } = inspection;
  const found = { name: "Abc daily", symbol, timeframe: timeframe ?? "1d", priceScale, layout };
  return { ...importSettings, ...found, ...changes };
}

/** Uploads, looks, starts and loads in one go. */
async function importHere(content: string, options: { changes?: Partial<ImportSettings>; datasetId?: string } = {}) {
  const id = await upload(content);
  await step(id);
  const settings = await settled(id, options.changes);
  await imports.startImport(trader.context, { id, settings, datasetId: options.datasetId });
  await step(id);
  return imports.getImport(trader.context, id);
}

const leftOvers = () => ["uploads", "scratch"].flatMap((name) => readdirSync(join(folder, "market", name)));

describe("an import", () => {
  test("goes through a real worker, and a backtest runs on what came of it", async () => {
    const worker = await startWorker();
    const id = await upload(csv(rowsOf(400)));
    const ready = await eventually(
      async () => {
        const found = await imports.getImport(trader.context, id);
        return found.status === "ready" ? found : null;
      },
      { what: `a look at the file: ${worker.output()}` },
    );
    expect(ready.inspection).toMatchObject({ symbol: "ABC", timeframe: "1d", unsure: [] });
    await imports.startImport(trader.context, { id, settings: await settled(id) });
    const done = await eventually(
      async () => {
        const found = await imports.getImport(trader.context, id);
        return found.status === "succeeded" ? found : null;
      },
      { what: `the dataset: ${worker.output()}` },
    );
    const datasetId = done.datasetId ?? "";
    const own = (await datasets.listDatasets(trader.context)).find(({ id: one }) => one === datasetId);
    expect(own).toMatchObject({
      id: datasetId,
      symbol: "ABC",
      bars: 400,
      grade: "A",
      version: 1,
      synthetic: false,
      from: "2020-01-01",
    });

    const { id: strategyId } = await createStrategy(trader.context, { document: crossDocument("imported") });
    const request = { strategyId, revision: 1, datasetId, parameters: {} };
    const { backtestId } = await backtests.runBacktestOf(trader.context, request);
    const backtest = await eventually(
      async () => {
        const found = await backtests.getBacktest(trader.context, backtestId);
        return found.finishedAt === null ? null : found;
      },
      { what: "the backtest" },
    );
    expect(backtest).toMatchObject({ status: "succeeded", dataset: { id: datasetId, snapshotId: own?.snapshotId } });
    expect(backtest.data).toMatchObject([{ datasetId, tickSize: backtest.dataset.instrument.tickSize }]);
    // results keep their bars when the dataset is taken off the list
    await datasets.removeDataset(trader.context, datasetId);
    expect((await datasets.listDatasets(trader.context)).some((dataset) => dataset.id === datasetId)).toBe(false);
    const view = { from: -Infinity, to: Infinity, points: 4_000 };
    const prices = decodeBundle(await priceColumns(trader.context, backtestId, 0, view));
    expect(prices.columns["close"]).toHaveLength(400);
    await worker.kill();
    workers.length = 0;
    expect(leftOvers()).toEqual([]);
  });

  test("of a file with bad rows keeps nothing, says which, and can be started again without them", async () => {
    const rows = rowsOf(100);
    rows[49] = "2020-02-20,100,90,95,100,1";
    const back = await importHere(csv(rows));
    expect(back).toMatchObject({ status: "ready", datasetId: null, error: { code: "invalid-input" } });
    expect(back.quality?.rows.listed).toEqual([{ line: 51, reason: "high 90 is below low 95" }]);
    await imports.startImport(trader.context, {
      id: back.id,
      settings: await settled(back.id, { badRows: "leave-out" }),
    });
    await step(back.id);
    const done = await imports.getImport(trader.context, back.id);
    expect(done).toMatchObject({ status: "succeeded", quality: { bars: 99, rows: { bad: 1 } } });
    expect(done.quality?.missing).toBe(1);
  });

  test("into a dataset becomes its next version, and shares the files of years that are equal", async () => {
    // a wave of its own: no other test has these years
    const first = await importHere(csv(rowsOf(500, 33)));
    const datasetId = first.datasetId ?? "";
    const second = await importHere(csv(rowsOf(600, 33)), { datasetId });
    expect(second.datasetId).toBe(datasetId);
    const { dataset, versions, own } = await datasets.getDataset(trader.context, datasetId);
    expect(own).toBe(true);
    expect(dataset).toMatchObject({ version: 2, bars: 600 });
    expect(versions.map(({ number, bars }) => [number, bars])).toEqual([
      [2, 600],
      [1, 500],
    ]);
    const rows = await platform.db.datasetVersion.findMany({ where: { datasetId }, orderBy: { number: "asc" } });
    const keys = rows.map((row) => (row.parts as { key: string }[]).map((part) => part.key));
    expect(keys[0]?.[0]).toBe(keys[1]?.[0]);
    expect(keys[0]?.[1]).not.toBe(keys[1]?.[1]);
    await expect(importHere(csv(rowsOf(10)), { datasetId, changes: { symbol: "XYZ" } })).rejects.toThrow(
      "must be of ABC",
    );
    const [refused] = await imports.listTeamImports(trader.context);
    await imports.cancelImport(trader.context, refused?.id ?? "");
    // nobody points at them: the files go, the shared ones last
    const other = await importHere(csv(rowsOf(500, 33)));
    await datasets.removeDataset(trader.context, datasetId);
    const parts = (await platform.db.datasetVersion.findFirstOrThrow({ where: { datasetId: other.datasetId ?? "" } }))
      .parts as { key: string }[];
    expect(await datasetStore().holds(parts)).toBe(true);
    expect(await datasetStore().holds([{ key: keys[1]?.[1] ?? "" }])).toBe(false);
    await datasets.removeDataset(trader.context, other.datasetId ?? "");
    expect(await datasetStore().holds(parts.slice(0, 1))).toBe(false);
  });

  test("is cancelled in the middle without a trace, and one that is over cannot be", async () => {
    const id = await upload(csv(rowsOf(300)));
    await step(id);
    await imports.startImport(trader.context, { id, settings: await settled(id) });
    const stubborn: ImportThread = {
      ...here,
      load: (work, hooks) =>
        new Promise((resolve) => {
          hooks.signal.addEventListener("abort", () => resolve(here.load(work, hooks)), { once: true });
          void imports.cancelImport(trader.context, id);
        }),
    };
    await step(id, stubborn);
    expect(await imports.getImport(trader.context, id)).toMatchObject({ status: "cancelled", datasetId: null });
    await expect(imports.cancelImport(trader.context, id)).rejects.toThrow("ended already");
    expect(leftOvers()).toEqual([]);
  });

  test("that dies with its worker is taken up by the next one and counted once", async () => {
    const id = await upload(csv(rowsOf(1_500)));
    await step(id);
    await imports.startImport(trader.context, { id, settings: await settled(id) });
    const dead = new AbortController();
    const dying: ImportThread = {
      ...here,
      load: async (work, hooks) => {
        await here.load(work, hooks);
        dead.abort();
        throw new Error("the process was killed");
      },
    };
    await expect(
      executeImport(platform.db, id, { thread: dying, signal: dead.signal, reportProgress: () => Promise.resolve() }),
    ).rejects.toThrow("stopped");
    expect(await imports.getImport(trader.context, id)).toMatchObject({ status: "running", datasetId: null });
    await step(id);
    await step(id);
    const { datasetId } = await imports.getImport(trader.context, id);
    expect(await platform.db.datasetVersion.count({ where: { datasetId: datasetId ?? "" } })).toBe(1);
  });

  test("belongs to its team: others find neither it nor its dataset nor its bars", async () => {
    const done = await importHere(csv(rowsOf(50)));
    const stranger = await (await makeTeam(platform.db, "Others")).member("owner");
    await expect(imports.getImport(stranger.context, done.id)).rejects.toThrow("does not exist");
    await expect(datasets.getDataset(stranger.context, done.datasetId ?? "")).rejects.toThrow("no data set");
    await expect(datasets.requireDataset(stranger.context, done.datasetId ?? "")).rejects.toThrow("no data set");
    await expect(datasets.removeDataset(stranger.context, done.datasetId ?? "")).rejects.toThrow("no data set");
    expect((await datasets.listDatasets(stranger.context)).some(({ kind }) => kind !== "built-in")).toBe(false);
  });

  test("takes splits and dividends as a version of their own, with another snapshot", async () => {
    const { datasetId } = await importHere(csv(rowsOf(60)));
    const id = datasetId ?? "";
    const before = await datasets.getDataset(trader.context, id);
    await datasets.setActions(trader.context, { id, text: "2020-01-20,split,2:1\n2020-02-03,dividend,0.5" });
    const after = await datasets.getDataset(trader.context, id);
    expect(after.actions).toEqual([
      { kind: "split", date: "2020-01-20", value: 2, symbol: null },
      { kind: "dividend", date: "2020-02-03", value: 0.5, symbol: null },
    ]);
    expect(after.dataset.snapshotId).not.toBe(before.dataset.snapshotId);
    expect((await datasets.requireDataset(trader.context, id)).actions).toHaveLength(2);
    const future = await importHere(csv(rowsOf(62)), {
      changes: { settles: "daily", multiplier: 50, lastTradingDay: "2020-03-20", finalPrice: 101.25 },
    });
    const text = "2020-01-20T08:00Z,funding,0.01%\n2020-02-03,roll,ESM4,100,101.5";
    await datasets.setActions(trader.context, { id: future.datasetId ?? "", text });
    const { instrument, actions } = await datasets.requireDataset(trader.context, future.datasetId ?? "");
    expect(instrument).toMatchObject({
      settles: "daily",
      multiplier: 50,
      expiry: Date.UTC(2020, 2, 21) - 1,
      finalPrice: 101.25,
    });
    expect(actions).toEqual([
      { kind: "funding", time: Date.UTC(2020, 0, 20, 8), rate: 0.0001 },
      { kind: "roll", time: Date.UTC(2020, 1, 3), symbol: "ESM4", closePrice: 100, openPrice: 101.5 },
    ]);
    const adjusted = await importHere(csv(rowsOf(61)), { changes: { adjustment: "adjusted" } });
    await expect(
      datasets.setActions(trader.context, { id: adjusted.datasetId ?? "", text: "2020-01-20,split,2" }),
    ).rejects.toThrow("count twice");
  });
});

describe("a dataset of a provider", () => {
  test("is fetched, and brought up to date by asking for its end alone", async () => {
    const { id } = await imports.importFromProvider(trader.context, {
      provider: "binance",
      symbol: "BTCUSDT",
      timeframe: "1h",
      from: "2024-02-01",
    });
    await step(id);
    const done = await imports.getImport(trader.context, id);
    expect(done).toMatchObject({ status: "succeeded", error: null });
    const first = await datasets.getDataset(trader.context, done.datasetId ?? "");
    expect(first).toMatchObject({
      refreshable: true,
      dataset: { kind: "binance", grade: "A", bars: 38 * 24, from: "2024-02-01", to: "2024-03-09" },
    });
    now += 2 * day;
    simulator.asked.length = 0;
    const again = await imports.refreshDataset(trader.context, first.dataset.id);
    await step(again.id);
    expect(simulator.asked.map((url) => Number(url.searchParams.get("startTime")))).toEqual([Date.UTC(2024, 2, 9, 19)]);
    const second = await datasets.getDataset(trader.context, first.dataset.id);
    expect(second.dataset).toMatchObject({ version: 2, bars: 40 * 24, grade: "A" });
  });

  test("that the provider does not know fails with the provider's words", async () => {
    const { id } = await imports.importFromProvider(trader.context, {
      provider: "binance",
      symbol: "NOPE",
      timeframe: "1h",
      from: "2024-02-01",
    });
    await step(id);
    expect(await imports.getImport(trader.context, id)).toMatchObject({
      status: "failed",
      error: { message: expect.stringContaining("Invalid symbol") },
    });
  });
});

test("bars of an hour are made from minutes by the sessions of New York, and stay synthetic", async () => {
  const { id } = await imports.resampleDataset(trader.context, { datasetId: "syn-usx-1m", timeframe: "1h" });
  await step(id);
  const { datasetId } = await imports.getImport(trader.context, id);
  const { dataset, quality } = await datasets.getDataset(trader.context, datasetId ?? "");
  // 252 sessions of 2024, three of them half days: seven hours each from 09:30, four on a half day
  expect(dataset).toMatchObject({
    bars: 249 * 7 + 3 * 4,
    timeframe: "1h",
    synthetic: true,
    kind: "resampled",
    grade: "A",
  });
  expect(quality.missing).toBe(0);
  await expect(imports.resampleDataset(trader.context, { datasetId: "sp500-daily", timeframe: "1h" })).rejects.toThrow(
    "cannot be made",
  );
});

test("an upload without a length, without a name, too long or cut off is refused, and nothing of it stays", async () => {
  const ask = async (query: string, headers: Record<string, string>, body: string | null = "date") => {
    const request = new Request(`http://localhost/api/imports${query}`, { method: "POST", body, headers });
    const response = await uploadResponse(request, trader.request);
    return [response.status, ((await response.json()) as { message: string }).message] as const;
  };
  expect(await ask("?name=a.csv", {})).toEqual([400, expect.stringContaining("Content-Length")]);
  expect(await ask("", { "content-length": "4" })).toEqual([400, expect.stringContaining("called")]);
  expect(await ask("?name=a.csv", { "content-length": "9999999999" })).toEqual([
    413,
    expect.stringContaining("larger than 2048 MB"),
  ]);
  expect(await ask("?name=a.csv", { "content-length": "400" })).toEqual([
    400,
    expect.stringContaining("cut off after 4 of 400"),
  ]);
  const anonymous = new Request("http://localhost/api/imports?name=a", {
    method: "POST",
    body: "x",
    headers: { "content-length": "1" },
  });
  expect((await uploadResponse(anonymous, { ...trader.request, caller: null })).status).toBe(401);
  expect(leftOvers()).toEqual([]);
});

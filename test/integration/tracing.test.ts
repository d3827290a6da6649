import { randomUUID } from "node:crypto";
import { createRequire } from "node:module";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { templates } from "@/graph-runtime/templates/gallery.ts";
import { secret } from "@/server/config/secret.ts";
import { AppError } from "@/server/errors/app-error.ts";
import { runBacktestOf } from "@/server/features/backtests/service.ts";
import { createStrategy } from "@/server/features/strategies/service.ts";
import { inSpan } from "@/server/ops/span.ts";
import { startTracing } from "@/server/ops/start-tracing.ts";
import { openWorker } from "@/server/queue/backend.ts";
import { createDeliverer, deliverer } from "@/server/queue/deliver.ts";
import { appRouter } from "@/server/trpc/router.ts";
import { createJobRunner } from "@/workers/run-job.ts";
import { trialRedisUrl } from "../setup/trial-database.ts";
import { crossDocument } from "./support/documents.ts";
import { type Member, makeTeam, openPlatform, type Platform } from "./support/platform.ts";
import { startReplay } from "./support/replay-runs.ts";
import { openTraceReceiver, type ReceivedSpan, type TraceReceiver } from "./support/trace-receiver.ts";
import { eventually, startWorkerProcess } from "./support/worker-process.ts";

let platform: Platform;
let receiver: TraceReceiver;
let trader: Member;

beforeAll(async () => {
  platform = await openPlatform();
  receiver = await openTraceReceiver();
  trader = await (await makeTeam(platform.db)).member("trader");
});
afterAll(async () => {
  await deliverer().close();
  await receiver.close();
  await platform.close();
});

const arrived = (what: string, wanted: (span: ReceivedSpan) => boolean) =>
  eventually(async () => receiver.spans.find(wanted), { within: 60_000, every: 100, what });
const isSdkLoaded = () =>
  Object.keys(createRequire(import.meta.url).cache).some((path) => path.includes("@opentelemetry/sdk-trace-node"));

test("without an endpoint nothing is sent and no part of the SDK is loaded; with one, requests arrive", async () => {
  delete process.env["OTEL_EXPORTER_OTLP_ENDPOINT"];
  expect(await startTracing("quantloom-web")).toBeNull();
  expect(isSdkLoaded()).toBe(false);

  process.env["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.url;
  const tracing = await startTracing("quantloom-web");
  expect(isSdkLoaded()).toBe(true);
  const caller = appRouter.createCaller(trader.request);
  await caller.session.me();
  await expect(caller.strategies.get({ id: randomUUID() })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(inSpan("breaks", {}, () => Promise.reject(new AppError("unavailable")))).rejects.toThrow();
  await tracing?.stop();

  const spanOf = (name: string) => receiver.spans.find((span) => span.name === name);
  expect(spanOf("procedure session.me")).toMatchObject({
    service: "quantloom-web",
    hasFailed: false,
    attributes: { "rpc.method": "session.me", "quantloom.request_id": trader.request.requestId },
  });
  // What a caller did wrong is no failure of ours.
  expect(spanOf("procedure strategies.get")).toMatchObject({
    hasFailed: false,
    attributes: { "quantloom.error_code": "not-found" },
  });
  expect(spanOf("breaks")).toMatchObject({ hasFailed: true, attributes: { "quantloom.error_code": "unavailable" } });
});

test("a worker process sends a span for each job and each live step", { timeout: 120_000 }, async () => {
  const worker = await startWorkerProcess({
    databaseUrl: platform.url,
    environment: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url },
  });
  try {
    const { id: strategyId } = await createStrategy(trader.context, { document: crossDocument(randomUUID()) });
    const request = { strategyId, revision: 1, datasetId: "syn-b-daily", parameters: {} };
    const { backtestId } = await runBacktestOf(trader.context, request);
    const document = templates[0]!.document as object;
    const { runIds } = await startReplay(trader.context, [document], { barMilliseconds: 5 });
    const job = await arrived("the span of the job", ({ name }) => name === "job backtest.run");
    expect(job).toMatchObject({ service: "quantloom-worker", attributes: { "quantloom.job_key": backtestId } });
    const isStep = ({ name, attributes }: ReceivedSpan) =>
      name === "live step" && attributes["quantloom.run"] === runIds[0];
    const step = await arrived("the span of the live step", isStep);
    expect(step).toMatchObject({ service: "quantloom-worker", hasFailed: false });
    expect(await worker.stop()).toBe(0);
  } finally {
    await worker.kill();
  }
});

const redisUrl = trialRedisUrl();
describe("a job in PostgreSQL", () => carriesTrace(undefined));
describe.skipIf(redisUrl === undefined)("[redis] a job", () => carriesTrace(redisUrl));

function carriesTrace(redis: string | undefined): void {
  test("carries the trace of whoever asked for it to the worker", async () => {
    process.env["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.url;
    const tracing = await startTracing("quantloom-web");
    const address = { databaseUrl: secret(platform.url), redisUrl: redis === undefined ? undefined : secret(redis) };
    const queue = createDeliverer(address, () => undefined);
    const key = randomUUID();
    const handler = { run: () => inSpan("inside the job", { key }, () => Promise.resolve()) };
    const run = createJobRunner("maintenance.anchor", handler, { db: platform.db, deliverer: queue, worker: "tester" });
    const settings = { concurrency: 1, recoveryMilliseconds: 5_000, onError: () => undefined };
    const worker = openWorker(address, "maintenance.anchor", run, settings);
    await worker.waitUntilReady();
    await inSpan(`request ${key}`, {}, () => queue.deliver("maintenance.anchor", { version: 1 }, { id: key }));
    const ofKey = ({ attributes }: ReceivedSpan) => attributes["quantloom.job_key"] === key;
    const job = await arrived("the span of the job", (span) => span.name === "job maintenance.anchor" && ofKey(span));
    await worker.close();
    await queue.close();
    await tracing?.stop();

    const request = receiver.spans.find(({ name }) => name === `request ${key}`);
    const producer = receiver.spans.find((span) => span.name === "deliver maintenance.anchor" && ofKey(span));
    const inside = receiver.spans.find(
      ({ name, attributes }) => name === "inside the job" && attributes["key"] === key,
    );
    expect(request?.parentSpanId).toBeUndefined();
    expect(producer).toMatchObject({ traceId: request?.traceId, parentSpanId: request?.spanId, kind: 4 });
    expect(job).toMatchObject({ traceId: request?.traceId, parentSpanId: producer?.spanId, kind: 5 });
    expect(inside).toMatchObject({ traceId: request?.traceId, parentSpanId: job.spanId });
  });
}
